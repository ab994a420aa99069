"""What a desk answers to a badge. static/src/js/desk/verdicts.js holds the same rules for a device that is alone;
tests/checkin/verdicts.json is the table both are tested against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

from app.core.zones import to_utc
from app.registration.models import State

from .models import Direction, Verdict

SESSION_LEAD = timedelta(minutes=30)  # a session's door opens this long before the session, unless the gate says otherwise
REFUSED_STATES = frozenset({State.CANCELLED, State.WITHDRAWN, State.REJECTED})


@dataclass(frozen=True)
class Badge:
    """The registration that a reading led to; `voided` when by the code of an older badge."""

    state: State
    zones: frozenset[str] = frozenset()
    voided: bool = False


@dataclass(frozen=True)
class Door:
    """What a gate asks: a zone (or none), and when it lets in, as instants."""

    zone: str = ""
    opens: datetime | None = None
    closes: datetime | None = None

    def lets_in_at(self, at: datetime) -> bool:
        return (self.opens is None or at >= self.opens) and (self.closes is None or at < self.closes)


@dataclass(frozen=True)
class Presence:
    """The last admission or leave that stands for a person at a gate; `at` is when it was first read."""

    verdict: Verdict
    scan_id: str
    at: datetime


@dataclass(frozen=True)
class Decision:
    verdict: Verdict
    repeats: Presence | None = None


def decide(badge: Badge | None, door: Door, last: Presence | None, direction: Direction, at: datetime) -> Decision:
    """The verdict on one reading made at the instant `at`, given what stands for this person at this gate."""
    if badge is None or badge.voided:
        return Decision(Verdict.VOIDED if badge else Verdict.UNKNOWN)
    inside = last is not None and last.verdict is Verdict.ADMITTED
    if direction is Direction.OUT and inside:
        return Decision(Verdict.LEFT)  # whoever is inside may leave, whatever happened since
    if badge.state is not State.CONFIRMED:
        return Decision(Verdict.CANCELLED if badge.state in REFUSED_STATES else Verdict.NOT_CONFIRMED)
    if direction is Direction.OUT:
        return _again(last, at) if last else Decision(Verdict.LEFT)
    if last and inside and (at >= last.at or _at_the_door(badge, door, at) is Verdict.ADMITTED):
        return _again(last, at)
    return Decision(_at_the_door(badge, door, at))


def found_at(place: Sequence[Presence], at: datetime) -> Presence | None:
    """Which of the admissions and leaves that stand, the oldest first, a reading made at `at` finds: the last one, or where it comes late,
    the stay during which it was made. Readings without a leave between them are one stay, from the earliest on."""
    until_then = [presence for presence in place if presence.at <= at]
    known = until_then if until_then and until_then[-1].verdict is Verdict.ADMITTED else place
    if not known or known[-1].verdict is not Verdict.ADMITTED:
        return known[-1] if known else None
    *_before, stay = takewhile(lambda presence: presence.verdict is Verdict.ADMITTED, reversed(known))
    return stay


def _again(last: Presence, at: datetime) -> Decision:
    """Read before; what is heard late may have been the first."""
    return Decision(Verdict.REPEATED, replace(last, at=min(last.at, at)))


def _at_the_door(badge: Badge, door: Door, at: datetime) -> Verdict:
    if door.zone and door.zone not in badge.zones:
        return Verdict.WRONG_ZONE
    return Verdict.ADMITTED if door.lets_in_at(at) else Verdict.CLOSED


def hours(
    opens_at: datetime | None, closes_at: datetime | None, session_times: tuple[datetime, datetime] | None
) -> tuple[datetime | None, datetime | None]:
    """When a gate lets in, in local time; a session's gate follows the session where it says nothing itself."""
    if session_times is None:
        return opens_at, closes_at
    return opens_at or session_times[0] - SESSION_LEAD, closes_at or session_times[1]


def door(
    zone: str,
    opens_at: datetime | None,
    closes_at: datetime | None,
    session_times: tuple[datetime, datetime] | None,
    zone_name: str,
) -> Door:
    """A gate's door from its planned local times."""
    opens_at, closes_at = hours(opens_at, closes_at, session_times)
    return Door(zone, opens_at and to_utc(opens_at, zone_name), closes_at and to_utc(closes_at, zone_name))
