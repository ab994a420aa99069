"""How many registrations an event has, by state, category, country and day, and how many were admitted at each gate: nine queries, whatever their number."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import gettext
from sqlalchemy import func, select

from app.checkin.queries import counts_of, gates_of
from app.core.db import db
from app.events.models import Event
from app.people.countries import country_name
from app.registration.models import Category, Registration, RegistrationForm, State
from app.registration.rules import LABELS

from .growth import Growth, growth

COUNTRIES = 10


class Bar(NamedTuple):
    label: str
    value: int
    key: str


class Figures(NamedTuple):
    """`by_category` and `by_country` count who is confirmed."""

    confirmed: int
    seats_taken: int
    capacity: int | None
    by_state: list[Bar]
    by_category: list[Bar]
    by_country: list[Bar]
    countries: int
    growth: Growth
    by_gate: list[Bar]


def figures(event: Event) -> Figures:
    states = _counted(event, Registration.state)
    confirmed = Registration.state == State.CONFIRMED
    by_category = _counted(event, Registration.category_id, confirmed)
    by_country = _counted(event, Registration.country, confirmed)
    seats = select(RegistrationForm.seats_taken, RegistrationForm.capacity).where(RegistrationForm.event_id == event.id)
    form = db.session.execute(seats).one_or_none() or (0, None)
    names = {category.id: category for category in _categories(event)}
    countries = [Bar(country_name(code) or gettext("No country given"), number, code or "") for code, number in by_country.items()]
    return Figures(
        confirmed=states.get(State.CONFIRMED, 0),
        seats_taken=form[0],
        capacity=form[1],
        by_state=[Bar(str(LABELS[state]), states[state], state) for state in State if state in states],
        by_category=[
            Bar(str(names[key].name) if key in names else gettext("Without a category"), number, str(key or ""))
            for key, number in sorted(by_category.items(), key=lambda pair: -pair[1])
        ],
        by_country=_with_the_rest(sorted(countries, key=lambda bar: (-bar.value, bar.label))),
        countries=len([code for code in by_country if code]),
        growth=growth(event),
        by_gate=_admitted(event),
    )


def _counted(event: Event, column: Any, *conditions: Any) -> dict[Any, int]:
    query = select(column, func.count()).where(Registration.event_id == event.id, *conditions).group_by(column)
    return dict(db.session.execute(query).all())


def _admitted(event: Event) -> list[Bar]:
    """How many were let in at each gate; nothing before the first."""
    gates = gates_of(event)
    counts = counts_of([gate.id for gate in gates]) if gates else {}
    bars = [Bar(str(gate.name), counts[gate.id].admitted, "") for gate in gates]
    return bars if any(bar.value for bar in bars) else []


def _categories(event: Event) -> list[Category]:
    return list(db.session.scalars(select(Category).where(Category.event_id == event.id)))


def _with_the_rest(bars: list[Bar]) -> list[Bar]:
    if len(bars) <= COUNTRIES:
        return bars
    return [*bars[:COUNTRIES], Bar(gettext("Other countries"), sum(bar.value for bar in bars[COUNTRIES:]), "")]
