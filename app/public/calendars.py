"""Ways to put an event into a calendar: a file, a subscription, and the two calendars of the web."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from flask_babel import gettext

from app.core.i18n import joined
from app.core.zones import to_utc
from app.events.models import Event, EventState, Precision


class Link(NamedTuple):
    label: str
    address: str


def links(event: Event, page: str, now: datetime) -> list[Link]:
    """Where to add an event; `page` is its absolute address. Empty when its hours are not known, it does not take place, or it is over."""
    if event.precision is not Precision.TIME or event.state is not EventState.PUBLISHED:
        return []
    if event.ends_at is None or to_utc(event.ends_at, event.zone) <= now:
        return []
    feed = f"{page}calendar.ics"
    return [
        Link(gettext("Calendar file (.ics)"), feed),
        Link(gettext("Subscribe (webcal)"), f"webcal://{urlsplit(feed).netloc}{urlsplit(feed).path}"),
        Link(gettext("Google Calendar"), f"https://calendar.google.com/calendar/render?{urlencode(_google(event, page))}"),
        Link(gettext("Outlook"), f"https://outlook.live.com/calendar/0/deeplink/compose?{urlencode(_outlook(event, page))}"),
    ]


def place_line(event: Event) -> str:
    """The place on one line: venue, address, town."""
    if event.venue is None:
        return str(event.place)
    return joined([str(event.venue.name), str(event.venue.address), str(event.venue.city)])


def _instants(event: Event, pattern: str) -> tuple[str, str]:
    starts, ends = (to_utc(moment, event.zone).strftime(pattern) for moment in (event.starts_at, event.ends_at) if moment)
    return starts, ends


def _google(event: Event, page: str) -> dict[str, str]:
    starts, ends = _instants(event, "%Y%m%dT%H%M%SZ")
    return {
        "action": "TEMPLATE", "text": str(event.title), "dates": f"{starts}/{ends}", "ctz": event.zone, "location": place_line(event),
        "details": page,
    }  # fmt: skip


def _outlook(event: Event, page: str) -> dict[str, str]:
    starts, ends = _instants(event, "%Y-%m-%dT%H:%M:%SZ")
    return {
        "path": "/calendar/action/compose", "rru": "addevent", "subject": str(event.title), "startdt": starts, "enddt": ends,
        "location": place_line(event), "body": page,
    }  # fmt: skip
