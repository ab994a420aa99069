"""PDFs as others read them: text by PDFium, structure and faces by pikepdf, ink by pixels."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

MM = 72 / 25.4


def text_of(pdf: bytes) -> list[str]:
    """The lines of every page, in the order of the document."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [line for page in opened for line in page.get_textpage().get_text_range().splitlines()]


def pictures_of(pdf: bytes, dpi: int = 100) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in opened]


def ink(picture: Image.Image, box: tuple[float, float, float, float], dpi: int = 100) -> bool:
    """Whether anything but white stands in a box of (left, top, right, bottom) millimetres."""
    cut = picture.crop(tuple(round(side * dpi / 25.4) for side in box)).convert("L")  # type: ignore[arg-type]
    low, _high = cut.getextrema()
    return int(low) < 250


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    """(depth, element) of the structure, in reading order."""

    def walk(kids: Any, depth: int) -> Iterator[tuple[int, Any]]:
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield depth, kid
                yield from walk(kid.get("/K", pikepdf.Array()), depth + 1)

    yield from walk(pdf.Root.StructTreeRoot.K, 0)


def kinds(pdf: bytes) -> list[str]:
    """What the elements of a document are, in reading order: ["Document", "H1", "P"]."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(element.S).lstrip("/") for _depth, element in elements(opened)]
