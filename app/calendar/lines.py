"""iCalendar's lines (RFC 5545, 3.1): icalendar escapes them; building its objects first would take four times as long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

LONGEST = 75  # octets, without the line break


def line(name: str, value: str) -> str:
    """One property, folded where it is longer than a line may be."""
    content = f"{name}:{value}"
    if len(content) <= LONGEST and (content.isascii() or len(content.encode()) <= LONGEST):
        return content
    return _folded(content.encode())


def _folded(content: bytes) -> str:
    """Lines of at most 75 octets, no letter cut in two. icalendar's own folding looks at each letter: half the time of a calendar."""
    lines, start, room = [], 0, LONGEST
    while len(content) - start > room:
        end = start + room
        while content[end] & 0b1100_0000 == 0b1000_0000:  # within a letter of several octets
            end -= 1
        lines.append(content[start:end])
        start, room = end, LONGEST - 1  # the blank that continues a line is part of it
    return b"\r\n ".join([*lines, content[start:]]).decode()


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
