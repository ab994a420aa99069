"""Lines of two scripts stand on pictures as the PDF engine (Pango, FriBidi) sets them on paper."""

from __future__ import annotations

import pypdfium2
import pytest

from app.documents import render_pdf
from app.documents.bidi import runs

pytestmark = pytest.mark.anywhere

LINES = [
    "Colloque",
    "ندوة",
    "18–19 غشت 2026 · مراكش",
    "30 ماي – 2 غشت 2026",
    "Symposium (2026) دولي: «مدن» و AIPECT",
    "ندوة (Forum) دولية",
    "ندوة (مدن Forum) دولية",
    "Forum (مدن) 2026",
    "Forum مدن (2026)",
    "5,5 % من 1.000,5",
    "AIPECT مدن, 3-4 mai",
    "مدن C++ 2.0",
    "a ب 1 c",
    "12:30 مدن",
]


def drawn(line, rtl):
    """The signs of a line from left to right, without blanks, as they stand on paper."""
    made = render_pdf(
        f'<p dir="{"rtl" if rtl else "ltr"}" style="white-space:pre;font-size:7pt">{line}</p>', title="x", locale="ar" if rtl else "fr"
    )
    with pypdfium2.PdfDocument(made) as pdf:
        text = pdf[0].get_textpage()
        signs = [(text.get_charbox(i), text.get_text_range(i, 1)) for i in range(text.count_chars())]
    top = max(box[3] for box, _ in signs)
    return "".join(sign for box, sign in sorted((box[0], sign) for box, sign in signs if sign.strip() and box[1] > top - 30))


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("line", LINES)
def test_a_line_stands_as_the_pdf_engine_sets_it(line, rtl):
    ours = "".join(run[::-1] if backwards else run for run, backwards in runs(line, rtl=rtl))
    unmirrored = str.maketrans("()«»", "|" * 4)  # which way a bracket looks is the business of the face
    assert ours.replace(" ", "").translate(unmirrored) == drawn(line, rtl).translate(unmirrored)


def test_every_sign_is_there_once():
    for line in LINES:
        assert sorted("".join(run for run, _ in runs(line, rtl=True))) == sorted(line)
    assert runs("", rtl=True) == []
