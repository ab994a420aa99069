"""A calendar and the page say the same instant, in every zone, before and after Morocco's last change of its clock (2026-09-20)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from app.calendar import letters
from tests.agenda import factories
from tests.calendar.reading import both, iso
from tests.events import factories as events

MOMENTS = {
    "winter 2025": datetime(2025, 12, 3, 9, 30),
    "Ramadan 2026": datetime(2026, 3, 2, 9, 30),
    "the day Ramadan's hour ends": datetime(2026, 3, 22, 12, 0),
    "summer 2026": datetime(2026, 7, 14, 9, 30),
    "the eve of the last change": datetime(2026, 9, 19, 22, 0),
    "the day of the last change": datetime(2026, 9, 20, 9, 30),
    "winter 2026": datetime(2026, 12, 14, 9, 30),
    "Ramadan 2027": datetime(2027, 2, 15, 9, 30),
    "summer 2027": datetime(2027, 7, 14, 9, 30),
}
MOROCCO = {
    "winter 2025": "2025-12-03T08:30:00Z",
    "Ramadan 2026": "2026-03-02T09:30:00Z",
    "the day Ramadan's hour ends": "2026-03-22T11:00:00Z",
    "summer 2026": "2026-07-14T08:30:00Z",
    "the eve of the last change": "2026-09-19T21:00:00Z",
    "the day of the last change": "2026-09-20T09:30:00Z",
    "winter 2026": "2026-12-14T09:30:00Z",
    "Ramadan 2027": "2027-02-15T09:30:00Z",
    "summer 2027": "2027-07-14T09:30:00Z",
}
SHOWN = re.compile(r'<time datetime="([^"]+)">(\d\d:\d\d)</time>')


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("zone", ["Africa/Casablanca", "Africa/Dakar", "Europe/Paris"])
def test_both_readers_and_the_page_agree(client, zone, moment):
    start = MOMENTS[moment]
    theme = events.theme("sahel")
    event = events.event(zone=zone, starts_at=start.replace(hour=8, minute=0), ends_at=start + timedelta(days=1), themes=[theme])
    session = factories.session(event, start, 75)
    page = client.get(f"/events/{event.slug}/programme").text
    starts, ends = SHOWN.findall(page)[:2]
    assert (starts[1], ends[1]) == (f"{start:%H:%M}", f"{start + timedelta(minutes=75):%H:%M}")
    entry = both(client.get(f"/events/{event.slug}/calendar.ics").data)[session.uid]
    assert (entry.start, entry.end) == tuple(iso(datetime.fromisoformat(shown)) for shown, _ in (starts, ends))
    if zone == "Africa/Casablanca":
        assert entry.start == MOROCCO[moment]
    if zone == "Africa/Dakar":
        assert entry.start == f"{start:%Y-%m-%dT%H:%M:%SZ}"
    assert both(client.get(f"/events/{event.slug}/sessions/{session.id}-x/calendar.ics").data)[session.uid].start == entry.start
    enclosed = letters.entry(str(event.id), "fr").content
    for whole in (client.get("/calendar.ics").data, client.get("/themes/sahel/calendar.ics").data, enclosed):
        assert datetime.fromisoformat(both(whole)[event.uid].start) + (start - event.starts_at) == datetime.fromisoformat(entry.start)
