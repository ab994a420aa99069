"""Pictures as they are kept: whole, and without what cameras and programs write into them: place, owner, comments, a small copy of before.

Nothing is decoded and encoded anew, so no quality is lost: the parts of the file that are no picture are left out. Which way is up stays."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

MOST_PIXELS, MOST_DECODED = 60_000_000, 25_000_000  # a telephone's photographs; what a thread may hold in memory
FORMATS = ("PNG", "JPEG", "WEBP")  # telephones append a second picture to a JPEG: Pillow opens that as one, too
TOLD_IN_JPEG = {0xE1, 0xED, 0xFE}  # Exif and XMP, IPTC, comments (ITU T.81, B.2.4)
TOLD_IN_PNG = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
TOLD_IN_WEBP = {b"EXIF", b"XMP "}
ORIENTATION = 0x0112


def is_picture(content: bytes) -> bool:
    """Whether Pillow can read the whole picture. JPEG is decoded at an eighth of its size: that finds what is cut off just as well."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return False
            picture.draft("RGB", (1, 1))
            if picture.width * picture.height > MOST_DECODED:
                return False
            picture.load()
    except Exception:  # noqa: BLE001 Pillow raises many kinds for broken pictures
        return False
    return True


def bare(content: bytes, media_type: str) -> bytes:
    """The picture alone. Raises ValueError when the parts of the file do not hang together."""
    parts = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}[media_type]
    try:
        return b"".join(parts(content))
    except (IndexError, struct.error) as error:
        raise ValueError(str(error)) from None


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    if (way := _orientation(content)) != 1:
        yield _only_orientation(way)
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker")
        marker = content[at + 1]
        if marker == 0xFF:  # fill bytes may stand before a marker
            at += 1
            continue
        if marker == 0xD9:
            yield content[at : at + 2]
            return
        end = at + 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        told = marker in TOLD_IN_JPEG or (marker == 0xE2 and content[at + 4 : at + 8] == b"MPF\0")
        yield b"" if told else content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the coded data end: at the first marker that is neither a stuffed byte nor a restart."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] == 0 or 0xD0 <= content[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _orientation(content: bytes) -> int:
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        way = picture.getexif().get(ORIENTATION, 1)
    return way if way in range(1, 9) else 1


def _only_orientation(way: int) -> bytes:
    """An Exif segment that says which way is up, and nothing else."""
    directory = struct.pack(">HHHIHHI", 1, ORIENTATION, 3, 1, way, 0, 0)
    told = b"Exif\0\0MM\0*\0\0\0\x08" + directory
    return b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told


def _png(content: bytes) -> Iterator[bytes]:
    yield content[:8]
    at, kind = 8, b""
    while kind != b"IEND":
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        if kind not in TOLD_IN_PNG:
            yield content[at : at + 12 + size]
        at += 12 + size


def _webp(content: bytes) -> Iterator[bytes]:
    kept, at = [], 12
    whole = 8 + int(struct.unpack("<I", content[4:8])[0])
    while at < whole:
        kind, size = struct.unpack("<4sI", content[at : at + 8])
        end = at + 8 + size + size % 2
        if kind == b"VP8X":
            flags = bytes([content[at + 8] & ~0b1100])  # neither Exif nor XMP follow
            kept.append(content[at : at + 8] + flags + content[at + 9 : end])
        elif kind not in TOLD_IN_WEBP:
            kept.append(content[at:end])
        at = end
    body = b"WEBP" + b"".join(kept)
    yield b"RIFF" + struct.pack("<I", len(body)) + body
