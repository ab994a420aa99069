import io
import subprocess
import sys
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

import config
from app.documents import Chunk, Paper, render_many, render_pdf

pytestmark = pytest.mark.anywhere

TEXTS = {"fr": "Attestation délivrée à Léa Şahin", "ar": "شهادة مشاركة في ندوة السلام", "en": "Certificate of attendance"}


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_a_document_is_tagged_titled_and_says_its_language(locale):
    with pikepdf.open(io.BytesIO(render_pdf(f"<h1>{TEXTS[locale]}</h1>", title=TEXTS[locale], locale=locale))) as pdf:
        assert str(pdf.Root.Lang) == locale
        assert str(pdf.docinfo["/Title"]) == TEXTS[locale]
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.Root.StructTreeRoot is not None
        with pdf.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_the_faces_are_embedded_and_are_the_projects_own():
    pdf = render_pdf("<h1>Colloque</h1><p>ندوة Colloque Şahin</p>", title="x", locale="fr")
    names = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for font in opened.pages[0].Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            names.add(str(font.BaseFont).partition("+")[2])
    assert names == {"Plex", "Plex-Extended", "Plex-Arabic", "Source-Serif"}


def test_arabic_is_shaped_and_can_be_copied():
    """Joined letters make one stroke, lone ones four; the text layer keeps the letters."""
    joined, lone = (
        render_pdf(f'<p style="font-size: 60pt">{word}</p>', title="x", locale="ar") for word in ("محمد", "م\u200cح\u200cم\u200cد")
    )
    with pypdfium2.PdfDocument(joined) as pdf:
        assert sorted(pdf[0].get_textpage().get_text_range().split()[0]) == sorted("محمد")
    assert (_strokes(joined), _strokes(lone)) == (1, 4)


def _strokes(pdf: bytes) -> int:
    """How many runs of columns hold ink, in the upper half of the page."""
    with pypdfium2.PdfDocument(pdf) as opened:
        top = opened[0].render(scale=4).to_pil().convert("L").crop((0, 0, 2380, 1600))
    columns = [low < 128 for low, _ in (top.crop((x, 0, x + 1, top.height)).getextrema() for x in range(top.width))]
    return sum(now and not before for before, now in pairwise(columns))


@pytest.mark.slow
def test_the_same_document_has_the_same_bytes_in_every_process():
    script = (
        "import sys; from app.documents import render_pdf; "
        "sys.stdout.buffer.write(render_pdf('<h1>Colloque ندوة</h1>', title='x', locale='fr'))"
    )
    runs = {subprocess.run([sys.executable, "-c", script], cwd=config.ROOT, capture_output=True, check=True).stdout for _ in range(2)}
    assert runs == {render_pdf("<h1>Colloque ندوة</h1>", title="x", locale="fr")}


def test_a_long_run_keeps_its_order_and_tells_how_far_it_is():
    steps = []
    chunks = [Chunk(f"<p>Page {number}</p>", count=2) for number in range(6)]
    made = render_many(Paper("Liste", "fr", tagged=False), chunks, advance=steps.append)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    assert [text.split("\r")[0] for text in pages] == [f"Page {number}" for number in range(6)]
    assert steps == [2, 4, 6, 8, 10, 12]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert (str(pdf.docinfo["/Title"]), str(pdf.Root.Lang)) == ("Liste", "fr")
