"""VTIMEZONE (RFC 5545, 3.6.5) from the packaged tz database: every change of the clock in the years a calendar covers, one by one.

Written out instead of recurrence rules: Morocco's clock follows the moon, and then no rule at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from app.core.zones import zone

STEP = timedelta(days=1)
SECOND = timedelta(seconds=1)


class Clock(NamedTuple):
    """What a zone's clock shows for a while."""

    offset: timedelta
    name: str
    summer: bool


def clock_at(instant: datetime, zone_name: str) -> Clock:
    local = instant.astimezone(zone(zone_name))
    return Clock(local.utcoffset() or timedelta(), local.tzname() or "", (local.dst() or timedelta()) > timedelta())


def changes(zone_name: str, start: datetime, end: datetime) -> Iterator[tuple[datetime, Clock, Clock]]:
    """(instant, clock before, clock after) of every change of a zone's clock between two instants."""
    at = start
    while at < end:
        following = min(at + STEP, end)
        before, after = clock_at(at, zone_name), clock_at(following, zone_name)
        if before != after:
            yield _moment_of_change(at, following, before, zone_name), before, after
        at = following


@lru_cache(maxsize=64)
def vtimezone(zone_name: str, first_year: int, last_year: int) -> bytes:
    """The component, in full lines, for times of these years and the days around them."""
    start, end = datetime(first_year, 1, 1, tzinfo=UTC) - STEP, datetime(last_year + 1, 1, 1, tzinfo=UTC) + STEP
    first = clock_at(start, zone_name)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone_name}", *_observance(start, first, first)]
    for at, before, after in changes(zone_name, start, end):
        lines += _observance(at, before, after)
    return "\r\n".join([*lines, "END:VTIMEZONE", ""]).encode()


def _moment_of_change(low: datetime, high: datetime, before: Clock, zone_name: str) -> datetime:
    while high - low > SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (middle, high) if clock_at(middle, zone_name) == before else (low, middle)
    return high


def _observance(at: datetime, before: Clock, after: Clock) -> list[str]:
    """One onset; DTSTART is what the clock showed at that moment by the offset before it."""
    kind = "DAYLIGHT" if after.summer else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{(at + before.offset):%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(before.offset)}",
        f"TZOFFSETTO:{_offset(after.offset)}",
        f"TZNAME:{after.name}",
        f"END:{kind}",
    ]


def _offset(offset: timedelta) -> str:
    """ "+0100"; seconds only where a historical clock had them."""
    seconds = int(abs(offset).total_seconds())
    sign = "-" if offset < timedelta() else "+"
    rest = f"{seconds % 60:02}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}{rest}"
