import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import zellige as pattern
from app.core.zellige import zellige

pytestmark = pytest.mark.anywhere

SVG = "{http://www.w3.org/2000/svg}"
MARKS = {"path", "pattern", "svg"}
ATTRIBUTES = {
    *("viewBox", "preserveAspectRatio", "aria-hidden", "id", "width", "height", "patternUnits", "patternTransform"),
    *("fill", "d", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap"),
}


def test_one_name_always_gives_one_pattern():
    assert zellige("dakar-2023", accent="#8a3b12") == zellige("dakar-2023", accent="#8a3b12")


def test_two_hundred_names_give_two_hundred_patterns():
    drawn = {re.sub(r"z[0-9a-f]{12}", "z", zellige(f"event-{n}", accent="#8a3b12")) for n in range(200)}
    assert len(drawn) == 200


@given(st.text(max_size=60), st.text(max_size=12))
def test_nothing_of_the_seed_or_of_a_wrong_accent_stands_in_the_picture(seed, accent):
    svg = zellige(seed, accent=accent)
    assert len(svg.encode()) < 6144
    for element in ET.fromstring(svg).iter():  # noqa: S314 our own output
        assert element.tag.removeprefix(SVG) in MARKS
        assert set(element.attrib) <= ATTRIBUTES
        assert (element.text or "").strip() == ""
        for name, value in element.attrib.items():
            assert re.fullmatch(
                r"#[0-9a-f]{6}|url\(#z[0-9a-f]{12}\)|none|round|true|userSpaceOnUse|xMidYMid slice|z[0-9a-f]{12}|[-0-9.MlhvVHz ]+|rotate\([0-9.]+\) translate\([0-9 ]+\)",
                value,
            ), name


@pytest.mark.parametrize(
    ("tiling", "stars", "points"), [(pattern._octagons(), 1, 8), (pattern._decagons(), 2, 10), (pattern._dodecagons(), 2, 12)]
)
def test_every_tiling_holds_the_stars_of_its_fold(tiling, stars, points):
    assert len(tiling.large) == stars
    for angle in tiling.angles:
        lines = pattern._strands(tiling.large[0], pattern.math.radians(angle))
        assert len(lines) == points
        assert len(pattern._star(lines)) == 2 * points


@pytest.mark.parametrize("tiling", [pattern._octagons(), pattern._decagons(), pattern._dodecagons()])
def test_the_polygons_of_a_tiling_fill_its_rectangle_without_gap_or_overlap(tiling):
    def area(polygon):
        return abs(sum((p.conjugate() * q).imag for p, q in zip(polygon, (*polygon[1:], polygon[0]), strict=True))) / 2

    covered = sum(area(p) for p in (*tiling.large, *tiling.small))
    assert covered == pytest.approx(tiling.width * tiling.height)


def test_every_polygon_has_edges_of_one_length():
    for tiling in pattern._TILINGS:
        for polygon in (*tiling.large, *tiling.small):
            edges = [abs(q - p) for p, q in zip(polygon, (*polygon[1:], polygon[0]), strict=True)]
            assert edges == pytest.approx([1] * len(edges), abs=1e-5)


def test_a_window_of_other_measures_shows_the_same_stars() -> None:
    usual, band = (zellige("dakar-2023", accent="#8a3b12", **measures) for measures in ({}, {"width": 1600, "height": 110}))
    assert 'viewBox="0 0 1600 110"' in band
    assert re.findall(r"<pattern.*</pattern>", band) == re.findall(r"<pattern.*</pattern>", usual) != []
