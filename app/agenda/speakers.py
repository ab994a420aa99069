"""People in programmes: what is said of them, who agreed to a public page, and where they take part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from app.audit import Actor
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event, EventState
from app.events.service import touch
from app.institutions.models import Institution
from app.people.models import Person
from app.people.service import NAMES, PersonFields, fields_of, hold_person, update_person
from app.storage import StoredFile

from .models import Contribution, Participation, Session


class Former(NamedTuple):
    """What was said of somebody until now."""

    names: PersonFields
    function: Translated


Follower = Callable[[Person, Former, Sequence[Event], Actor], None]
_followers: list[Follower] = []


def follower(follow: Follower) -> Follower:
    """Tell a feature above of everybody whose name or function is written anew (person, what was said before, the events whose programme
    names them, who did it), within its transaction: a registration for any other event keeps what was said."""
    _followers.append(follow)
    return follow


def placed(*wanted: Any) -> Select[Any]:
    """A select of participations, each with its talk, if it is of one, and with its session."""
    return (
        select(*wanted)
        .select_from(Participation)
        .outerjoin(Contribution, Contribution.id == Participation.contribution_id)
        .join(Session, or_(Session.id == Participation.session_id, Session.id == Contribution.session_id))
    )


def public_person(institution: Institution, person_id: int) -> Person | None:
    """Somebody of this institution who agreed; nobody otherwise."""
    return db.session.scalar(
        select(Person)
        .where(Person.id == person_id, Person.institution_id == institution.id, Person.public_since.is_not(None))
        .options(joinedload(Person.organisation), joinedload(Person.photo))
    )


def parts_of(person_id: int, event: Event) -> Sequence[Any]:
    """Rows (Participation, Contribution or None, Session) of one event, in the order of the programme."""
    return db.session.execute(
        placed(Participation, Contribution, Session)
        .where(Participation.person_id == person_id, Session.event_id == event.id)
        .options(joinedload(Session.room))
        .order_by(Session.starts_at, Session.id, Participation.id)
    ).all()


def appearances(person: Person) -> Sequence[Any]:
    """Rows (Participation, Contribution or None, Session, Event) of public events, the newest first."""
    return db.session.execute(
        placed(Participation, Contribution, Session, Event)
        .join(Event, Event.id == Session.event_id)
        .where(Participation.person_id == person.id, Event.state != EventState.DRAFT)
        .order_by(Session.starts_at.desc(), Session.id, Participation.id)
    ).all()


class Description(NamedTuple):
    names: PersonFields
    function: Translated
    biography: Translated
    public: bool
    portrait: StoredFile | None  # a new one
    without_portrait: bool


def describe(person: Person, event: Event, wanted: Description, *, actor: Actor) -> None:
    """Write what the organisers of an event know of somebody in its programme; other programmes that name them say the same from then on.

    Raises NameMissing."""
    names = wanted.names.cleaned()
    hold_person(person)
    former = Former(fields_of(person), person.function)
    person.function, person.biography = wanted.function, wanted.biography
    if wanted.portrait or wanted.without_portrait:
        person.photo_id = wanted.portrait.id if wanted.portrait else None
    if wanted.public != (person.public_since is not None):
        person.public_since = clock.now() if wanted.public else None
    if update_person(person, replace(fields_of(person), **{name: getattr(names, name) for name in NAMES}), actor=actor):
        touch(event)
    if former != (fields_of(person), person.function):
        named = events_of(person)
        for follow in _followers:
            follow(person, former, named, actor)


def events_of(person: Person) -> Sequence[Event]:
    """Every event whose programme names somebody."""
    named = placed(Session.event_id).where(Participation.person_id == person.id)
    return db.session.scalars(select(Event).where(Event.id.in_(named))).all()
