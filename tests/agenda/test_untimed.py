"""An event of the archive of which only the days are known has a programme without hours."""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar

from app.events.models import EventState, Precision
from tests.agenda import factories as agenda
from tests.events import factories as events
from tests.support.client import Client


def test_a_programme_of_days_shows_no_hours(client: Client) -> None:
    event = events.event(precision=Precision.DAY, starts_at=datetime(2023, 7, 20), ends_at=datetime(2023, 7, 21), state=EventState.ARCHIVED)
    session = agenda.session(event, starts_at=datetime(2023, 7, 20), ends_at=datetime(2023, 7, 20, 23, 59))
    page = client.get(f"/events/{event.slug}/programme?lang=en").text
    assert "Thursday 20 July 2023" in page.replace(",", "")
    assert "00:00" not in page
    assert "23:59" not in page
    calendar = Calendar.from_ical(client.get(f"/events/{event.slug}/calendar.ics").data)
    entry = next(e for e in calendar.walk("VEVENT") if e["UID"] == session.uid)
    assert entry.to_ical().count(b"VALUE=DATE:") == 2
    assert (str(entry["DTSTART"].dt), str(entry["DTEND"].dt)) == ("2023-07-20", "2023-07-21")
