"""Where and when people and rooms are needed, and what cannot be: pure decisions about the programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

LONGEST_SESSION = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Interval:
    """From one instant up to another, which no longer belongs to it: 10:00-11:00 and 11:00-12:00 do not meet."""

    start: datetime
    end: datetime

    def overlaps(self, other: Interval) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Need:
    """A person or a room (`key`) that a session needs for an interval, in UTC."""

    key: int
    session_id: int | None
    interval: Interval


@dataclass(frozen=True, slots=True)
class Clash:
    mine: Need
    theirs: Need


def talk_intervals(start: datetime, end: datetime, minutes: Sequence[int | None]) -> list[Interval]:
    """When each talk of a session takes place: after those before it; one without minutes spans the session."""
    found, at = [], start
    for length in minutes:
        if length is None:
            found.append(Interval(start, end))
        else:
            found.append(Interval(min(at, end), min(at + timedelta(minutes=length), end)))
            at += timedelta(minutes=length)
    return found


def overflow(start: datetime, end: datetime, minutes: Iterable[int | None]) -> int:
    """By how many minutes the talks are longer than their session."""
    return max(0, sum(length or 0 for length in minutes) - int((end - start).total_seconds() // 60))


def clashes(mine: Iterable[Need], theirs: Iterable[Need]) -> Iterator[Clash]:
    """Every need of ours that meets another session's need for the same key, in the order of ours."""
    by_key: dict[int, list[Need]] = defaultdict(list)
    for need in theirs:
        by_key[need.key].append(need)
    for need in mine:
        for other in by_key[need.key]:
            if other.session_id != need.session_id and need.interval.overlaps(other.interval):
                yield Clash(need, other)


def clashes_within(needs: Sequence[Need]) -> Iterator[Clash]:
    """Each pair of different sessions that need the same key at once, named once."""
    by_key: dict[int, list[Need]] = defaultdict(list)
    for need in sorted(needs, key=lambda n: (n.interval.start, n.session_id or 0)):
        for earlier in by_key[need.key]:
            if earlier.session_id != need.session_id and earlier.interval.overlaps(need.interval):
                yield Clash(earlier, need)
        by_key[need.key].append(need)


def within_days(start: datetime, end: datetime, first: date, last: date) -> bool:
    """Whether a session lies in the event's days; the last one may end at midnight."""
    midnight = datetime.combine(last, datetime.min.time()) + timedelta(days=1)
    return first <= start.date() and end <= midnight
