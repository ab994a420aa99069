"""What is kept of an upload, and what becomes of it when the store fails."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from fsspec.implementations.local import LocalFileSystem
from PIL import Image, ImageChops, PngImagePlugin

from app import storage
from app.core.db import db
from app.core.errors import Gone
from app.storage import WrongFile
from app.storage.service import MEGABYTE, StoreFailed, clean_name
from tests.support.client import Client

PLACE = b"34 deg 1' 12.00\" N"
WORDS = (b"Canon", PLACE, b"<x:xmpmeta", b"a comment", b"MPF\x00")


def upload(content: bytes, name: str = "photo.jpg") -> Any:
    return SimpleNamespace(stream=io.BytesIO(content), filename=name)


def photograph(kind: str, way: int = 6) -> bytes:
    """A picture that says who took it, where, and which way is up."""
    picture = Image.linear_gradient("L").resize((64, 40)).convert("RGB")
    told = Image.Exif()
    told[0x0112], told[0x010F] = way, "Canon"
    told.get_ifd(0x8825)[29] = PLACE.decode()
    told[0x8825] = {29: PLACE.decode()}
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>")
    text.add_text("Comment", "a comment")
    extra: dict[str, Any] = {
        "JPEG": {"comment": b"a comment", "xmp": b"<x:xmpmeta/>", "progressive": True},
        "MPO": {"save_all": True, "append_images": [picture]},
        "PNG": {"pnginfo": text},
        "WEBP": {"xmp": b"<x:xmpmeta/>", "lossless": True},
    }[kind]
    out = io.BytesIO()
    picture.save(out, kind, exif=told, **extra)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "MPO", "PNG", "WEBP"])
def test_of_a_picture_nothing_is_kept_but_the_picture_and_which_way_is_up(app: Flask, kind: str) -> None:
    sent = photograph(kind)
    assert [word for word in WORDS if word in sent] != []
    kept = storage.read(storage.keep_upload(upload(sent)))
    assert [word for word in WORDS if word in kept] == []
    before, after = (Image.open(io.BytesIO(content)) for content in (sent, kept))
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None
    if kind in ("JPEG", "MPO"):
        assert dict(after.getexif()) == {0x0112: 6}
        assert kept.endswith(b"\xff\xd9")
        assert kept.count(b"\xff\xd8\xff") == 1, "the second picture of a telephone's file is gone too"


def test_what_follows_a_picture_is_not_kept(app: Flask) -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        kept = storage.read(storage.keep_upload(upload(photograph(kind) + b"<script>alert(1)</script>")))
        assert b"<script>" not in kept


def test_a_file_of_exactly_the_limit_is_taken_with_its_form_and_one_more_byte_is_not(app: Flask, client: Client) -> None:
    limit = app.config["MAX_UPLOAD_MB"] * MEGABYTE
    content = b"%PDF-1.7" + bytes(limit - 8)
    assert storage.hold_upload(upload(content, "paper.pdf")).size == limit
    with pytest.raises(WrongFile, match="larger than 10 MB"):
        storage.hold_upload(upload(content + b"x", "paper.pdf"))
    assert client.post("/sign-in", data={"file": (io.BytesIO(content), "paper.pdf")}).status_code == 422


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("photo\u202egpj.exe", "photo gpj.pdf"), ("../../etc/passwd", "passwd.pdf"), ("C:\\temp\\a.doc", "a.pdf"), ("", "file.pdf"), ("...", "file.pdf"),
        ("a\r\nX: y.pdf", "a X  y.pdf"), ("\u200b\u2066.pdf", "file.pdf"), ("ورقة.pdf", "ورقة.pdf"), ("x" * 300, "x" * 120 + ".pdf"), ("no extension", "no extension.pdf"),
    ],
)  # fmt: skip
def test_a_name_says_what_the_file_is_and_where_it_ends(sent: str, kept: str) -> None:
    assert clean_name(sent, ".pdf") == kept


def test_a_file_that_the_store_lost_is_said_to_be_missing(app: Flask) -> None:
    kept = storage.keep(b"here today", name="a.pdf", media_type="application/pdf")
    (Path(app.config["STORAGE_DIR"]) / kept.sha256[:2] / kept.sha256).unlink()
    with pytest.raises(Gone, match="missing from the store"):
        storage.read(kept)


def test_a_full_disk_takes_nothing_and_leaves_what_is_there(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = storage.keep(b"the same content", name="a.pdf", media_type="application/pdf")
    db.session.commit()

    def half(files: LocalFileSystem, path: str, content: bytes) -> None:
        Path(path).write_bytes(content[:4])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(LocalFileSystem, "pipe_file", half)
    with pytest.raises(StoreFailed):
        storage.keep(b"the same content", name="again.pdf", media_type="application/pdf")
    assert storage.read(kept) == b"the same content"
    folder = Path(app.config["STORAGE_DIR"]) / kept.sha256[:2]
    assert [file.name for file in folder.iterdir() if file.name.startswith(kept.sha256)] == [kept.sha256]
