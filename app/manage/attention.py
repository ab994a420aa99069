"""What of an event waits for somebody, worst first; each with the page where it is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask_babel import ngettext
from sqlalchemy import func, select

from app.accounts.permissions import Permission
from app.agenda import occupancy
from app.agenda.rules import clashes_within
from app.core.db import db
from app.delegations.models import Delegation
from app.events.models import Event
from app.registration.models import Capacity, Registration, State

from . import announcing
from .dashboard import unsent_letters
from .navigation import address


class Matter(NamedTuple):
    sentence: str
    url: str
    sign: str


def matters(event: Event) -> list[Matter]:
    """What waits, for those who may see to it."""
    return [Matter(sentence, url, sign) for sentence, url, sign in _all(event) if url]


def _all(event: Event) -> Iterator[tuple[str, str | None, str]]:
    yield from _untold(event)
    yield from _registrations(event)
    yield from _clashes(event)
    yield from _letters(event)
    yield from _delegations(event)


def _untold(event: Event) -> Iterator[tuple[str, str | None, str]]:
    if number := announcing.untold(event):
        words = ngettext(
            "Time or place has changed: %(num)s person who is registered was not told",
            "Time or place has changed: %(num)s people who are registered were not told",
            number,
        )
        yield words, address("manage.announce", Permission.EVENT_EDIT, event), "mail"


def _registrations(event: Event) -> Iterator[tuple[str, str | None, str]]:
    states = dict(db.session.execute(_count_by(Registration.state, event)).all())
    page = "registration_manage.index", Permission.REGISTRATIONS_VIEW, event
    if number := states.get(State.PENDING):
        words = ngettext("%(num)s registration awaits approval", "%(num)s registrations await approval", number)
        yield words, address(*page, state=State.PENDING), "clock"
    if number := states.get(State.WAITLISTED):
        words = ngettext("%(num)s person is on the waiting list", "%(num)s people are on the waiting list", number)
        yield words, address(*page, state=State.WAITLISTED), "people"


def _clashes(event: Event) -> Iterator[tuple[str, str | None, str]]:
    rows = occupancy.of_event(event)
    found = [*clashes_within(occupancy.room_needs(rows.values())), *clashes_within(occupancy.person_needs(rows))]
    if number := len(found):
        words = ngettext("%(num)s clash in the programme", "%(num)s clashes in the programme", number)
        yield words, address("agenda_manage.index", Permission.EVENT_INSIDE, event), "warning"


def _letters(event: Event) -> Iterator[tuple[str, str | None, str]]:
    if number := unsent_letters(event):
        words = ngettext("%(num)s letter could not be sent", "%(num)s letters could not be sent", number)
        yield words, address("manage.outbox", Permission.MAIL_VIEW, event, state="trouble"), "mail"


def _delegations(event: Event) -> Iterator[tuple[str, str | None, str]]:
    page = address("delegations_manage.index", Permission.DELEGATIONS_VIEW, event)
    mine = select(func.count()).select_from(Delegation).where(Delegation.event_id == event.id)
    head = select(Registration.id).where(
        Registration.delegation_id == Delegation.id, Registration.capacity == Capacity.HEAD, Registration.state == State.CONFIRMED
    )
    if number := db.session.scalar(mine.where(~head.exists())):
        yield ngettext("%(num)s delegation has no head", "%(num)s delegations have no head", number), page, "flag"
    if number := db.session.scalar(mine.where(Delegation.credentials_id.is_(None))):
        words = ngettext("%(num)s delegation has sent no credentials", "%(num)s delegations have sent no credentials", number)
        yield words, page, "document"


def _count_by(column: Any, event: Event) -> Any:
    return select(column, func.count()).where(Registration.event_id == event.id).group_by(column)
