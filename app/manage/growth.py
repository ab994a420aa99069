"""How registrations came in: one figure for each day, or for each week when there are too many days to be told apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from app.core.db import db
from app.events.models import Event
from app.registration.models import Registration

MOST = 42  # columns that a small chart can hold
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


class Column(NamedTuple):
    """Registrations from `first` on, until the next column begins."""

    first: date
    number: int


class Growth(NamedTuple):
    columns: list[Column]
    weekly: bool

    @property
    def highest(self) -> int:
        return max((column.number for column in self.columns), default=0)


def growth(event: Event) -> Growth:
    """One query, whatever the number of registrations; days are those of UTC."""
    day = func.date(Registration.created_at)
    query = select(day, func.count()).where(Registration.event_id == event.id).group_by(day)
    return columns({date.fromisoformat(str(found)): number for found, number in db.session.execute(query)})


def columns(by_day: Mapping[date, int]) -> Growth:
    """Every day from the first to the last, those without any among them; weeks begin where the first day does."""
    if not by_day:
        return Growth([], weekly=False)
    first, last = min(by_day), max(by_day)
    weekly = (last - first).days >= MOST
    step = WEEK if weekly else DAY
    found = [0] * ((last - first) // step + 1)
    for day, number in by_day.items():
        found[(day - first) // step] += number
    return Growth([Column(first + step * place, number) for place, number in enumerate(found)], weekly)
