"""Two independent readers of iCalendar: icalendar in Python, ical.js under Node. Both go by the VTIMEZONEs in the file."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import IO, Any

from icalendar import Calendar, Timezone

SCRIPT = Path(__file__).with_name("read_ics.mjs")


@dataclass(frozen=True)
class Entry:
    """What a reader understood of a VEVENT: instants in UTC, or days, as ISO text."""

    start: str
    end: str
    summary: str
    location: str
    status: str
    sequence: int


def by_icalendar(content: bytes) -> dict[str, Entry]:
    """{UID: entry}; times are placed by the file's own VTIMEZONE, not by the machine's zones."""
    calendar = Calendar.from_ical(content)
    zones = {str(zone["TZID"]): zone for zone in calendar.walk("VTIMEZONE")}
    found = {}
    for event in calendar.walk("VEVENT"):
        start, end = (_instant(event[name], zones) for name in ("DTSTART", "DTEND"))
        found[str(event["UID"])] = Entry(
            start, end, str(event["SUMMARY"]), str(event.get("LOCATION", "")), str(event["STATUS"]), int(event["SEQUENCE"])
        )
    assert len(found) == len(calendar.walk("VEVENT"))
    return found


def _instant(value: Any, zones: dict[str, Timezone]) -> str:
    if not isinstance(value.dt, datetime):
        return str(value.dt)
    if "TZID" not in value.params:
        return iso(value.dt)
    local = value.dt.replace(tzinfo=None)
    observances = [
        (child["DTSTART"].dt.replace(tzinfo=None), child["TZOFFSETTO"].td) for child in zones[value.params["TZID"]].subcomponents
    ]
    return iso((local - max(o for o in observances if o[0] <= local)[1]).replace(tzinfo=UTC))


def iso(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_by_node(content: bytes) -> dict[str, Any]:
    """What ical.js understood of the whole file."""
    questions, answers = _node()
    questions.write(json.dumps(content.decode()) + "\n")
    questions.flush()
    seen: dict[str, Any] = json.loads(answers.readline())
    assert "error" not in seen, seen["error"]
    return seen


@cache
def _node() -> tuple[IO[str], IO[str]]:
    """(where to write, where to read) of one process for all: it takes longer to start than to read a calendar. It ends with ours."""
    started = subprocess.Popen([os.environ.get("NODE", "node"), SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    assert started.stdin
    assert started.stdout
    return started.stdin, started.stdout


def by_ical_js(content: bytes) -> dict[str, Entry]:
    return {
        each["uid"]: Entry(
            _short(each["start"]), _short(each["end"]), each["summary"], each["location"] or "", each["status"], int(each["sequence"])
        )
        for each in read_by_node(content)["events"]
    }


def _short(text: str) -> str:
    return text.replace(".000Z", "Z")


def both(content: bytes) -> dict[str, Entry]:
    """What both readers agree on."""
    first, second = by_icalendar(content), by_ical_js(content)
    assert first == second
    return first


def days(start: date, end: date) -> tuple[str, str]:
    return start.isoformat(), end.isoformat()
