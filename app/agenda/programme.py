"""An event's programme as readers see it: plain rows, read with the same three queries for one session and for hundreds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
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


Speakers = dict[tuple[str, int], list[Speaker]]  # by ("session" or "talk", id)


@dataclass(frozen=True, slots=True)
class Talk:
    id: int
    title: Translated
    abstract: Translated
    starts_at: datetime
    ends_at: datetime
    timed: bool
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Slot:
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

    def roles(self) -> list[tuple[ParticipationRole, list[Speaker]]]:
        """Those of the session itself, by role, each in the organiser's order."""
        found: dict[ParticipationRole, list[Speaker]] = {}
        for speaker in self.speakers:
            found.setdefault(speaker.role, []).append(speaker)
        return list(found.items())

    def everyone(self) -> Iterator[Speaker]:
        yield from self.speakers
        for talk in self.talks:
            yield from talk.speakers


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
    """The programme of an event: three queries."""
    query = select(Session, Room.name).outerjoin(Room, Room.id == Session.room_id).where(Session.event_id == event.id)
    columns = [c for c in Session.__table__.c if c.name != "event_id"]
    ordered = query.with_only_columns(*columns, Room.name.label("room"), maintain_column_froms=True).order_by(
        Session.starts_at, Room.position, Session.ends_at, Session.id
    )
    rows = db.session.execute(ordered).all()
    speakers = _speakers(_in_event(event)) if rows else {}
    talks = _talks(event, {row.id: row for row in rows}, speakers) if rows else {}
    slots = tuple(_slot(row, speakers, talks) for row in rows)
    return Programme(event.zone, slots, timed=event.precision is Precision.TIME)


def _slot(row: Any, speakers: Speakers, talks: dict[int, list[Talk]]) -> Slot:
    return Slot(
        row.id, row.kind, row.state, row.title, row.summary, row.language, row.room_id, row.room or Translated(), row.starts_at, row.ends_at,
        row.uid, row.sequence, row.updated_at, tuple(speakers.get(("session", row.id), ())), tuple(talks.get(row.id, ())),
    )  # fmt: skip


def _in_event(event: Event) -> Any:
    sessions = select(Session.id).where(Session.event_id == event.id)
    talks = select(Contribution.id).where(Contribution.session_id.in_(sessions))
    return _participations().where(or_(Participation.session_id.in_(sessions), Participation.contribution_id.in_(talks)))


def _participations() -> Any:
    return (
        select(
            Participation.session_id, Participation.contribution_id, Participation.role, Person.id.label("person_id"), Person.title,
            Person.given_name, Person.family_name, Person.given_name_ar, Person.family_name_ar, Person.function,
            Organisation.name.label("organisation"), Person.public_since,
        )
        .join(Person, Person.id == Participation.person_id)
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
        .order_by(Participation.position, Participation.id)
    )  # fmt: skip


def _speakers(query: Any) -> Speakers:
    found: Speakers = defaultdict(list)
    for row in db.session.execute(query):
        place = ("session", row.session_id) if row.session_id is not None else ("talk", row.contribution_id)
        latin, arabic = f"{row.given_name} {row.family_name}".strip(), f"{row.given_name_ar} {row.family_name_ar}".strip()
        organisation, has_page = row.organisation or Translated(), row.public_since is not None
        found[place].append(Speaker(row.person_id, row.role, row.title, latin, arabic, row.function, organisation, has_page))
    return found


def _talks(event: Event, sessions: dict[int, Any], speakers: Speakers) -> dict[int, list[Talk]]:
    query = (
        select(Contribution.session_id, Contribution.id, Contribution.title, Contribution.abstract, Contribution.minutes)
        .join(Session, Session.id == Contribution.session_id)
        .where(Session.event_id == event.id)
        .order_by(Contribution.session_id, Contribution.position, Contribution.id)
    )
    found = {}
    for session_id, rows in groupby(db.session.execute(query), key=lambda row: row.session_id):
        talks, session = list(rows), sessions[session_id]
        times = talk_intervals(session.starts_at, session.ends_at, [talk.minutes for talk in talks])
        found[session_id] = [
            Talk(t.id, t.title, t.abstract, when.start, when.end, t.minutes is not None, tuple(speakers.get(("talk", t.id), ())))
            for t, when in zip(talks, times, strict=True)
        ]
    return found


def person_address(person_id: int, latin_name: str) -> str:
    return f"{person_id}-{slugify(latin_name, 'person')}"
