"""Calendars that are published (METHOD:PUBLISH): an event with its sessions, one session, and feeds of many events.

Nobody is invited by them, so they name no ATTENDEE. UIDs never change; SEQUENCE rises with time, place and state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from app.agenda.models import SessionKind
from app.agenda.programme import Slot, load
from app.core.i18n import joined, speaking
from app.core.types import Translated
from app.core.web import absolute
from app.events.models import Event, EventState, Precision

from .lines import line, local, moment, text, whole_day
from .timezones import vtimezone

REFRESH = "PT1H"
SEPARATOR = " · "


def event_calendar(event: Event, locale: str) -> bytes:
    """An event and its sessions. The event needs its days."""
    with speaking(locale):
        programme = load(event)
        components = [_event(event, locale), *(_session(event, slot, locale) for slot in programme.slots)]
        return _calendar(event.title.render(locale), components, [event], locale)


def session_calendar(event: Event, slot: Slot, locale: str) -> bytes:
    """One session of an event."""
    with speaking(locale):
        return _calendar(slot.title.render(locale), [_session(event, slot, locale)], [event], locale)


def feed(name: Translated, events: Sequence[Event], locale: str) -> bytes:
    """Many events under one name; those of which less than the day is known are left out."""
    with speaking(locale):
        shown = [event for event in events if event.precision.has_days]
        return _calendar(name.render(locale), [_event(event, locale) for event in shown], shown, locale)


def _calendar(name: str, components: Iterable[Iterable[str]], events: Sequence[Event], locale: str) -> bytes:
    head = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Nadwa//Nadwa//{locale.upper()}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        *text("NAME", name), *text("X-WR-CALNAME", name), f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}",
    ]  # fmt: skip
    body = [each for component in components for each in component]
    zones = b"".join(vtimezone(zone, first, last) for zone, (first, last) in sorted(_years(events).items()))
    return "\r\n".join([*head, ""]).encode() + zones + "\r\n".join([*body, "END:VCALENDAR", ""]).encode()


def _years(events: Iterable[Event]) -> dict[str, tuple[int, int]]:
    """The first and last year that each zone's clock must be known for."""
    years: dict[str, tuple[int, int]] = {}
    for event in events:
        if event.starts_at is None or event.ends_at is None:
            continue
        first, last = years.get(event.zone, (event.starts_at.year, event.ends_at.year))
        years[event.zone] = min(first, event.starts_at.year), max(last, event.ends_at.year)
    return years


def _event(event: Event, locale: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield line("UID", event.uid)
    yield from _versions(event.sequence, event.updated_at)
    if event.starts_at and event.ends_at:
        yield from _span(event, event.starts_at, event.ends_at)
    yield from text("SUMMARY", event.title.render(locale))
    yield from text("DESCRIPTION", _paragraphs(event.theme_line.render(locale), event.summary.render(locale)))
    yield from text("LOCATION", _place(event, locale))
    if event.venue and event.venue.latitude is not None and event.venue.longitude is not None:
        yield f"GEO:{event.venue.latitude:.6f};{event.venue.longitude:.6f}"
    yield line("URL", absolute(f"/events/{event.slug}/"))
    yield _status(cancelled=event.state is EventState.CANCELLED)
    yield "TRANSP:TRANSPARENT"  # days of an event do not make somebody busy; its sessions do
    yield "END:VEVENT"


def _span(event: Event, starts_at: datetime, ends_at: datetime) -> Iterator[str]:
    """From when to when: whole days where no more is known of an event."""
    if event.precision is Precision.DAY:
        yield whole_day("DTSTART", starts_at.date())
        yield whole_day("DTEND", ends_at.date() + timedelta(days=1))  # the day after: the end is not part of it
    else:
        yield local("DTSTART", starts_at, event.zone)
        yield local("DTEND", ends_at, event.zone)


def _session(event: Event, slot: Slot, locale: str) -> Iterator[str]:
    gone = event.state is EventState.CANCELLED
    yield "BEGIN:VEVENT"
    yield line("UID", slot.uid)
    # The event's place, title and state are the session's too: its own SEQUENCE and stamps rise with the event's.
    yield from _versions(slot.sequence + event.sequence, max(slot.updated_at, event.updated_at))
    yield from _span(event, slot.starts_at, slot.ends_at)
    yield from text("SUMMARY", slot.title.render(locale))
    yield from text(
        "DESCRIPTION", _paragraphs(event.title.render(locale), _kind(slot), *_people(event, slot, locale), slot.summary.render(locale))
    )
    yield from text("LOCATION", SEPARATOR.join(filter(None, (slot.room.render(locale), _place(event, locale)))))
    yield line("URL", absolute(f"/events/{event.slug}/sessions/{slot.address}"))
    yield _status(cancelled=gone or slot.cancelled)
    if slot.kind is SessionKind.BREAK:
        yield "TRANSP:TRANSPARENT"
    yield line("RELATED-TO", event.uid)
    yield "END:VEVENT"


def _versions(sequence: int, changed: datetime) -> tuple[str, ...]:
    return moment("DTSTAMP", changed), moment("LAST-MODIFIED", changed), f"SEQUENCE:{sequence}"


def _status(*, cancelled: bool) -> str:
    return "STATUS:CANCELLED" if cancelled else "STATUS:CONFIRMED"


def _kind(slot: Slot) -> str:
    return slot.kind.label


def _people(event: Event, slot: Slot, locale: str) -> Iterator[str]:
    """ "Chair: Amina Alaoui" for the session, "09:20 Title: names" for each talk; without its hour where none was set."""
    for speaker in slot.speakers:
        yield f"{speaker.role.label}{SEPARATOR}{speaker.name_in(locale)}"
    for talk in slot.talks:
        names = joined((speaker.name_in(locale) for speaker in talk.speakers), locale)
        hour = f"{talk.starts_at:%H:%M}" if talk.timed and event.precision is Precision.TIME else ""
        yield SEPARATOR.join(filter(None, (hour, talk.title.render(locale), names)))


def _place(event: Event, locale: str) -> str:
    if event.venue is None:
        return event.place.render(locale)
    return joined((part.render(locale) for part in (event.venue.name, event.venue.address, event.venue.city)), locale)


def _paragraphs(*parts: Any) -> str:
    return "\n".join(part for part in parts if part)
