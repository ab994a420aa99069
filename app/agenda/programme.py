"""An event's programme as readers see it: plain rows, read with the same four queries for one session and for hundreds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from app.core.db import db
from app.core.text import slugify
from app.core.types import Translated
from app.core.zones import to_utc
from app.core.zones import zone as clock_of
from app.events.models import Event, Precision, Room
from app.people.models import Organisation, Person

from .models import Contribution, Participation, ParticipationRole, Session, SessionKind, SessionState, session_address
from .rules import talk_intervals


class Speaker(NamedTuple):
    """Somebody's role, with their name as it is written before and in either script."""

    person_id: int
    role: ParticipationRole
    title: str
    latin: str
    arabic: str
    function: Translated
    organisation: Translated
    has_page: bool  # they agreed to one

    def name_in(self, locale: str) -> str:
        first, second = (self.arabic, self.latin) if locale == "ar" else (self.latin, self.arabic)
        return first or second

    @property
    def address(self) -> str:
        """The last part of their page's address."""
        return person_address(self.person_id, self.latin)


UNSAID = Translated()
Speakers = dict[tuple[str, int], list[Speaker]]  # by ("session" or "talk", id)


class Talk(NamedTuple):
    id: int
    title: Translated
    abstract: Translated
    starts_at: datetime
    ends_at: datetime
    timed: bool
    speakers: tuple[Speaker, ...]


class Slot(NamedTuple):
    """A session with what happens in it; times are wall-clock times in the event's zone."""

    id: int
    kind: SessionKind
    state: SessionState
    title: Translated
    summary: Translated
    language: str
    room_id: int | None
    room: Translated
    starts_at: datetime
    ends_at: datetime
    uid: str
    sequence: int
    updated_at: datetime
    speakers: tuple[Speaker, ...]
    talks: tuple[Talk, ...]

    @property
    def cancelled(self) -> bool:
        return self.state is SessionState.CANCELLED

    @property
    def address(self) -> str:
        """The last part of the session's address, as "12-securite-au-sahel"."""
        return session_address(self.id, self.title)

    def roles(self) -> tuple[tuple[ParticipationRole, tuple[Speaker, ...]], ...]:
        """Those of the session itself, by role, each in the organiser's order."""
        found: dict[ParticipationRole, list[Speaker]] = {}
        for speaker in self.speakers:
            found.setdefault(speaker.role, []).append(speaker)
        return tuple((role, tuple(people)) for role, people in found.items())

    def everyone(self) -> Iterator[Speaker]:
        yield from self.speakers
        for talk in self.talks:
            yield from talk.speakers

    @property
    def person_ids(self) -> list[int]:
        """Who takes part, each once."""
        return list(dict.fromkeys(speaker.person_id for speaker in self.everyone()))


@dataclass(frozen=True, slots=True)
class Programme:
    """Every session of an event in order of time, then of rooms."""

    zone: str
    slots: tuple[Slot, ...]
    timed: bool = True  # False for the archive's events of which only the days are known
    _places: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places.update({slot.id: place for place, slot in enumerate(self.slots)})

    def instant(self, local: datetime) -> str:
        """A planned time with its offset, for machines: "2026-12-14T09:00+00:00"."""
        return local.replace(tzinfo=clock_of(self.zone)).isoformat(timespec="minutes")

    def days(self) -> list[tuple[date, list[Slot]]]:
        return [(day, list(slots)) for day, slots in groupby(self.slots, key=lambda slot: slot.starts_at.date())]

    def find(self, session_id: int) -> Slot | None:
        place = self._places.get(session_id)
        return None if place is None else self.slots[place]

    def parallel_to(self, slot: Slot) -> list[Slot]:
        return [other for other in self.slots if other is not slot and other.starts_at < slot.ends_at and slot.starts_at < other.ends_at]

    def before(self, slot: Slot) -> Slot | None:
        """The last session that is over when this one starts, breaks apart; the same room's, if several are."""
        over = (other for other in self.slots if other.ends_at <= slot.starts_at and other.kind is not SessionKind.BREAK)
        return max(over, key=lambda other: (other.starts_at, other.room_id == slot.room_id), default=None)

    def after(self, slot: Slot) -> Slot | None:
        """The first session that starts when this one is over, breaks apart; the same room's, if several do."""
        coming = (other for other in self.slots if other.starts_at >= slot.ends_at and other.kind is not SessionKind.BREAK)
        return min(coming, key=lambda other: (other.starts_at, other.room_id != slot.room_id), default=None)

    def now(self, at: datetime) -> Slot | None:
        """What takes place at an instant of the event, or comes next; nothing before its first day and after its end."""
        if not self.slots or at < to_utc(datetime.combine(self.slots[0].starts_at.date(), datetime.min.time()), self.zone):
            return None
        return next((slot for slot in self.slots if not slot.cancelled and to_utc(slot.ends_at, self.zone) > at), None)


