"""The calendar entry that goes with letters which name it, e.g. the confirmation of a registration."""

from __future__ import annotations

from app.core.db import db
from app.events.models import Event
from app.mail import Enclosure, enclosure

from . import service


@enclosure("calendar.event")
def entry(argument: str, locale: str) -> Enclosure | None:
    """The event whose id is the argument; none while less than its days is known."""
    event = db.session.get(Event, int(argument))
    if event is None or not event.in_calendars:
        return None
    return Enclosure(f"{event.slug}.ics", "text/calendar; method=PUBLISH; charset=utf-8", service.feed(event.title, [event], locale))
