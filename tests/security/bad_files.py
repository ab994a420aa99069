"""Files that are not what they say, each by its rule."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache

from PIL import Image


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int = 30_000) -> bytes:
    """A PNG of some kilobytes that would unfold to gigabytes."""
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(4_000_000), 9)) + chunk(b"IEND", b"")


@cache
def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(out, kind)
    return out.getvalue()


def not_pictures() -> dict[str, tuple[bytes, str]]:
    """{rule: (content, name)}: none of them is a picture that is shown."""
    return {
        "HTML named as a picture": (b"<!doctype html><script>alert(1)</script>", "cover.png"),
        "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "cover.svg"),
        "SVG named as a picture": (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "cover.png"),
        "a PDF that is a web page too": (b"%PDF-1.7\n<html><script>alert(1)</script>", "cover.png"),
        "a GIF that is a script too": (b"GIF89a/*\x00*/=1;alert(1)", "cover.gif"),
        "a ZIP": (b"PK\x03\x04 more", "cover.jpg"),
        "no byte": (b"", "cover.png"),
        "a picture cut off": (picture("PNG")[:-200], "cover.png"),
        "a photograph cut off": (picture("JPEG")[:-600], "cover.jpg"),
        "a picture that unfolds to gigabytes": (bomb(), "cover.png"),
        "signature and nothing else": (b"RIFF\x00\x00\x00\x00WEBP", "cover.webp"),
    }