def load(event: Event) -> Programme:
    """The programme of an event: four queries."""
    row = Session.__table__
    room = Room.__table__
    query = (
        select(*(column for column in row.c if column.name != "event_id"), room.c.name.label("room"))
        .select_from(row.outerjoin(room, room.c.id == row.c.room_id))
        .where(row.c.event_id == event.id)
        .order_by(row.c.starts_at, room.c.position, row.c.ends_at, row.c.id)
    )
    rows = db.session.execute(query).all()
    speakers = _speakers(event) if rows else {}
    talks = _talks(event, {row.id: row for row in rows}, speakers) if rows else {}
    slots = tuple(_slot(row, speakers, talks) for row in rows)
    return Programme(event.zone, slots, timed=event.precision is Precision.TIME)


def _slot(row: Any, speakers: Speakers, talks: dict[int, list[Talk]]) -> Slot:
    return Slot(
        row.id, row.kind, row.state, row.title, row.summary, row.language, row.room_id, row.room or UNSAID, row.starts_at, row.ends_at,
        row.uid, row.sequence, row.updated_at, tuple(speakers.get(("session", row.id), ())), tuple(talks.get(row.id, ())),
    )  # fmt: skip


def _speakers(event: Event) -> Speakers:
    """Who does what, in the organiser's order. People are read once each: they come back in session after session."""
    sessions = select(Session.id).where(Session.event_id == event.id)
    talks = select(Contribution.id).where(Contribution.session_id.in_(sessions))
    there = or_(Participation.session_id.in_(sessions), Participation.contribution_id.in_(talks))
    people = _people(select(Participation.person_id).where(there))
    row = Participation.__table__.c  # columns of the table, not of the class: rows by the hundred come without the session's care
    query = select(row.session_id, row.contribution_id, row.role, row.person_id).where(there).order_by(row.position, row.id)
    found: Speakers = defaultdict(list)
    for session_id, talk_id, role, person_id in db.session.execute(query):
        place = ("talk", talk_id) if session_id is None else ("session", session_id)
        found[place].append(Speaker(person_id, role, *people[person_id]))
    return found


def _people(ids: Any) -> dict[int, tuple[Any, ...]]:
    """{id: the rest of a Speaker}."""
    query = select(
        Person.id, Person.title, Person.given_name, Person.family_name, Person.given_name_ar, Person.family_name_ar, Person.function,
        Organisation.name.label("organisation"), Person.public_since,
    ).outerjoin(Organisation, Organisation.id == Person.organisation_id).where(Person.id.in_(ids))  # fmt: skip
    found: dict[int, tuple[Any, ...]] = {}
    for row in db.session.execute(query):
        latin, arabic = f"{row.given_name} {row.family_name}".strip(), f"{row.given_name_ar} {row.family_name_ar}".strip()
        found[row.id] = (row.title, latin, arabic, row.function, row.organisation or UNSAID, row.public_since is not None)
    return found


def _talks(event: Event, sessions: dict[int, Any], speakers: Speakers) -> dict[int, list[Talk]]:
    row = Contribution.__table__.c
    query = (
        select(row.session_id, row.id, row.title, row.abstract, row.minutes)
        .where(row.session_id.in_(select(Session.id).where(Session.event_id == event.id)))
        .order_by(row.session_id, row.position, row.id)
    )
    found = {}
    for session_id, rows in groupby(db.session.execute(query).all(), key=itemgetter(0)):
        talks, session = list(rows), sessions[session_id]
        times = talk_intervals(session.starts_at, session.ends_at, [minutes for *_, minutes in talks])
        found[session_id] = [
            Talk(id_, title, abstract, when.start, when.end, minutes is not None, tuple(speakers.get(("talk", id_), ())))
            for (_session_id, id_, title, abstract, minutes), when in zip(talks, times, strict=True)
        ]
    return found


def person_address(person_id: int, latin_name: str) -> str:
    return f"{person_id}-{slugify(latin_name, 'person')}"
