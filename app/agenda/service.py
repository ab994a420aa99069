"""What can be done to a programme: its sessions, and their place in time.

Every function first locks the institution's row, so that looking for clashes and writing is one step whoever else writes."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app import audit
from app.audit import Actor
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError, NotAllowed
from app.core.types import Translated
from app.events.directory import watch_names
from app.events.models import Event, Room
from app.events.service import touch
from app.institutions.models import Institution

from . import checks
from .models import Contribution, Participation, Session, SessionKind, SessionState

EDITABLE = {"kind", "title", "summary", "language", "starts_at", "ends_at", "room"}


def add_session(
    event: Event,
    *,
    kind: SessionKind,
    title: Translated,
    starts_at: datetime,
    ends_at: datetime,
    room: Room | None = None,
    summary: Translated | None = None,
    language: str = "",
    actor: Actor,
) -> Session:
    """Put a session on the programme. `starts_at` and `ends_at` are wall-clock times in the event's zone.

    Raises DomainError for times outside the event's days, Conflict for a room that is used then."""
    with writing(event):
        checks.check_times(event, starts_at, ends_at)
        _check_room(event, room)
        session = Session(
            event=event, kind=kind, title=title, starts_at=starts_at, ends_at=ends_at, room=room,
            summary=summary or Translated(), language=language, uid=f"{uuid.uuid4()}@nadwa", updated_at=clock.now(),
        )  # fmt: skip
        db.session.add(session)
        db.session.flush()
        checks.check(session)
        audit.record(actor, "session.added", session)
        touch(event)
    return session


def edit_session(session: Session, *, actor: Actor, opened: int | None = None, **changes: Any) -> Session:
    """Change any of kind, title, summary, language, starts_at, ends_at, room. SEQUENCE rises when time or room change.

    Raises like `add_session`, Conflict when a speaker is needed elsewhere at the new time, Stale when it was saved since the edition `opened`."""
    with writing(session.event):
        _check_room(session.event, changes.get("room"))
        if "starts_at" in changes or "ends_at" in changes:
            checks.check_times(session.event, changes.get("starts_at", session.starts_at), changes.get("ends_at", session.ends_at))
        before = _place(session)
        for name in EDITABLE & changes.keys():
            if getattr(session, name) != changes[name]:
                setattr(session, name, changes[name])
        _changed(session, before, partial(audit.record_edit, actor, "session.edited", opened=opened))
    return session


def move_session(session: Session, *, starts_at: datetime, room: Room | None, actor: Actor) -> Session:
    """Let a session start at another time or place, as long as before."""
    return edit_session(session, starts_at=starts_at, ends_at=starts_at + (session.ends_at - session.starts_at), room=room, actor=actor)


def cancel_session(session: Session, *, actor: Actor) -> None:
    """Say that a session does not take place; it stays on the programme, marked, and frees its room and people."""
    _set_state(session, SessionState.CANCELLED, "session.cancelled", actor)


def restore_session(session: Session, *, actor: Actor) -> None:
    """Let a cancelled session take place after all. Raises Conflict when its room or people are taken meanwhile."""
    _set_state(session, SessionState.SCHEDULED, "session.restored", actor)


def delete_session(session: Session, *, actor: Actor) -> None:
    """Take a session out, with its talks. Raises NotAllowed when badges were read at its door: evidence stays."""
    event = session.event
    try:
        with writing(event):
            audit.record(actor, "session.deleted", session, difference={"title": [dict(session.title), None]})
            db.session.delete(session)
            touch(event)
    except IntegrityError:
        raise NotAllowed(_l("Badges were read at this session. Cancel it instead of deleting it.")) from None


def copy_to(event: Event, new_event: Event, *, shift: timedelta | None = None, rooms: dict[int, Room] | None = None, actor: Actor) -> int:
    """Copy a programme on to a clone; cancelled sessions stay behind. Gives how many sessions were copied.

    `shift` moves every time (default: from first day to first day); `rooms` leads from old to new rooms, which stay when
    both events share their venue. A person who would be in two places is left out there; sessions outside the new days too."""
    if shift is None:
        if event.starts_at is None or new_event.starts_at is None:
            return 0
        shift = timedelta(days=(new_event.starts_at.date() - event.starts_at.date()).days)
    copied = 0
    sessions = select(Session).where(Session.event_id == event.id, Session.state == SessionState.SCHEDULED).order_by(Session.starts_at)
    for old in db.session.scalars(sessions).all():
        copied += _copy_session(old, new_event, shift, rooms or {}, actor)
    return copied


def _copy_session(old: Session, event: Event, shift: timedelta, rooms: dict[int, Room], actor: Actor) -> bool:
    room = rooms.get(old.room_id or 0, old.room if event.venue_id == old.event.venue_id else None)
    try:
        session = add_session(
            event, kind=old.kind, title=old.title, summary=old.summary, language=old.language,
            starts_at=old.starts_at + shift, ends_at=old.ends_at + shift, room=room, actor=actor,
        )  # fmt: skip
    except DomainError:
        return False
    session.contributions = [
        Contribution(title=t.title, abstract=t.abstract, position=t.position, minutes=t.minutes) for t in old.contributions
    ]
    try:
        with writing(event):
            session.participations = _copies(old.participations)
            for talk, copy in zip(old.contributions, session.contributions, strict=True):
                copy.participations = _copies(talk.participations)
            db.session.flush()
            checks.check(session)
    except DomainError:
        pass  # the session is there; who would be in two places is left out
    return True


def _copies(participations: list[Participation]) -> list[Participation]:
    return [Participation(person_id=p.person_id, role=p.role, position=p.position) for p in participations]


@contextmanager
def writing(event: Event) -> Iterator[None]:
    """One programme of an institution is written at a time, on what is there by then; what the rules refuse is undone.

    (On SQLite, writing transactions wait for each other from their start.)"""
    db.session.execute(select(Institution.id).where(Institution.id == event.institution_id).with_for_update())
    db.session.flush()
    db.session.expire_all()
    with db.session.begin_nested():
        yield


def _set_state(session: Session, state: SessionState, action: str, actor: Actor) -> None:
    with writing(session.event):
        before = _place(session)
        session.state = state
        _changed(session, before, partial(audit.record, actor, action))


def _changed(session: Session, before: tuple[object, ...], record: Callable[..., object]) -> None:
    """What every change of a session ends with: the difference on record, SEQUENCE, the rules, the revisions."""
    difference = audit.changes(session)
    if not difference and before == _place(session):
        return
    if before != _place(session):
        session.sequence += 1
    session.updated_at = clock.now()
    db.session.flush()
    checks.check(session)
    record(session, difference=difference)
    touch(session.event)


@watch_names
def _say_place_anew(room: Room) -> None:
    """A room has another name: its sessions have another place, as calendars see it."""
    anew = {"sequence": Session.sequence + 1, "updated_at": clock.now()}
    db.session.execute(update(Session).where(Session.room_id == room.id).values(**anew))


def _place(session: Session) -> tuple[object, ...]:
    """What iCalendar's SEQUENCE watches (RFC 5545, 3.8.7.4): time, room, state."""
    return (session.starts_at, session.ends_at, session.room.id if session.room else None, session.state)


def _check_room(event: Event, room: Room | None) -> None:
    if room is not None and room.venue_id != event.venue_id:
        raise DomainError(_l("This room is not one of the event's venue."), field="room")
