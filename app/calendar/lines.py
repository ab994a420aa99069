"""iCalendar's lines (RFC 5545, 3.1): icalendar escapes and folds them; building its objects first would take four times as long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

LONGEST = 75  # octets, without the line break


def line(name: str, value: str) -> str:
    """One property, folded where it is longer than a line may be."""
    content = f"{name}:{value}"
    if len(content) <= LONGEST and (content.isascii() or len(content.encode()) <= LONGEST):
        return content
    from icalendar.parser import Contentline

    folded: bytes = Contentline(content).to_ical()  # type: ignore[no-untyped-call]
    return folded.decode()


def text(name: str, value: str) -> Iterator[str]:
    """A property of type TEXT; none when there is nothing to say."""
    if value:
        from icalendar import vText

        yield line(name, vText(value).to_ical().decode())


def moment(name: str, instant: datetime) -> str:
    """An instant, in UTC: DTSTAMP:20261122T090000Z."""
    return f"{name}:{instant:%Y%m%dT%H%M%SZ}"


def local(name: str, wall_clock: datetime, zone_name: str) -> str:
    """A planned time: DTSTART;TZID=Africa/Casablanca:20261214T090000."""
    return f"{name};TZID={zone_name}:{wall_clock:%Y%m%dT%H%M%S}"


def whole_day(name: str, day: date) -> str:
    return f"{name};VALUE=DATE:{day:%Y%m%d}"
