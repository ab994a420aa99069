import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.colour import DARK, DEFAULT, LIGHT, accent_css, accent_on, contrast, from_oklch, ink_on, to_oklch

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@given(COLOURS)
def test_any_accent_is_readable_on_every_surface_and_carries_readable_text(colour):
    for surfaces in (LIGHT, DARK):
        accent = accent_on(colour, surfaces)
        assert min(contrast(accent.colour, s) for s in (*surfaces, accent.wash)) >= 4.5
        assert contrast(accent.ink, accent.colour) >= 4.5


@given(COLOURS)
def test_a_colour_survives_the_way_through_oklch(colour):
    assert from_oklch(*to_oklch(colour)) == colour


def test_an_accent_that_is_readable_already_is_kept():
    assert accent_on("#8A3B12", LIGHT).colour == "#8a3b12"


def test_yellow_becomes_olive_on_paper_and_stays_yellow_on_dark():
    assert accent_on("#ffff00", LIGHT).colour == "#6d6d13"
    assert accent_on("#ffff00", DARK).colour == "#ffff00"


@pytest.mark.parametrize("text", ["", "red", "#12", "#12345g", "#123456;}body{display:none", "</style><script>"])
def test_anything_but_a_hex_colour_is_the_default_accent(text):
    assert accent_css(text) == accent_css(DEFAULT)


def test_black_on_white_has_the_contrast_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLOURS)
def test_the_letter_of_a_category_is_readable_on_any_colour(colour):
    assert contrast(ink_on(colour), colour) >= 4.5
