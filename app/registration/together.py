"""Many registrations moved at once, and taken back: for two minutes without anybody having been told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.audit import Actor, record
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError
from app.events.models import Event
from app.mail.service import withdraw

from . import letters, queries, seats
from .models import Registration, State, Transition
from .moves import move, take_back
from .rules import require_short

HOLD = timedelta(minutes=2)  # letters wait so long
OFFERED = timedelta(hours=1)
ACTION = "registrations.moved-together"


class Outcome(NamedTuple):
    """How many were moved, what stood in the way of the others, and the entry of the trail by which it is taken back."""

    done: int
    problems: list[str]
    entry_id: int | None = None


def move_together(event: Event, registrations: Sequence[Registration], to: State, *, actor: Actor, now: datetime, reason: str) -> Outcome:
    """Move each of them, whole or not at all. Raises DomainError for a reason too long to keep."""
    require_short(reason)
    moved: dict[str, list[Any]] = {}
    uncounted = [one.id for one in registrations if not one.holds_seat]
    problems = []
    for registration in registrations:
        before = registration.state
        try:
            with db.session.begin_nested():
                letter = move(registration, to, actor=actor, now=now, reason=reason, hold=HOLD)
                moved[str(registration.id)] = [before.value, _latest(registration.id), letter.id if letter else None]
        except DomainError as error:
            problems.append(f"{registration.person.name}: {error}")
    if not moved:
        return Outcome(0, problems)
    entry = record(actor, ACTION, event, difference={"to": to.value, "moved": moved, "uncounted": uncounted})
    db.session.flush()
    return Outcome(len(moved), problems, entry.id)


def offered(event: Event, entry_id: int) -> AuditEntry | None:
    """The entry of moves of this event that can still be taken back."""
    entry = db.session.get(AuditEntry, entry_id)
    mine = entry is not None and entry.action == ACTION and entry.event_id == event.id and entry.at > clock.now() - OFFERED
    return entry if mine else None


def undo(event: Event, entry: AuditEntry, *, actor: Actor, now: datetime) -> Outcome:
    """Bring each back to where it was, unless somebody moved it since. Who was not told yet is not told at all; the others get a letter."""
    moved, uncounted, done, problems = entry.difference["moved"], entry.difference.get("uncounted", []), 0, []
    for registration in queries.chosen(event, [int(key) for key in moved]):
        before, transition_id, message_id = moved[str(registration.id)]
        try:
            with db.session.begin_nested():
                seats.lock(registration.form)
                if _latest(registration.id) != transition_id:
                    raise DomainError(_("Somebody changed this registration since."))
                told = registration.state
                take_back(registration, State(before), actor=actor, now=now, counted=registration.id not in uncounted)
                if message_id is not None and not withdraw(message_id):
                    letters.tell(registration, told)
            done += 1
        except DomainError as error:
            problems.append(f"{registration.person.name}: {error}")
    return Outcome(done, problems)


def _latest(registration_id: int) -> int | None:
    return db.session.scalar(select(func.max(Transition.id)).where(Transition.registration_id == registration_id))
