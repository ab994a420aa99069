"""Where everything stands on a badge, whatever people are called."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.badges.design import BAND, DESIGNS, FRIEZE, FROM_END, HEIGHT, MARGIN, NAMES_AT, ROOM, WIDTH, code_place, ground, words_of
from app.badges.paper import one_badge
from app.documents.fitting import POINT, width
from tests.badges.test_paper import holder, logo, occasion
from tests.documents.reading import ink, pictures_of

pytestmark = pytest.mark.anywhere

LATIN = "abcdefghijklmnopqrstuvwxyzABCÉÈÀÇŞŁŒßñöü-'’ "
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئءّ "
SCRIPTS = st.sampled_from([LATIN, ARABIC, LATIN + ARABIC])
ANY = SCRIPTS.flatmap(lambda signs: st.text(signs, min_size=1, max_size=60)).filter(str.strip)
SOME = st.one_of(st.just(""), SCRIPTS.flatmap(lambda signs: st.text(signs, max_size=120)))
PEOPLE = st.builds(
    lambda given, family, **more: holder(name=(given, family), **more),
    ANY, SOME, other=SOME, honorific=st.sampled_from(["", "S.E. M.", "سعادة السيد", "Professeure émérite"]),
    function=SOME, organisation=SOME, country=SOME,
)  # fmt: skip


def extent(words, scale):
    """(top, bottom, width) in millimetres of the A7."""
    face = "sans-bold" if words.bold else "sans"
    wide = max(width(line, face) for line in words.text.lines) * words.text.size * words.text.stretch * POINT / scale
    return words.y, words.y + words.text.height / scale, wide


@settings(max_examples=150, deadline=None)
@given(PEOPLE, st.sampled_from(["a6", "a7"]))
def test_nobody_is_called_what_does_not_fit(person, code):
    scale = DESIGNS[code].scale
    extents = [extent(words, scale) for words in words_of(person, scale)]
    assert all(wide <= ROOM + 0.01 for _, _, wide in extents)
    assert extents[0][0] >= NAMES_AT - 0.01
    assert extents[-1][1] <= FROM_END + 0.01
    assert all(above[1] <= below[0] + 0.01 for above, below in pairwise(extents))


@settings(max_examples=100, deadline=None)
@given(PEOPLE)
def test_every_word_of_a_name_is_there(person):
    said = [word for words in words_of(person, 1) for line in words.text.lines for word in line.split()]
    expected = (person.honorific, *person.name, person.other_name, person.function, person.organisation, person.country)
    assert said == " ".join(expected).split()


@pytest.mark.parametrize("name", [("Léa", "Roux"), ("Fatoumata", "Ouédraogo"), ("Jean-Baptiste", "Ndiaye"), ("عبد الرحمن", "الكنتي")])
def test_a_usual_name_is_readable_from_two_metres(name):
    """Capitals and alefs of 5 mm and more with everything else at its usual length."""
    person = holder(name=name, function="Maire", organisation="Commune de Dakar", honorific="S.E. M.")
    (text,) = (words.text for words in words_of(person, 1) if words.text.lines == name)
    assert text.size * (0.74 if name[0] > "ا" else 0.698) * POINT >= 5


@pytest.mark.parametrize("length", [1, 60, 200])
@pytest.mark.parametrize("with_logo", [True, False])
def test_the_title_of_an_event_stays_on_its_band_and_off_the_logo(length, with_logo):
    title = ("Symposium international des maires pour la paix et la sécurité au Sahel " * 4)[:length]
    made = occasion(
        title=title, institution="Institut royal des études stratégiques et de la prospective", logo=logo() if with_logo else None
    )
    extents = [(words, *extent(words, 1)) for words in ground(made, holder(), 1).words]
    assert extents[0][1] > FRIEZE
    assert extents[-1][2] <= BAND
    assert all(above[2] <= below[1] + 0.01 for above, below in pairwise(extents))
    plate = WIDTH - MARGIN - made.logo_width - 2 if with_logo else WIDTH
    assert all(MARGIN + wide <= plate for words, _, _, wide in extents if words is not extents[-1][0])


@pytest.mark.parametrize("letter", ["D", "Q", "g", "م", "ر", "ص", "ب", "هـ", "ج"])
def test_a_letter_stands_in_the_middle_of_its_disc(letter):
    dpi = 200
    (picture,) = pictures_of(one_badge(occasion(), holder(letter=letter, colour="#000000"), DESIGNS["a7"]), dpi)
    disc = (
        picture.crop(tuple(round(side * dpi / 25.4) for side in (7.5, 79.1, 17.5, 89.1)))
        .convert("L")
        .point(lambda light: 255 * (light > 128))
    )
    left, top, right, bottom = disc.getbbox()
    assert abs((left + right) / 2 - disc.width / 2) < 0.6 * dpi / 25.4
    assert abs((top + bottom) / 2 - disc.height / 2) < 0.35 * dpi / 25.4


@pytest.mark.parametrize(("colour", "outlined"), [("#ffffff", True), ("#fffbe0", True), ("#f2d04b", False), ("#17595a", False)])
def test_a_pale_category_is_outlined_so_that_its_letter_stands_in_something(colour, outlined):
    assert ground(occasion(), holder(colour=colour), 1).pale is outlined
    (picture,) = pictures_of(one_badge(occasion(), holder(colour=colour), DESIGNS["a7"]), 200)
    ring = (6, 83.4, 6.6, 84.6)  # the disc's edge
    assert ink(picture, ring, 200)


@settings(max_examples=6, deadline=None)
@given(PEOPLE, st.sampled_from(["fr", "ar"]), st.sampled_from(["a6", "a7"]))
def test_nothing_is_drawn_at_the_edges_beside_the_band(person, locale, code):
    design = DESIGNS[code]
    (picture,) = pictures_of(one_badge(occasion(locale), person, design), 150)
    wide, tall, below = design.width, design.height, (BAND + 0.5) * design.scale
    edges = [(0, below, 2.5, tall), (wide - 2.5, below, wide, tall), (0, tall - 2, wide, tall)]
    assert not any(ink(picture, edge, 150) for edge in edges)


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_nothing_touches_the_quiet_zone_of_the_code(locale):
    left, top = code_place(locale)
    everything = holder(zones=("A", "B", "C", "VIP", "S1", "Z"), category="Personnel d’accueil et de sécurité du symposium")
    (picture,) = pictures_of(one_badge(occasion(locale), everything, DESIGNS["a7"]), 300)
    for strip in ((left, top, left + 2.9, HEIGHT), (left, top, left + 28, top + 2.9), (left + 25.1, top, left + 28, HEIGHT)):
        assert not ink(picture, strip, 300)
