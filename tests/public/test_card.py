"""The card of a link: everything on it stays on it, in either direction, in any letters that our faces have."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from app.public.card import BAND, HEIGHT, MARGIN, WIDTH, Facts, draw

pytestmark = pytest.mark.anywhere

LONG = {
    "fr": "Symposium international de solidarité avec les communes touchées par la crise sécuritaire au Burkina Faso, au Mali et au Niger "
    * 2,
    "ar": "الندوة الدولية للتضامن مع الجماعات الترابية المتضررة من الأزمة الأمنية في بوركينا فاسو ومالي والنيجر " * 2,
}
WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


def picture(locale, title="Paix", institution="AIPECT", when="2026"):
    made = draw(Facts("Forum" if locale == "fr" else "منتدى", title, when, institution, "seed", locale), "#17595a")
    return Image.open(io.BytesIO(made)).convert("L")


def ink(card, box):
    return card.crop(box).getextrema()[0] < 200


@pytest.mark.parametrize("locale", ["fr", "ar"])
@pytest.mark.parametrize("title", ["Paix", WORD, *LONG.values()])
def test_everything_stays_within_the_margins_and_no_line_stands_on_another(locale, title):
    card = picture(locale, title, institution=LONG[locale][:150], when="30 novembre – 2 décembre 2026 · Dakar, Sénégal")
    assert not ink(card, (0, BAND + 4, MARGIN - 6, HEIGHT))
    assert not ink(card, (WIDTH - MARGIN + 6, BAND + 4, WIDTH, HEIGHT))
    rows = {y for y in range(BAND + 4, HEIGHT) if ink(card, (MARGIN, y, WIDTH - MARGIN, y + 1))}
    assert any(484 <= y < 530 for y in rows)
    assert not any(530 <= y < 546 or y > 605 for y in rows)
    assert not {481, 482, 483} & rows


@pytest.mark.parametrize(("locale", "starts_right"), [("fr", False), ("ar", True)])
def test_a_card_starts_where_its_language_starts(locale, starts_right):
    card = picture(locale)
    halves = [ink(card, (MARGIN, BAND + 4, WIDTH // 3, HEIGHT)), ink(card, (2 * WIDTH // 3, BAND + 4, WIDTH - MARGIN, HEIGHT))]
    assert halves == [not starts_right, starts_right]


def test_letters_beyond_the_first_face_are_found_in_the_next():
    """The box that stands for a missing letter looks the same for each: different letters look different."""
    one, other, missing = (picture("fr", letter * 6).tobytes() for letter in ("Ş", "Ł", "中"))
    assert len({one, other, missing}) == 3
    assert picture("fr", "文" * 6).tobytes() == missing
