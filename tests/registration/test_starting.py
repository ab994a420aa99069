"""What a new event has of registration: categories that everybody can tell apart, and a form that is still closed."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from sqlalchemy import select

from app.audit import SYSTEM
from app.core import clock
from app.core.colour import _channels, _gamma, _hex, _linear, to_oklch
from app.core.db import db
from app.demo import colloquium
from app.registration.models import Category
from app.registration.starting import CATEGORIES, furnish
from tests.events import factories as events
from tests.registration import factories

# How colours look to those who lack one kind of cone: rows that mix linear red, green and blue (Machado et al., 2009, severity 1).
SIGHT = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no long ones": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no medium ones": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no short ones": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
APART = 0.14  # in OKLab; two neighbouring colours of the demonstration's former set were 0.02 apart to some


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """A colour in OKLab, as these eyes see it."""
    light = [_linear(channel) for channel in _channels(colour)]
    mixed = (sum(share * part for share, part in zip(row, light, strict=True)) for row in SIGHT[sight])
    lightness, chroma, hue = to_oklch(_hex(*(_gamma(min(1.0, max(0.0, part))) for part in mixed)))
    return lightness, chroma * math.cos(hue), chroma * math.sin(hue)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(
    "colours",
    [[colour for _letter, colour, _name in CATEGORIES], [colour for _name, colour, _letter, _zones in colloquium.CATEGORIES]],
    ids=["a new event", "the demonstration"],
)
def test_the_colours_of_categories_are_told_apart_by_everybody(colours: list[str], sight: str) -> None:
    assert min(math.dist(seen(one, sight), seen(other, sight)) for one, other in combinations(colours, 2)) >= APART


def test_the_usual_categories_have_three_names_and_letters_of_their_own() -> None:
    assert [set(name) for _letter, _colour, name in CATEGORIES] == [{"fr", "ar", "en"}] * 4
    assert len({letter for letter, _colour, _name in CATEGORIES}) == 4


def test_the_form_of_a_new_event_is_closed_and_makes_participants() -> None:
    form = furnish(events.event(), actor=SYSTEM, now=clock.now())
    assert (form.is_open, form.category.letter if form.category else "", form.versions[-1].fields) == (False, "P", [])


def test_what_is_there_already_is_not_doubled() -> None:
    event = events.event()
    own = factories.category(event, letter="X")
    form = factories.form(event)
    assert furnish(event, actor=SYSTEM, now=clock.now()) is form
    assert (form.is_open, form.category) == (True, None)
    assert db.session.scalars(select(Category).where(Category.event_id == event.id)).all() == [own]
