"""What is on paper, read by eyes that are not ours: PDFium draws the page, zxing-cpp reads its codes."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image
from playwright.sync_api import Download

DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
MM_PER_POINT = 25.4 / POINTS_PER_INCH


def saved(download: Download) -> Path:
    path: Path = Path(download.path())
    return path


def size_in_mm(pdf: Path) -> tuple[int, int]:
    """Width and height of the only page."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    width, height = document[0].get_size()
    return round(width * MM_PER_POINT), round(height * MM_PER_POINT)


def text_of(pdf: Path) -> str:
    """The words of the only page, as a reader copies them out."""
    return str(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded())


def code_on(pdf: Path) -> str:
    """What the only code of the only page says."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=DOTS_PER_INCH / POINTS_PER_INCH).to_pil()
    return code_in(picture)


def code_in(picture: Image.Image) -> str:
    found = zxingcpp.read_barcodes(picture)
    assert [code.format for code in found] == [zxingcpp.BarcodeFormat.QRCode]
    text: str = found[0].text
    return text
