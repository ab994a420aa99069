"""News of an event for everybody who is registered: one letter to each, in their language, written by a job through the outbox."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.audit import Actor, record
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event, EventState
from app.events.service import watch_moves
from app.jobs import Job, task
from app.jobs.service import advance, begin, complete, gathering, start, watched

from . import letters
from .models import LIVE, Registration

CANCELLED, RESTORED, MOVED = "event-cancelled", "event-restored", "event-moved"  # letters of templates/mail/registration/
AT_ONCE = 20  # letters in a transaction: short ones, so that nobody waits for the lock


def readers(event: Event) -> int:
    """How many would get a letter: who has a place, waits for one or for an approval, and gave an address."""
    return db.session.scalar(_readers(event.id).with_only_columns(func.count())) or 0


def announce(event: Event, news: str, *, actor: Actor, note: Translated | None = None) -> Job | None:
    """Write to everybody registered, as a job; `note` stands in each letter in its reader's language. None when nobody is registered."""
    if not readers(event):
        return None
    record(actor, "registrations.announced", event, difference={"news": news})
    return start("registration.announce", actor=actor, event_id=event.id, news=news, note=dict(note or {}))


def waive(event: Event, *, actor: Actor) -> None:
    """Say that what changed needs no letter."""
    record(actor, "registrations.announcement-waived", event)


@watch_moves
def _tell_of_a_move(event: Event, before: EventState, to: EventState, actor: Actor) -> None:
    if to is EventState.CANCELLED:
        announce(event, CANCELLED, actor=actor, note=event.cancelled_because)
    elif before is EventState.CANCELLED and to is EventState.PUBLISHED:
        announce(event, RESTORED, actor=actor)


@task("registration.announce")
def write_to_each(job_id: int) -> None:
    """One letter to each; a second run of the same job writes none."""
    with gathering():
        job = db.session.get(Job, job_id)
        if job is None or job.event_id is None:
            return
        news, note = str(job.arguments["news"]), Translated(job.arguments["note"])
        ids = list(db.session.scalars(_readers(job.event_id).with_only_columns(Registration.id).order_by(Registration.id)))
    running = begin(job_id, total=len(ids))
    if running is None:
        return
    with watched(job_id):
        if not ids:
            running.problems = [_("Nobody is registered any more.")]
        for first in range(0, len(ids), AT_ONCE):
            chunk = ids[first : first + AT_ONCE]
            still_there = select(Registration).where(Registration.id.in_(chunk), Registration.state.in_(LIVE))
            for registration in db.session.scalars(still_there.options(joinedload(Registration.person)).order_by(Registration.id)):
                letters.send(registration, news, reason=note.render(registration.locale))
            advance(running, first + len(chunk))
        complete(running)


def _readers(event_id: int) -> Select[Registration]:
    return select(Registration).where(Registration.event_id == event_id, Registration.state.in_(LIVE), Registration.email != "")
