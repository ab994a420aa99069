"""Files by content: typed by what they hold, not by what they say, and given back as attachments."""

from __future__ import annotations

import hashlib
import re
import uuid
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from flask import Response, current_app
from flask_babel import lazy_gettext as _l

import config
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError
from app.core.i18n import joined

from .models import StoredFile

IMAGES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}
DOCUMENTS = {**IMAGES, "application/pdf": ".pdf"}
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"%PDF-", "application/pdf"),
)
MOST_PIXELS, MOST_DECODED = 60_000_000, 25_000_000  # a telephone's photographs; what a thread may hold in memory
UNSAFE = re.compile(r"[\x00-\x1f/\\:*?\"<>|]+")


class WrongFile(DomainError):
    """The file is too large, empty, or not of a kind that is taken here."""

    status = 422


def detect(content: bytes) -> str | None:
    """The media type of the few kinds Nadwa takes, by their content."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for signature, kind in SIGNATURES if content.startswith(signature)), None)


class Held(NamedTuple):
    """Content that lies in the store while nothing refers to it yet: a form may still be refused, or given up."""

    sha256: str
    size: int
    media_type: str
    name: str


def keep_upload(upload: Any, *, kinds: dict[str, str] = DOCUMENTS, limit: int = 10 * 1024 * 1024, field: str | None = None) -> StoredFile:
    """Keep a werkzeug upload. Raises WrongFile when it is empty, over `limit` bytes, or not one of `kinds`."""
    return keep_held(hold_upload(upload, kinds=kinds, limit=limit, field=field))


def hold_upload(upload: Any, *, kinds: dict[str, str] = DOCUMENTS, limit: int = 10 * 1024 * 1024, field: str | None = None) -> Held:
    """Check a werkzeug upload and put its content into the store, without a row yet. Raises WrongFile."""
    content = upload.stream.read(limit + 1)
    if not content:
        raise WrongFile(_l("This file is empty."), field=field)
    if len(content) > limit:
        raise WrongFile(_l("This file is larger than %(mb)s MB.", mb=limit // (1024 * 1024)), field=field)
    kind = detect(content)
    if kind not in kinds or (kind in IMAGES and not _is_image(content)):
        raise WrongFile(
            _l(
                "This file is not one of the kinds taken here: %(kinds)s.",
                kinds=joined(sorted({k[1:].upper() for k in kinds.values()})),
            ),
            field=field,
        )
    return _hold(content, name=clean_name(upload.filename or "", kinds[kind]), media_type=kind)


def keep(content: bytes, *, name: str, media_type: str) -> StoredFile:
    """Keep content that Nadwa made, or that was checked."""
    return keep_held(_hold(content, name=name, media_type=media_type))


def keep_held(held: Held) -> StoredFile:
    stored = StoredFile(**held._asdict(), created_at=clock.now())
    db.session.add(stored)
    db.session.flush()
    return stored


def _hold(content: bytes, *, name: str, media_type: str) -> Held:
    digest = hashlib.sha256(content).hexdigest()
    files, root = place()
    path = f"{root}/{digest[:2]}/{digest}"
    files.makedirs(f"{root}/{digest[:2]}", exist_ok=True)
    files.pipe_file(path, content)  # what is there already is written again: it is young from now on, see sweeping
    return Held(digest, len(content), media_type, name)


def read(stored: StoredFile) -> bytes:
    files, root = place()
    return bytes(files.cat_file(f"{root}/{stored.sha256[:2]}/{stored.sha256}"))


def is_kept(held: Held) -> bool:
    """Whether the content is still in the store: what nobody referred to for a day is gone."""
    files, root = place()
    return bool(files.exists(f"{root}/{held.sha256[:2]}/{held.sha256}"))


def respond(stored: StoredFile, *, inline: bool = False) -> Response:
    """The file as an attachment; inline only for images, which cannot run anything under our policy."""
    response = Response(read(stored), mimetype=stored.media_type)
    shown = inline and stored.media_type in IMAGES
    response.headers.set("Content-Disposition", "inline" if shown else "attachment", filename=stored.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.set_etag(stored.sha256)
    return response


def clean_name(name: str, extension: str) -> str:
    stem = UNSAFE.sub(" ", PurePosixPath(name.replace("\\", "/")).stem).strip(" .")[:120]
    return f"{stem or 'file'}{extension}"


def _is_image(content: bytes) -> bool:
    """Whether Pillow can read the whole picture. JPEG is decoded at an eighth of its size: that finds what is cut off just as well."""
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS or picture.get_format_mimetype() not in IMAGES:
                return False
            picture.draft("RGB", (1, 1))
            if picture.width * picture.height > MOST_DECODED:
                return False
            picture.load()
    except Exception:  # noqa: BLE001 Pillow raises many kinds for broken pictures
        return False
    return True


def place() -> tuple[Any, str]:
    """The file system that keeps the files, and the folder in it."""
    import fsspec

    files, root = fsspec.core.url_to_fs(current_app.config["STORAGE_DIR"])
    return files, root


def require_place() -> None:
    """Write a file where files are kept, read it and remove it. Raises ConfigError that names STORAGE_DIR and says what is wrong."""
    name = current_app.config["STORAGE_DIR"]
    try:
        files, root = place()
        path, content = f"{root}/probe-{uuid.uuid4().hex}", b"Nadwa can write here"
        files.makedirs(root, exist_ok=True)
        files.pipe_file(path, content)
        kept = files.cat_file(path)
        files.rm_file(path)
    except Exception as error:  # noqa: BLE001 each kind of store has errors of its own
        reason = (isinstance(error, OSError) and error.strerror) or error
        package = " (the package goes into .venv: .venv/bin/python -m pip install …)" if isinstance(error, ImportError) else ""
        raise config.ConfigError(f"STORAGE_DIR is {name!r}, and no file can be kept there: {reason}{package}.") from None
    if kept != content:
        raise config.ConfigError(f"STORAGE_DIR is {name!r}, and what is written there is not what is read back.")
