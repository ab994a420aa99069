"""Who and what is taken when: the rows behind the rule that nobody is in two places and no room is used twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, select

from app.core.db import db
from app.core.zones import to_utc
from app.events.models import Event, EventState

from .models import Contribution, Participation, Session, SessionState
from .rules import Interval, Need, talk_intervals

MARGIN = timedelta(hours=26)  # two wall clocks of one instant are at most 26 hours apart


class Row(NamedTuple):
    """A session's place in time, as its row has it."""

    id: int
    room_id: int | None
    starts_at: datetime
    ends_at: datetime
    zone: str

    @property
    def interval(self) -> Interval:
        return Interval(to_utc(self.starts_at, self.zone), to_utc(self.ends_at, self.zone))


def _rows(*conditions: ColumnElement[bool]) -> dict[int, Row]:
    query = (
        select(Session.id, Session.room_id, Session.starts_at, Session.ends_at, Event.zone)
        .join(Event, Event.id == Session.event_id)
        .where(Session.state != SessionState.CANCELLED, Event.state != EventState.CANCELLED, *conditions)
    )
    return {row.id: Row(*row) for row in db.session.execute(query)}


def around(institution_id: int, start: datetime, end: datetime) -> dict[int, Row]:
    """Sessions of any event of the institution that could meet a stretch of wall-clock time, whatever their zone."""
    return _rows(Event.institution_id == institution_id, Session.starts_at < end + MARGIN, Session.ends_at > start - MARGIN)


def of_event(event: Event) -> dict[int, Row]:
    return _rows(Session.event_id == event.id)


def room_needs(rows: Iterable[Row], rooms: Collection[int] | None = None) -> list[Need]:
    """Each session's need of its room; of these rooms only, when given."""
    return [Need(row.room_id, row.id, row.interval) for row in rows if row.room_id is not None and (rooms is None or row.room_id in rooms)]


def person_needs(rows: dict[int, Row], people: Collection[int] | None = None) -> list[Need]:
    """Each person's stretches: whole sessions, and single talks within them; three queries at most."""
    if not rows or (people is not None and not people):
        return []
    wanted = [] if people is None else [Participation.person_id.in_(people)]
    whole = select(Participation.session_id, Participation.person_id).where(Participation.session_id.in_(rows), *wanted)
    found = [Need(person_id, row.id, row.interval) for session_id, person_id in db.session.execute(whole) if (row := rows[session_id or 0])]
    part = (
        select(Contribution.session_id, Contribution.id, Participation.person_id)
        .join(Contribution, Contribution.id == Participation.contribution_id)
        .where(Contribution.session_id.in_(rows), *wanted)
    )
    talks = db.session.execute(part).all()
    when = _talk_times(rows, {session_id for session_id, _, _ in talks})
    return found + [Need(person_id, session_id, when[talk_id]) for session_id, talk_id, person_id in talks]


def _talk_times(rows: dict[int, Row], session_ids: set[int]) -> dict[int, Interval]:
    """When each talk of these sessions takes place."""
    if not session_ids:
        return {}
    query = select(Contribution.session_id, Contribution.id, Contribution.minutes).where(Contribution.session_id.in_(session_ids))
    lists: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for session_id, talk_id, minutes in db.session.execute(query.order_by(Contribution.position, Contribution.id)):
        lists[session_id].append((talk_id, minutes))
    times: dict[int, Interval] = {}
    for session_id, talks in lists.items():
        whole = rows[session_id].interval
        intervals = talk_intervals(whole.start, whole.end, [minutes for _, minutes in talks])
        times.update(zip([talk_id for talk_id, _ in talks], intervals, strict=True))
    return times
