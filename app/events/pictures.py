"""Pictures of events: brought to one size when they come in, and small for lists."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from app import storage
from app.core.db import db
from app.storage import IMAGES, StoredFile

COVER, TILE, LOGO, PORTRAIT = (1600, 1600), (360, 270), (640, 320), (480, 480)


def keep_cover(upload: Any, *, field: str = "cover") -> StoredFile:
    """An uploaded picture, at most 1600 pixels wide, without the camera's data (place, owner). Raises WrongFile."""
    return _keep(upload, COVER, field)


def keep_logo(upload: Any, *, field: str = "logo") -> StoredFile:
    """An uploaded logo, at most 640 × 320 pixels; transparency stays. Raises WrongFile."""
    return _keep(upload, LOGO, field)


def keep_portrait(upload: Any, *, field: str = "portrait") -> StoredFile:
    """An uploaded portrait, at most 480 pixels wide. Raises WrongFile."""
    return _keep(upload, PORTRAIT, field)


def _keep(upload: Any, size: tuple[int, int], field: str) -> StoredFile:
    original = storage.keep_upload(upload, kinds=IMAGES, field=field)
    content = _shrunk(storage.read(original), size)
    db.session.delete(original)
    return storage.keep(content, name=f"{original.name.rpartition('.')[0]}.webp", media_type="image/webp")


@lru_cache(maxsize=128)
def tile_of(sha256: str) -> bytes:
    """A kept picture, small, as WebP."""
    kept = db.session.scalars(select(StoredFile).where(StoredFile.sha256 == sha256).limit(1)).one()
    return _shrunk(storage.read(kept), TILE)


def _shrunk(content: bytes, size: tuple[int, int]) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content)) as picture:
        picture.draft("RGB", (2 * size[0], 2 * size[1]))  # a JPEG is decoded no larger than needed
        upright = ImageOps.exif_transpose(picture)
        plain = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
        plain.thumbnail(size)
        out = io.BytesIO()
        plain.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()
