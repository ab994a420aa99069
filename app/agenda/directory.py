"""Whom a programme can draw on, found forgivingly: who is in view of an organiser, not everybody whom the institution knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import joinedload

from app.accounts.models import EventRole, SiteRole, User
from app.core.db import db
from app.core.search import matches
from app.events.models import Event, EventState
from app.people.models import Organisation, Person

from .models import Participation, Session
from .speakers import placed

MOST = 20

Expected = Callable[[Event], Select[int]]
_expected: list[Expected] = []


def expected(people: Expected) -> Expected:
    """Decorate a query of the ids of people who come to an event: registration knows them, and stands above this."""
    _expected.append(people)
    return people


def search(event: Event, user: User, query: str) -> Sequence[Person]:
    """The first people by name whose name, in either script, and organisation hold every word; nobody for an empty query."""
    if not query.strip():
        return []
    words = Person.search + " " + func.coalesce(Organisation.search, "")
    found = (
        select(Person)
        .outerjoin(Person.organisation)
        .where(_in_view(event, user), matches(words, query))
        .options(joinedload(Person.organisation))
        .order_by(Person.sort_latin, Person.id)
        .limit(MOST)
    )
    return db.session.scalars(found).all()


def person(event: Event, user: User, person_id: int | None) -> Person | None:
    """Somebody who could have been found."""
    return db.session.scalar(select(Person).where(Person.id == person_id, _in_view(event, user)))


def _in_view(event: Event, user: User) -> ColumnElement[bool]:
    """Who has a public page, stands in a programme that the reader may see, or comes to this event."""
    of_event = [Person.id.in_(people(event)) for people in _expected]
    in_programme = Person.id.in_(_speakers(user))
    return (Person.institution_id == event.institution_id) & or_(Person.public_since.is_not(None), in_programme, *of_event)


def _speakers(user: User) -> Select[Any]:
    mine = select(EventRole.event_id).where(EventRole.user_id == user.id)
    seen = true() if user.site_role is SiteRole.ADMINISTRATOR else or_(Event.state != EventState.DRAFT, Event.id.in_(mine))
    return placed(Participation.person_id).join(Event, Event.id == Session.event_id).where(seen)
