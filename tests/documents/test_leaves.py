"""Pages laid out together are what they would be alone: to the eye, to whoever copies from them, to a screen reader."""

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from app.documents import Chunk, Paper, qr_png
from app.documents.leaves import CUT, Leaf, parts_of, render_leaves
from app.documents.pdf import render_chunk

pytestmark = pytest.mark.anywhere

PAPER = Paper("", "fr", ("certificate",))
GROUND = render_chunk(
    Paper("", "fr", ("certificate",), tagged=False), Chunk('<svg class="ground" viewBox="0 0 9 9"><path d="M0 0h4v4z"/></svg>')
)
NAMES = ["Léa Şahin", "مُحَمَّد", "محمّد", "Abc"]  # in the second a glyph stands for nothing that is a letter of the third


def leaf(name: str, number: int = 0) -> Leaf:
    html = (
        f'<h1 style="top:30mm;font-size:30pt">Attestation</h1>{CUT}<p style="top:60mm;font-size:25pt">{name}</p>{CUT}'
        f'<p style="top:90mm">a pris part\nà tout</p>{CUT}<div class="proof"><img src="nadwa:given/code-{number}" alt="Code {number}"><p>x</p></div>'
    )
    return Leaf(f"{name} & <co>", parts_of(html), {f"code-{number}": qr_png(f"CODE {number}")}, GROUND)


@pytest.fixture(scope="module")
def together() -> list[bytes]:
    return render_leaves(PAPER, [leaf(name, number) for number, name in enumerate(NAMES)])


def pixels(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[0].render(scale=2).to_pil().tobytes()


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[0].get_textpage().get_text_range()


def tree(element: Any) -> Any:
    """A structure as plain values."""
    if isinstance(element, int):
        return element
    return str(element.S), str(element.get("/Alt", "")), [tree(kid) for kid in element.K]


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_who_shares_the_lot_changes_nothing_on_a_page(together, number):
    (alone,) = render_leaves(PAPER, [leaf(NAMES[number], number)])
    assert pixels(alone) == pixels(together[number])
    assert text(alone) == text(together[number])


def test_a_page_is_what_it_would_be_as_a_document_laid_out_whole(together):
    one = leaf(NAMES[0])
    whole = render_chunk(PAPER, Chunk(f"<section>{''.join(one.parts)}</section>", one.assets))
    (bound,) = render_leaves(PAPER, [Leaf("x", one.parts, one.assets)])
    assert pixels(whole) == pixels(bound)
    assert text(whole) == text(bound)
    assert text(together[0]).split("\r\n")[:4] == ["Attestation", "Léa Şahin", "a pris part", "à tout"]


def test_the_structure_is_in_reading_order_and_its_marks_are_all_in_the_drawing(together):
    with pikepdf.open(io.BytesIO(together[2])) as pdf:
        root = pdf.Root.StructTreeRoot
        assert tree(root.K[0]) == (
            "/Document",
            "",
            [
                ("/H1", "", [("/Span", "", [0])]),
                ("/P", "", [("/Span", "", [1])]),
                ("/P", "", [("/Span", "", [2]), ("/Span", "", [3])]),
                ("/Div", "", [("/Figure", "Code 2", [5]), ("/P", "", [("/Span", "", [4])])]),
            ],
        )
        number, parents = root.ParentTree.Nums
        assert (number, pdf.pages[0].StructParents) == (0, 0)
        assert [parent.K.index(mark) for mark, parent in enumerate(parents)] == [0, 0, 0, 0, 0, 0]
        drawing = pdf.pages[0].Contents.read_bytes()
        assert [drawing.count(b"/MCID %d>>" % mark) for mark in range(7)] == [1, 1, 1, 1, 1, 1, 0]
        assert {str(element.Pg.Type) for element in parents} == {"/Page"}


def test_each_has_its_own_title_in_both_places_and_claims_pdf_ua(together):
    for name, made in zip(NAMES, together, strict=True):
        with pikepdf.open(io.BytesIO(made)) as pdf:
            assert str(pdf.docinfo["/Title"]) == f"{name} & <co>"
            assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == (
                "fr",
                True,
                True,
            )
            with pdf.open_metadata() as metadata:
                assert metadata["dc:title"] == f"{name} & <co>"
                assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert len(pdf.pages) == 1
            assert pdf.check_pdf_syntax() == []


def test_the_same_lot_has_the_same_bytes(together):
    assert render_leaves(PAPER, [leaf(name, number) for number, name in enumerate(NAMES)]) == together


def test_what_is_shared_is_laid_out_once(monkeypatch):
    bodies = []
    monkeypatch.setattr(
        "app.documents.leaves.page", lambda paper, body: bodies.append(body) or f'<html lang="fr"><body>{body}</body></html>'
    )
    render_leaves(PAPER, [leaf(name) for name in NAMES])
    assert bodies[0].count("<section>") == 3 + len(NAMES)


def test_a_part_that_spills_over_its_page_is_refused():
    with pytest.raises(ValueError, match="1 parts take 2 pages"):
        render_leaves(PAPER, [Leaf("x", ('<div>a</div><div style="break-before:page">b</div>',))])


def test_two_pictures_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two pictures of one lot are called code-0"):
        render_leaves(PAPER, [leaf("A"), Leaf("B", leaf("B").parts, {"code-0": qr_png("OTHER")})])
