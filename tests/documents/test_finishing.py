"""What is copied from a PDF is what was written, and what is only there to be looked at is not read aloud."""

import io
import re

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import render_pdf
from app.documents.letters import FILES, letters_of
from tests.documents.reading import elements, kinds, pictures_of, text_of

pytestmark = pytest.mark.anywhere

NAMES = [
    "الكنتي",
    "أمينة بنكيران",
    "خلال محمد الإدريسي",
    "عبد الرحمن ولد الشيخ سيدي المختار",
    "فاطمة الزهراء",
    "صلاح الدين الأيوبي",
    "هدى ملا علي",
    "نزار السلاوي",
    "يحيى بن إبراهيم",
    "هناء بهاء الدين علاء",
    "عثمان ئؤءآة پچڤگ",
    "شهادة مشاركة 18–19 دجنبر 2026",
    "Jean-Baptiste Ouédraogo, Şahin, Łukasz, ﬁn de l’office",
]
ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئ", min_size=3, max_size=12)  # ء within a word joins letters in Amiri


def one_line(text, face, locale="ar", **more):
    return render_pdf(f'<p style="font-family:{face}">{text}</p>', title="x", locale=locale, **more)


def without_joiners(text):
    return text.replace("\u200d", "")


@pytest.mark.parametrize("face", ["'Plex','Plex Extended','Plex Arabic'", "'Source Serif','Source Serif Extended','Amiri'"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_copied_as_it_was_written(face, name):
    assert without_joiners(text_of(one_line(name, face))[0]) == name.replace("ﬁ", "fi")


@settings(max_examples=25, deadline=None)
@given(st.lists(ARABIC, min_size=1, max_size=12), st.sampled_from(["Amiri", "'Plex Arabic'"]))
def test_any_arabic_words_are_copied_as_they_were_written(words, face):
    lines = text_of(one_line(" ".join(words), face))
    assert "".join(without_joiners("".join(lines[:-1])).split()) == "".join(words)  # where PDFium sees blanks is its own guess


def test_nothing_looks_different_for_being_copied_right(monkeypatch):
    text = "".join(f'<p style="font:18pt {face}">{name}</p>' for name in NAMES for face in ("Amiri", "'Plex Arabic'"))
    finished = pictures_of(render_pdf(text, title="x", locale="ar"))
    monkeypatch.setattr("app.documents.pdf.finish", None)
    assert finished == pictures_of(render_pdf(text, title="x", locale="ar"))


@pytest.mark.parametrize("face", FILES)
def test_every_letter_of_the_alphabet_is_known_to_our_faces(face):
    letters = letters_of(*face)
    assert {chr(code) for code in (*range(0x621, 0x63B), *range(0x641, 0x64B))} <= set(letters.values())
    assert "لا" in letters.values()
    assert letters_of("Plex", 400) == {}


def test_every_glyph_stands_for_a_character():
    """ISO 14289-1, 7.21.7: none for nothing, U+0000, U+FEFF or U+FFFE."""
    made = render_pdf("".join(f'<p>{name}</p><p style="font-family:Amiri">{name}</p>' for name in NAMES), title="x", locale="ar")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        maps = [font.ToUnicode.read_bytes() for font in pdf.pages[0].Resources.Font.values()]
    read = [text for cmap in maps for _code, text in re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>\n", cmap)]
    assert len(read) > 60
    assert not {b"", b"0000", b"feff", b"fffe"} & set(read)


def test_arabic_words_in_another_language_say_so():
    with pikepdf.open(io.BytesIO(render_pdf("<p>Colloque <bdi>ندوة</bdi></p>", title="x", locale="fr"))) as pdf:
        assert [str(one.get("/Lang", "")) for _, one in elements(pdf) if str(one.S) == "/Span" and isinstance(one.K[0], int)] == ["", "ar"]
    with pikepdf.open(io.BytesIO(render_pdf("<p>ندوة</p>", title="x", locale="ar"))) as pdf:
        assert not [one for _, one in elements(pdf) if "/Lang" in one]


ORNAMENT = '<svg width="40" height="40"><path d="M0 0h40v40z"/></svg>'


def test_an_ornament_is_drawn_but_is_no_part_of_the_document():
    made = render_pdf(f"<h1>Colloque</h1>{ORNAMENT}<p>Texte {ORNAMENT}</p>", title="x", locale="fr")
    assert "Figure" not in kinds(made)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        drawing = pdf.pages[0].Contents.read_bytes()
        (marked,) = (pdf.Root.StructTreeRoot.ParentTree.Nums[1],)
        marks = [int(mark) for mark in re.findall(rb"/MCID (\d+)", drawing)]
        assert b"/Figure" not in drawing
        assert [place for place, element in enumerate(marked) if isinstance(element, pikepdf.Dictionary)] == marks
    assert pictures_of(made)[0].getcolors(1 << 16) is not None


def test_a_picture_with_words_stays_a_figure():
    made = render_pdf('<svg width="9" height="9"><title>Carte</title><path d="M0 0h9v9z"/></svg>', title="x", locale="fr")
    assert "Figure" in kinds(made)
