"""Attendance, derived from scans: which minutes of which session somebody was there.

A session with a gate of its own counts what that gate read: from an admission until the next leave, else until the session's end.
Any other session counts the time between admission and leave at an entrance; without a leave, the rest of that day in the event's
zone. Only admissions and leaves that were not taken back count, and readings heard late that were made before the admission they repeat;
a leave without an admission says nothing. Time spent in two sessions at once (parallel ones behind one entrance) counts once in the sum."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.agenda.models import Session, SessionKind, SessionState
from app.core import clock
from app.core.db import db
from app.core.zones import to_local, to_utc
from app.events.models import Event

from .models import MOVED, SAYS_WHERE, Gate, GateKind, Scan, Verdict

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Sitting:
    """A session as it was held, in instants."""

    session_id: int
    starts: datetime
    ends: datetime
    own_gate: bool


@dataclass(frozen=True)
class Passage:
    """An admission or a leave that stands; `session_id` is None at an entrance."""

    at: datetime
    inward: bool
    session_id: int | None = None


@dataclass(frozen=True)
class Attendance:
    """Whole minutes, per session and in all."""

    minutes: int = 0
    sessions: Mapping[int, int] = field(default_factory=dict)


def attendance(passages: Iterable[Passage], sittings: Sequence[Sitting], zone: str) -> Attendance:
    """What one person attended."""
    by_door: dict[int | None, list[Passage]] = {}
    for passage in sorted(passages, key=lambda one: one.at):
        by_door.setdefault(passage.session_id, []).append(passage)
    at_entrance = list(_until_end_of_day(by_door.get(None, []), zone))
    there: list[Span] = []
    sessions: dict[int, int] = {}
    for sitting in sittings:
        spans = _stays(by_door.get(sitting.session_id, []), sitting.ends) if sitting.own_gate else at_entrance
        within = [clipped for span in spans if (clipped := _clip(span, sitting))]
        if minutes := _minutes(within):
            sessions[sitting.session_id] = minutes
        there += within
    return Attendance(_minutes(there), sessions)


def attendance_of(event: Event, registration_ids: Collection[int] | None = None) -> dict[int, Attendance]:
    """{registration id: attendance} of those who were read at a door of the event, or of those asked for."""
    sittings = sittings_of(event, clock.now())
    found: dict[int, Attendance] = {}
    for registration_id, rows in groupby(db.session.execute(_standing(event, registration_ids)), key=itemgetter(0)):
        passages = [Passage(at, verdict is Verdict.ADMITTED, session_id) for _id, at, verdict, session_id in rows]
        found[registration_id] = attendance(passages, sittings, event.zone)
    return found


def sittings_of(event: Event, now: datetime) -> list[Sitting]:
    """The sessions that count: what took place until now, without its breaks. Nobody has attended what is still to come."""
    gates = set(db.session.scalars(select(Gate.session_id).where(Gate.event_id == event.id, Gate.kind == GateKind.SESSION)))
    counted = (Session.event_id == event.id, Session.state == SessionState.SCHEDULED, Session.kind != SessionKind.BREAK)
    sessions = db.session.execute(
        select(Session.id, Session.starts_at, Session.ends_at).where(*counted).order_by(Session.starts_at, Session.id)
    )
    held = ((id_, to_utc(starts, event.zone), min(to_utc(ends, event.zone), now)) for id_, starts, ends in sessions)
    return [Sitting(id_, starts, ends, id_ in gates) for id_, starts, ends in held if starts < ends]


def _standing(event: Event, registration_ids: Collection[int] | None) -> Any:
    """Admissions and leaves at entrances and sessions that nobody took back."""
    undoing = aliased(Scan)
    query = (
        select(Scan.registration_id, Scan.scanned_at, MOVED, Gate.session_id)
        .join(Gate, Gate.id == Scan.gate_id)
        .outerjoin(undoing, undoing.undoes_id == Scan.id)
        .where(Scan.event_id == event.id, SAYS_WHERE, Scan.registration_id.is_not(None), undoing.id.is_(None))
        .where(Gate.kind.in_((GateKind.ENTRANCE, GateKind.SESSION)))
        .order_by(Scan.registration_id, Scan.scanned_at, Scan.id)
    )
    return query if registration_ids is None else query.where(Scan.registration_id.in_(registration_ids))


def _stays(passages: Iterable[Passage], end: datetime) -> list[Span]:
    """From each admission to the next leave; the last one lasts until `end`."""
    spans: list[Span] = []
    since: datetime | None = None
    for passage in passages:
        if passage.inward:
            since = since or passage.at
        elif since is not None:
            spans.append((since, passage.at))
            since = None
    return [*spans, (since, end)] if since is not None and since < end else spans


def _until_end_of_day(passages: Sequence[Passage], zone: str) -> Iterable[Span]:
    """Stays at the entrance, each day of the event on its own."""
    days: dict[datetime, list[Passage]] = {}
    for passage in passages:
        midnight = datetime.combine(to_local(passage.at, zone).date() + timedelta(days=1), time.min)
        days.setdefault(midnight, []).append(passage)
    for midnight, found in days.items():
        yield from _stays(found, to_utc(midnight, zone))


def _clip(span: Span, sitting: Sitting) -> Span | None:
    start, end = max(span[0], sitting.starts), min(span[1], sitting.ends)
    return (start, end) if start < end else None


def _minutes(spans: Sequence[Span]) -> int:
    """Whole minutes that at least one of the spans covers."""
    total, reached = timedelta(), None
    for start, end in sorted(spans):
        fresh = start if reached is None or start > reached else reached
        if end > fresh:
            total += end - fresh
            reached = end
    return int(total.total_seconds() // 60)
