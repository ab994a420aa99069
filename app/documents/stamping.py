"""What many pages share is laid out once and stamped on to each; QR codes are drawn straight into the page."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .fitting import POINT
from .qr import QUIET, matrix


@dataclass(frozen=True)
class Form:
    """A page of the forms' document, placed with its top left corner at (x, y), in millimetres from the page's top left."""

    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Code:
    """A QR code with its quiet zone in a square of `side` millimetres."""

    payload: str
    x: float
    y: float
    side: float


def stamp(pdf: Any, forms: bytes, pages: Sequence[Sequence[Form | Code]]) -> None:
    """Put forms beneath and codes above what stands on each page of an open pikepdf document."""
    import pikepdf

    with pikepdf.open(io.BytesIO(forms)) as source:
        sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in source.pages]
        known = [pdf.copy_foreign(page.as_form_xobject()) for page in source.pages]
        for page, stamps in zip(pdf.pages, pages, strict=True):
            height = float(page.mediabox[3])
            beneath = [_placed(form, height, sizes[form.number][1]) for form in stamps if isinstance(form, Form)]
            above = [part for code in stamps if isinstance(code, Code) for part in _drawn(code, height)]
            if "/XObject" not in page.Resources:
                page.Resources.XObject = pikepdf.Dictionary()
            for number in {form.number for form in stamps if isinstance(form, Form)}:
                page.Resources.XObject[f"/Form{number}"] = known[number]
            whole = b"".join((*beneath, b"q\n", page.Contents.read_bytes(), b"\nQ\n", *above))
            page.Contents = pdf.make_stream(whole)


def _placed(form: Form, page_height: float, height: float) -> bytes:
    x, y = form.x / POINT, page_height - form.y / POINT - height
    return f"/Artifact BMC q 1 0 0 1 {x:.3f} {y:.3f} cm /Form{form.number} Do Q EMC\n".encode()


def _drawn(code: Code, page_height: float) -> Iterator[bytes]:
    """An inline picture of one bit per module; the quiet zone is the paper itself, made white."""
    size, _ = symbol = matrix(code.payload)
    module = code.side / (size + 2 * QUIET) / POINT
    x, y, side = code.x / POINT, page_height - (code.y + code.side) / POINT, code.side / POINT
    length = -(-size // 8)
    inner = QUIET * module
    yield f"/Artifact BMC q 1 g {x:.3f} {y:.3f} {side:.3f} {side:.3f} re f ".encode()
    yield f"{size * module:.3f} 0 0 {size * module:.3f} {x + inner:.3f} {y + inner:.3f} cm ".encode()
    yield f"BI /W {size} /H {size} /BPC 1 /CS /G /D [1 0] ID ".encode()
    yield b"".join((row << length * 8 - size).to_bytes(length, "big") for row in symbol.rows())
    yield b"\nEI Q EMC\n"
