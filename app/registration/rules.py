"""Which state a registration may move to, which states hold a place, and when a form takes registrations."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from app.core.errors import DomainError
from app.core.zones import to_utc
from app.events.models import EventState, Precision

from .models import RegistrationForm, State

LONGEST_REASON = 500
OVER = (State.REJECTED, State.CANCELLED, State.WITHDRAWN)
MOVES: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.CONFIRMED, *OVER}),
    State.WAITLISTED: frozenset({State.PENDING, State.CONFIRMED, *OVER}),
    State.CONFIRMED: frozenset({State.REJECTED, State.CANCELLED, State.WITHDRAWN}),
    State.REJECTED: frozenset({State.CONFIRMED, State.WAITLISTED}),
    State.CANCELLED: frozenset({State.CONFIRMED, State.WAITLISTED}),
    State.WITHDRAWN: frozenset({State.CONFIRMED, State.WAITLISTED}),
}
SEATED = frozenset({State.PENDING, State.CONFIRMED})  # who waits to be approved has a place meanwhile

LABELS = {
    State.PENDING: _l("Awaiting approval"),
    State.WAITLISTED: _l("Waiting list"),
    State.CONFIRMED: _l("Confirmed"),
    State.REJECTED: _l("Declined"),
    State.CANCELLED: lazy_pgettext("registration", "Cancelled"),
    State.WITHDRAWN: _l("Withdrawn"),
}
TONES = {
    State.PENDING: "warn",
    State.WAITLISTED: "warn",
    State.CONFIRMED: "good",
    State.REJECTED: "bad",
    State.CANCELLED: "bad",
    State.WITHDRAWN: "bad",
}


class Phase(enum.StrEnum):
    """Where a form stands in time."""

    NONE = "none"  # registration is not offered
    NOT_YET = "not-yet"
    OPEN = "open"
    CLOSED = "closed"


class Window(NamedTuple):
    """The phase, with the local times that decided it."""

    phase: Phase
    opens_at: datetime | None
    closes_at: datetime | None


def window(form: RegistrationForm, now: datetime) -> Window:
    """A form without a closing time closes when its event ends, if the hour is known; that of a cancelled or archived event is closed."""
    event = form.event
    closes_at = form.closes_at or (event.ends_at if event.precision is Precision.TIME else None)
    if not form.is_open or event.state is EventState.DRAFT:
        phase = Phase.NONE
    elif event.state is not EventState.PUBLISHED or (closes_at and now >= to_utc(closes_at, event.zone)):
        phase = Phase.CLOSED
    elif form.opens_at and now < to_utc(form.opens_at, event.zone):
        phase = Phase.NOT_YET
    else:
        phase = Phase.OPEN
    return Window(phase, form.opens_at, closes_at)


def require_short(reason: str) -> None:
    """Raises DomainError for a reason longer than histories and letters keep."""
    if len(reason) > LONGEST_REASON:
        raise DomainError(_l("A reason has at most %(limit)s characters.", limit=LONGEST_REASON), field="reason")


def is_over(form: RegistrationForm, now: datetime) -> bool:
    """Whether the event has ended: nobody is promoted, changed or cancelled by a link any more."""
    ends_at = form.event.ends_at
    return ends_at is not None and now >= to_utc(ends_at, form.event.zone)


def may_move(state: State, to: State) -> bool:
    return to in MOVES[state]
