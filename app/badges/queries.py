"""Whose badge is printed, whose is out of date, whose never was."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.core.db import db
from app.events.models import Event
from app.people.models import Person
from app.registration.models import Category, Registration, State

from .models import BadgePrint


class PrintState(enum.StrEnum):
    NEVER = "never"
    CHANGED = "changed"  # printed, but what is on it has changed since, or its code is void
    PRINTED = "printed"


class Who(enum.StrEnum):
    """Whom a print run takes in."""

    OPEN = "open"  # never printed, or changed since
    ALL = "all"


def _with_latest(statement: Select[Any]) -> tuple[Select[Any], Any]:
    """Join the last badge that was printed for each registration."""
    newest = select(func.max(BadgePrint.id).label("id")).group_by(BadgePrint.registration_id).subquery()
    latest = aliased(BadgePrint, select(BadgePrint).join(newest, newest.c.id == BadgePrint.id).subquery())
    return statement.outerjoin(latest, latest.registration_id == Registration.id), latest


def _state(latest: Any) -> ColumnElement[str]:
    outdated = or_(
        latest.token != Registration.badge_token,
        latest.registration_revision != Registration.revision,
        latest.at < Person.changed_at,
    )
    return case((latest.id.is_(None), PrintState.NEVER.value), (outdated, PrintState.CHANGED.value), else_=PrintState.PRINTED.value)


def _badge_holders(event: Event, *columns: Any) -> Select[Any]:
    held = (Registration.event_id == event.id, Registration.state == State.CONFIRMED)
    return select(*columns).select_from(Registration).join(Registration.person).where(*held)


def counts(event: Event) -> dict[int | None, dict[PrintState, int]]:
    """{category id or None: {state: how many}} of those who have a badge: the confirmed."""
    base, latest = _with_latest(_badge_holders(event))
    state = _state(latest)
    found: dict[int | None, dict[PrintState, int]] = {}
    for category_id, value, number in db.session.execute(
        base.add_columns(Registration.category_id, state, func.count()).group_by(Registration.category_id, state)
    ):
        found.setdefault(category_id, dict.fromkeys(PrintState, 0))[PrintState(value)] = number
    return found


def to_print(event: Event, who: Who, category_id: int | None = None) -> Sequence[Registration]:
    """Those to print, with what is on their badges, by category and name."""
    base, latest = _with_latest(_badge_holders(event, Registration).outerjoin(Registration.category))
    if who is Who.OPEN:
        base = base.where(_state(latest) != PrintState.PRINTED.value)
    if category_id is not None:
        base = base.where(Registration.category_id == category_id)
    loaded = base.options(contains_eager(Registration.person), contains_eager(Registration.category))
    ordered = loaded.order_by(Category.position, Category.id, Person.sort_latin, Person.sort_arabic, Registration.id)
    return db.session.scalars(ordered).all()


def categories(event: Event) -> Sequence[Category]:
    return db.session.scalars(select(Category).where(Category.event_id == event.id).order_by(Category.position, Category.id)).all()


def prints_of(registration: Registration) -> Sequence[BadgePrint]:
    """Every badge that was printed for a person, the newest first."""
    query = select(BadgePrint).where(BadgePrint.registration_id == registration.id)
    return db.session.scalars(query.order_by(BadgePrint.id.desc())).all()


def last_prints(event: Event, limit: int = 12) -> Sequence[BadgePrint]:
    """What left the printer last."""
    query = select(BadgePrint).join(BadgePrint.registration).where(Registration.event_id == event.id)
    with_person = joinedload(BadgePrint.registration).joinedload(Registration.person)
    return db.session.scalars(query.options(with_person).order_by(BadgePrint.id.desc()).limit(limit)).all()
