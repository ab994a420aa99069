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
from app.core.errors import DomainError, Gone
from app.core.i18n import joined

from .models import StoredFile
from .pictures import bare, is_picture

IMAGES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}
DOCUMENTS = {**IMAGES, "application/pdf": ".pdf"}
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"%PDF-", "application/pdf"),
)
MEGABYTE = 1024 * 1024
UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f/\\:*?\"<>|\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+"
)  # what is no name, or hides part of one


class StoreFailed(DomainError):
    """The place for files takes none now."""

    status = 507


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


def keep_upload(upload: Any, *, kinds: dict[str, str] = DOCUMENTS, limit: int | None = None, field: str | None = None) -> StoredFile:
    """Keep a werkzeug upload. Raises WrongFile when it is empty, over `limit` bytes (the instance's limit), or not one of `kinds`."""
    return keep_held(hold_upload(upload, kinds=kinds, limit=limit, field=field))


def hold_upload(upload: Any, *, kinds: dict[str, str] = DOCUMENTS, limit: int | None = None, field: str | None = None) -> Held:
    """Check a werkzeug upload and put its content into the store, without a row yet; of a picture, nothing but the picture. Raises WrongFile."""
    limit = limit or current_app.config["MAX_UPLOAD_MB"] * MEGABYTE
    content = upload.stream.read(limit + 1)
    if not content:
        raise WrongFile(_l("This file is empty."), field=field)
    if len(content) > limit:
        raise WrongFile(_l("This file is larger than %(mb)s MB.", mb=limit // MEGABYTE), field=field)
    kind = detect(content)
    if kind in kinds and kind in IMAGES:
        try:
            content = bare(content, kind) if is_picture(content) else b""
        except ValueError:
            content = b""
    if kind not in kinds or not content:
        said = joined(sorted({k[1:].upper() for k in kinds.values()}))
        raise WrongFile(_l("This file is not one of the kinds taken here: %(kinds)s.", kinds=said), field=field)
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
    try:
        files.makedirs(f"{root}/{digest[:2]}", exist_ok=True)
        _put(files, path, content)
    except OSError as error:
        current_app.logger.error("a file could not be kept: %s", error)
        raise StoreFailed(_l("The file could not be kept: the store is full or out of reach. Try again later.")) from error
    return Held(digest, len(content), media_type, name)


def _put(files: Any, path: str, content: bytes) -> None:
    """Write a file whole or not at all. What is there already is written again, so that it is young from now on (see sweeping), and
    other entries may refer to it: a disk that is full leaves it as it was."""
    aside = f"{path}.{uuid.uuid4().hex}"
    try:
        files.pipe_file(aside, content)
        files.mv(aside, path)
    except OSError:
        if files.exists(aside):
            files.rm_file(aside)
        raise


def read(stored: StoredFile) -> bytes:
    """The content. Raises Gone when the store has lost it."""
    files, root = place()
    try:
        return bytes(files.cat_file(f"{root}/{stored.sha256[:2]}/{stored.sha256}"))
    except FileNotFoundError:
        current_app.logger.error("file %s (%s) is missing from the store", stored.id, stored.sha256)
        raise Gone(_l("This file is missing from the store.")) from None


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
