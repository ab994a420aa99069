import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.fitting import POINT, Box, fit, headline, width

pytestmark = pytest.mark.anywhere

BOX = Box(width=62, height=24, largest=26, smallest=12, face="sans-bold")
NAMES = st.text("abcéŠغعمحد انXW-' ", min_size=1, max_size=240).filter(str.strip)


def room_taken(fitted, box):
    widest = max(width(line, box.face) for line in fitted.lines) * fitted.size * fitted.stretch * POINT
    return widest, len(fitted.lines) * fitted.leading * fitted.size * POINT


@settings(max_examples=300, deadline=None)
@given(NAMES, NAMES)
def test_a_name_never_spills_and_is_never_cut(given_name, family_name):
    fitted = fit((given_name, family_name), BOX)
    widest, tall = room_taken(fitted, BOX)
    assert widest <= BOX.width + 0.001
    assert tall <= BOX.height + 0.001
    assert " ".join(fitted.lines).split() == f"{given_name} {family_name}".split()
    assert 0.71 < fitted.stretch <= 1


@pytest.mark.parametrize("name", [("Léa", "Roux"), ("علي", "بن")])
def test_a_short_name_has_the_largest_size(name):
    fitted = fit(name, Box(62, 30, 26, 12, "sans-bold"))
    assert (fitted.lines, fitted.size, fitted.stretch) == (name, 26, 1.0)


def test_a_name_shrinks_before_it_is_broken():
    fitted = fit(("Abdelouahed-Mohammed",), BOX)
    assert fitted.lines == ("Abdelouahed-Mohammed",)
    assert BOX.smallest <= fitted.size < BOX.largest


def test_a_name_too_long_for_the_smallest_size_is_broken_between_words():
    fitted = fit(("Maria Francisca Concepción Fernández Córdoba",), BOX)
    assert (fitted.lines, fitted.stretch) == (("Maria Francisca Concepción", "Fernández Córdoba"), 1.0)
    assert fitted.size >= BOX.smallest


def test_a_long_word_is_condensed_at_the_smallest_size():
    fitted = fit(("Rindfleischetikettierungsüberwachung",), BOX)
    assert (len(fitted.lines), fitted.size) == (1, 12)
    assert 0.72 <= fitted.stretch < 1


def test_joined_arabic_is_measured_as_it_is_shaped():
    assert width("سلامة", "sans-bold") < 0.8 * sum(width(letter, "sans-bold") for letter in "سلامة")


def test_nothing_to_print_takes_no_room():
    assert fit(("", "  "), BOX).lines == ()


@settings(max_examples=200, deadline=None)
@given(NAMES)
def test_a_headline_fits_its_room_and_keeps_every_word(title):
    box = Box(166, 60, 27, 16, "serif", 4)
    fitted = headline(title, box)
    widest, tall = room_taken(fitted, box)
    assert widest <= box.width + 0.001
    assert tall <= box.height + 0.001
    assert " ".join(fitted.lines).split() == title.split()


def test_a_headline_leaves_no_word_alone():
    fitted = headline("Gouvernance locale et prévention des conflits", Box(166, 60, 27, 16, "serif", 4))
    assert (fitted.lines, fitted.size) == (("Gouvernance locale et", "prévention des conflits"), 27)
