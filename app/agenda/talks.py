"""What can be done within a session: its talks, and the people in it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app import audit
from app.audit import Actor
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, DomainError
from app.core.types import Translated
from app.events.service import touch
from app.people.models import Person

from . import checks
from .models import Contribution, Participation, ParticipationRole, Session, SessionKind
from .service import writing

Place = Session | Contribution


def add_contribution(
    session: Session, *, title: Translated, minutes: int | None = None, abstract: Translated | None = None, actor: Actor
) -> Contribution:
    """A talk at the end of the session; it starts when those before it are over, and without minutes spans the session.

    Raises DomainError when the talks no longer fit into the session, Conflict when somebody after it is needed elsewhere."""
    with writing(session.event):
        if session.kind is SessionKind.BREAK:
            raise DomainError(_l("A break has no talks."))
        talk = Contribution(title=title, minutes=minutes, abstract=abstract or Translated(), position=_next(session.contributions))
        session.contributions.append(talk)
        db.session.flush()
        _changed(session, "contribution.added", talk, actor, {"title": [None, dict(title)], "minutes": [None, minutes]})
    return talk


def edit_contribution(talk: Contribution, *, title: Translated, minutes: int | None, abstract: Translated, actor: Actor) -> None:
    """Change a talk. Raises like `add_contribution`: another length moves those after it."""
    with writing(talk.session.event):
        talk.title, talk.minutes, talk.abstract = title, minutes, abstract
        if difference := audit.changes(talk):
            _changed(talk.session, "contribution.edited", talk, actor, difference)


def move_contribution(talk: Contribution, by: int, *, actor: Actor) -> None:
    """Earlier (-1) or later (1) among the talks; at the end nothing happens. Raises Conflict like `add_contribution`."""
    session = talk.session
    with writing(session.event):
        if _shift(session.contributions, talk, by):
            _changed(session, "contribution.moved", talk, actor, {"position": [talk.position - by, talk.position]})


def remove_contribution(talk: Contribution, *, actor: Actor) -> None:
    """Take a talk out; those after it start earlier. Raises Conflict when somebody is needed elsewhere then."""
    session = talk.session
    with writing(session.event):
        audit.record(actor, "contribution.removed", talk, event_id=session.event_id, difference={"title": [dict(talk.title), None]})
        session.contributions.remove(talk)
        db.session.flush()
        _changed(session)


def add_participation(place: Place, person: Person, role: ParticipationRole, *, actor: Actor) -> Participation:
    """Give somebody a role in a session or a talk.

    Raises DomainError in a break, Conflict when they have that role already or are needed elsewhere at that time."""
    session = session_of(place)
    with writing(session.event):
        if session.kind is SessionKind.BREAK:
            raise DomainError(_l("A break has no speakers."), field="person")
        if person.institution_id != session.event.institution_id:
            raise DomainError(_l("This person is not in the directory."), field="person")
        if any(p.person_id == person.id and p.role is role for p in place.participations):
            raise Conflict(_l("%(person)s has this role already.", person=person.name), field="person")
        participation = Participation(person=person, role=role, position=_next(place.participations))
        place.participations.append(participation)
        db.session.flush()
        _changed(session, "participation.added", participation, actor, {"person": [None, person.id], "role": [None, role.value]})
    return participation


def remove_participation(participation: Participation, *, actor: Actor) -> None:
    place = place_of(participation)
    session = session_of(place)
    with writing(session.event):
        gone = {"person": [participation.person_id, None], "role": [participation.role.value, None]}
        audit.record(actor, "participation.removed", participation, event_id=session.event_id, difference=gone)
        place.participations.remove(participation)
        db.session.flush()
        _changed(session)


def move_participation(participation: Participation, by: int, *, actor: Actor) -> None:
    """Before (-1) or after (1) the next in order: precedence is the organiser's word."""
    place = place_of(participation)
    session = session_of(place)
    with writing(session.event):
        if _shift(place.participations, participation, by):
            difference = {"position": [participation.position - by, participation.position]}
            _changed(session, "participation.moved", participation, actor, difference)


def session_of(place: Place) -> Session:
    return place if isinstance(place, Session) else place.session


def place_of(participation: Participation) -> Place:
    place = participation.session or participation.contribution
    assert place is not None  # noqa: S101 a check constraint says so; this tells the type checker
    return place


def _changed(session: Session, action: str = "", thing: Any = None, actor: Actor | None = None, difference: Any = None) -> None:
    session.updated_at = clock.now()
    db.session.flush()
    checks.check(session)
    if actor is not None:
        audit.record(actor, action, thing, event_id=session.event_id, difference=difference)
    touch(session.event)


def _next(rows: list[Any]) -> int:
    return max((row.position for row in rows), default=0) + 1


def _shift(rows: list[Any], row: Any, by: int) -> bool:
    """Swap a row with its neighbour, and number all of them anew from 1."""
    ordered = sorted(rows, key=lambda r: (r.position, r.id))
    here = ordered.index(row)
    there = here + (1 if by > 0 else -1)
    if not 0 <= there < len(ordered):
        return False
    ordered[here], ordered[there] = ordered[there], ordered[here]
    for number, each in enumerate(ordered, start=1):
        each.position = number
    return True
