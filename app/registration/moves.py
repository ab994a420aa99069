"""Moving a registration from state to state: one function checks, counts the places, records who and why, and writes the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from sqlalchemy import select, update

from app.audit import SYSTEM, Actor, record
from app.core.db import db
from app.core.errors import Conflict, NotAllowed
from app.mail import Message
from app.people.models import Person
from app.people.service import fields_of, namesakes

from . import letters, seats
from .models import LIVE, Registration, RegistrationForm, State, Transition
from .rules import LABELS, SEATED, is_over, may_move, require_short

Watcher = Callable[[Registration, State | None, State], None]
_watchers: list[Watcher] = []


class FormFull(Conflict):
    """There is no place left, and no place in a queue either."""


class AlreadyRegistered(Conflict):
    """This person has a live registration on this form."""

    def __init__(self, registration: Registration) -> None:
        super().__init__(_l("This person is registered already."))
        self.registration = registration


def watch_moves(watcher: Watcher) -> Watcher:
    """Tell a feature above of every move (registration, from, to), within its transaction: a delegation frees its quota so."""
    _watchers.append(watcher)
    return watcher


def move(
    registration: Registration,
    to: State,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    notify: bool = True,
    hold: timedelta | None = None,
) -> Message | None:
    """Move to another state, and let the queue move up when that freed a place; gives the letter that tells it, which waits for `hold`.

    Raises NotAllowed when the table in `rules` has no such move, FormFull when it needs a place and none is left,
    AlreadyRegistered when the person has come back by another registration."""
    seats.lock(registration.form)
    before = registration.state
    if not may_move(before, to):
        raise NotAllowed(_l("“%(before)s” cannot become “%(after)s”.", before=LABELS[before], after=LABELS[to]))
    queued_at = now if to is State.WAITLISTED else registration.queued_at
    _shift(registration, before, to, queued_at=queued_at, actor=actor, now=now, reason=reason)
    letter = letters.tell(registration, before, reason, hold) if notify else None
    move_up(registration.form, now=now)
    return letter


def take_back(registration: Registration, to: State, *, actor: Actor, now: datetime, counted: bool = True) -> None:
    """Undo a move that led away from `to`: back to it, whatever the table says, with the former place in the queue. Writes no letter.
    `counted` is false for who held none of the counted places.

    Raises FormFull when the place was given to somebody else meanwhile, AlreadyRegistered like `move`. The caller holds the form."""
    _shift(
        registration,
        registration.state,
        to,
        queued_at=registration.queued_at,
        actor=actor,
        now=now,
        reason=pgettext("registration", "Taken back"),
        counted=counted,
    )
    move_up(registration.form, now=now)


def _shift(
    registration: Registration, before: State, to: State, *, queued_at: datetime | None, actor: Actor, now: datetime, reason: str,
    counted: bool = True,
) -> None:  # fmt: skip
    """From state to state, with the place that goes with it."""
    form = registration.form
    if before not in LIVE:
        person = registration.person
        refuse_second(form, [person, *namesakes(person.institution_id, fields_of(person))])
    seated = registration.holds_seat
    if counted and to in SEATED and not seated and needs_seat(registration):
        if not seats.take_seat(form):
            raise FormFull(_l("There is no place left. Raise the number of places first."))
        seated = True
    elif to not in SEATED and seated:
        seats.give_back(form)
        seated = False
    _write(registration, before, to, holds_seat=seated, queued_at=queued_at)
    note(registration, before, to, actor=actor, now=now, reason=reason)


def move_up(form: RegistrationForm, *, now: datetime) -> int:
    """Give free places to those who wait, first come first served; returns how many. The caller holds the form."""
    promoted = 0
    while not is_over(form, now) and (first := seats.first_waiting(form)) is not None and seats.take_seat(form):
        to = State.PENDING if form.moderated else State.CONFIRMED
        _write(first, State.WAITLISTED, to, holds_seat=True, queued_at=first.queued_at)
        note(first, State.WAITLISTED, to, actor=SYSTEM, now=now)
        letters.tell(first, State.WAITLISTED)
        promoted += 1
    return promoted


def note(registration: Registration, before: State | None, to: State, *, actor: Actor, now: datetime, reason: str = "") -> None:
    """Write a move into the registration's history and the audit trail, and tell the watchers. Raises DomainError for a reason too long to keep."""
    require_short(reason)
    step = {"from_state": before, "to_state": to, "actor_name": actor.name[:200], "at": now, "reason": reason}
    db.session.add(Transition(registration=registration, **step))  # not appended: the whole history would be read for it
    difference = {"state": [before.value if before else None, to.value]} | ({"reason": reason} if reason else {})
    record(actor, "registration.moved" if before else "registration.created", registration, difference=difference)
    for watcher in _watchers:
        watcher(registration, before, to)


def needs_seat(registration: Registration) -> bool:
    """Delegates are counted by the quota of their delegation, everyone else by the form."""
    return registration.delegation_id is None


def refuse_second(form: RegistrationForm, people: Iterable[Person]) -> None:
    """Raises AlreadyRegistered when one of these, who may be one and the same, has a live registration; the caller holds the form."""
    known = [person.id for person in people]
    live = select(Registration).where(Registration.form_id == form.id, Registration.person_id.in_(known), Registration.state.in_(LIVE))
    if (found := db.session.scalar(live)) is not None:
        raise AlreadyRegistered(found)


def _write(registration: Registration, before: State, to: State, *, holds_seat: bool, queued_at: datetime | None) -> None:
    """The write decides: somebody may have moved it since it was read."""
    statement = update(Registration).where(Registration.id == registration.id, Registration.state == before)
    values = {"state": to, "holds_seat": holds_seat, "queued_at": queued_at, "revision": Registration.revision + 1}
    changed = db.session.execute(statement.values(**values).execution_options(synchronize_session=False))
    db.session.refresh(registration, ["state", "holds_seat", "queued_at", "revision"])
    if not changed.rowcount:  # type: ignore[attr-defined]
        raise NotAllowed(_l("Somebody else changed this registration in the meantime. Reload the page."))
