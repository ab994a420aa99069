"""Every address that gives a calendar, read by two parsers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from icalendar import Calendar

from app.agenda import service
from app.agenda.models import SessionState
from app.audit import SYSTEM
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.events import directory
from app.events.models import EventState, Precision
from app.events.service import move, touch, update_event
from tests.agenda import factories
from tests.calendar.reading import both, days, read_by_node
from tests.events import factories as events
from tests.support.queries import count_queries

START = datetime(2026, 12, 14, 9)


def calendar_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.data


def test_an_events_calendar_holds_the_event_and_its_sessions(client):
    event = events.event(venue=events.venue(rooms=("Salle A",), name=Translated(fr="Centre")))
    session = factories.session(event, START, 90, room=event.venue.rooms[0], title=Translated(fr="Ouverture; accueil, café", ar="الافتتاح"))
    response = client.get(f"/events/{event.slug}/calendar.ics?lang=fr")
    assert response.mimetype == "text/calendar"
    assert response.headers["Content-Disposition"] == f"attachment; filename={event.slug}.ics"
    assert response.headers["Content-Language"] == "fr"
    entries = both(response.data)
    assert set(entries) == {event.uid, session.uid}
    assert (entries[session.uid].start, entries[session.uid].end) == ("2026-12-14T09:00:00Z", "2026-12-14T10:30:00Z")
    assert entries[session.uid].summary == "Ouverture; accueil, café"
    assert entries[session.uid].location == "Salle A · Centre, Rabat"
    assert entries[session.uid].status == "CONFIRMED"


def test_a_published_calendar_says_how_often_to_look_and_invites_nobody(client):
    event = events.event()
    factories.participation(factories.session(event))
    raw = calendar_of(client, f"/events/{event.slug}/calendar.ics?lang=en")
    assert b"ATTENDEE" not in raw
    assert b"ORGANIZER" not in raw
    seen = read_by_node(raw)
    assert (seen["method"], seen["refresh"], seen["name"]) == ("PUBLISH", "PT1H", event.title["en"])
    assert [each["attendees"] for each in seen["events"]] == [0, 0]
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in raw
    assert b"\r\nX-PUBLISHED-TTL:PT1H\r\n" in raw


def test_the_calendar_speaks_the_language_asked_for(client):
    event = events.event()
    session = factories.session(event)
    factories.participation(session)
    entries = both(calendar_of(client, f"/events/{event.slug}/calendar.ics?lang=ar"))
    assert entries[event.uid].summary == event.title["ar"]
    assert entries[session.uid].summary == session.title["ar"]


def test_days_without_hours_are_whole_days_and_end_on_the_day_after(client):
    event = events.event_of_days()
    entry = both(calendar_of(client, f"/events/{event.slug}/calendar.ics"))[event.uid]
    assert (entry.start, entry.end) == days(event.first_day, event.last_day + timedelta(days=1)) == ("2023-07-20", "2023-07-22")


@pytest.mark.parametrize("precision", [Precision.MONTH, Precision.YEAR, Precision.UNKNOWN])
def test_what_has_no_days_is_in_no_calendar(client, precision):
    event = events.event(precision=precision, state=EventState.ARCHIVED, starts_at=datetime(2016, 10, 1))
    assert client.get(f"/events/{event.slug}/calendar.ics").status_code == 404
    assert event.uid.encode() not in calendar_of(client, "/calendar.ics")


def test_drafts_are_in_no_calendar(client):
    theme = events.theme("security")
    draft, shown = events.event(state=EventState.DRAFT, themes=[theme]), events.event(themes=[theme])
    session = factories.session(draft)
    for path in (f"/events/{draft.slug}/calendar.ics", f"/events/{draft.slug}/sessions/{session.id}-x/calendar.ics"):
        assert client.get(path).status_code == 404
    for path in ("/calendar.ics", "/themes/security/calendar.ics"):
        assert set(both(calendar_of(client, path))) == {shown.uid}


def test_the_feed_of_a_theme_holds_the_events_of_the_themes_below_it(client):
    security = events.theme("security")
    sahel, other = events.theme("sahel", parent=security), events.theme("culture")
    below, _elsewhere = events.event(themes=[sahel]), events.event(themes=[other])
    assert set(both(calendar_of(client, "/themes/security/calendar.ics"))) == {below.uid}
    assert client.get("/themes/nothing/calendar.ics").status_code == 404


def test_the_feed_of_the_institution_keeps_the_zones_apart(client):
    here = events.event(starts_at=datetime(2026, 7, 1, 9), ends_at=datetime(2026, 7, 1, 10))
    dakar = events.event(starts_at=datetime(2026, 7, 1, 9), ends_at=datetime(2026, 7, 1, 10), zone="Africa/Dakar")
    paris = events.event(starts_at=datetime(2026, 12, 1, 9), ends_at=datetime(2026, 12, 1, 10), zone="Europe/Paris")
    entries = both(calendar_of(client, "/calendar.ics"))
    assert {uid: entry.start for uid, entry in entries.items()} == {
        here.uid: "2026-07-01T08:00:00Z",
        dakar.uid: "2026-07-01T09:00:00Z",
        paris.uid: "2026-12-01T08:00:00Z",
    }


def test_one_sessions_calendar_holds_that_session(client):
    event = events.event()
    session, _other = factories.session(event), factories.session(event, START + timedelta(hours=2))
    path = f"/events/{event.slug}/sessions/{session.address}/calendar.ics"
    assert set(both(calendar_of(client, path))) == {session.uid}
    stranger = factories.session(events.event())
    assert client.get(f"/events/{event.slug}/sessions/{stranger.id}-x/calendar.ics").status_code == 404


def test_a_cancelled_session_says_so_with_a_higher_sequence_and_the_same_uid(client):
    event = events.event()
    session = factories.session(event)
    path = f"/events/{event.slug}/calendar.ics"
    before = both(calendar_of(client, path))[session.uid]
    service.cancel_session(session, actor=SYSTEM)
    after = both(calendar_of(client, path))[session.uid]
    assert (before.status, after.status) == ("CONFIRMED", "CANCELLED")
    assert after.sequence == before.sequence + 1


def test_a_cancelled_event_cancels_its_sessions_in_calendars(client):
    event = events.event()
    session = factories.session(event)
    path = f"/events/{event.slug}/calendar.ics"
    before = both(calendar_of(client, path))
    move(event, EventState.CANCELLED, actor=SYSTEM, reason=Translated(fr="Reporté"))
    after = both(calendar_of(client, path))
    for uid in (event.uid, session.uid):
        assert (before[uid].status, after[uid].status) == ("CONFIRMED", "CANCELLED")
        assert after[uid].sequence > before[uid].sequence
    assert session.state is SessionState.SCHEDULED


def test_an_event_that_moves_keeps_its_uid_and_raises_its_sequence(client):
    event = events.event()
    path = f"/events/{event.slug}/calendar.ics"
    before = both(calendar_of(client, path))[event.uid]
    update_event(event, starts_at=event.starts_at + timedelta(hours=1), actor=SYSTEM)
    after = both(calendar_of(client, path))[event.uid]
    assert (before.start, after.start) == ("2026-12-14T09:00:00Z", "2026-12-14T10:00:00Z")
    assert after.sequence == before.sequence + 1


def test_stamps_are_the_instant_of_the_last_change(client):
    session = factories.session(events.event())
    raw = Calendar.from_ical(calendar_of(client, f"/events/{session.event.slug}/calendar.ics"))
    entry = next(each for each in raw.walk("VEVENT") if str(each["UID"]) == session.uid)
    assert entry["DTSTAMP"].dt == entry["LAST-MODIFIED"].dt == max(session.updated_at, session.event.updated_at).replace(microsecond=0)


CHANGES = {
    "another address": lambda venue: directory.update_venue(venue, address=Translated(fr="Rue Neuve"), actor=SYSTEM),
    "another name of the room": lambda venue: directory.update_room(venue.rooms[0], name=Translated(fr="Salle neuve"), actor=SYSTEM),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_another_place_raises_the_sequence_and_the_stamps_of_a_session(client, monkeypatch, change):
    event = events.event(venue=events.venue(rooms=("Salle A", "Salle B")))
    session, elsewhere = (factories.session(event, START, room=room) for room in event.venue.rooms)
    path = f"/events/{event.slug}/sessions/{session.address}/calendar.ics"

    def said(path=path):
        (entry,) = Calendar.from_ical(calendar_of(client, path)).walk("VEVENT")
        return entry["LOCATION"], entry["SEQUENCE"], entry["DTSTAMP"].dt, entry["LAST-MODIFIED"].dt

    sequence, before = elsewhere.sequence, said()
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    change(event.venue)
    after = said()
    assert before[0] != after[0]
    assert all(new > old for old, new in zip(before[1:], after[1:], strict=True)), (before, after)
    assert elsewhere.sequence == sequence


def test_more_seats_move_nothing(client):
    event = events.event(venue=events.venue(rooms=("Salle A",)))
    session = factories.session(event, START, room=event.venue.rooms[0])
    before = session.sequence, session.updated_at
    directory.update_room(event.venue.rooms[0], seats=300, actor=SYSTEM)
    assert (session.sequence, session.updated_at) == before


@pytest.mark.parametrize(
    "feed", ["/calendar.ics", "/themes/security/calendar.ics", "/events/{slug}/calendar.ics", "/events/{slug}/sessions/{id}-x/calendar.ics"]
)
def test_what_has_not_changed_is_not_sent_again_and_what_has_is(client, feed):
    event = events.event(themes=[events.theme("security")])
    session = factories.session(event)
    path = feed.format(slug=event.slug, id=session.id)
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert client.get(f"{path}?lang=ar", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    client.get("/?lang=fr")
    touch(event)
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_304_asks_only_for_the_event(client):
    event = events.event()
    path = f"/events/{event.slug}/calendar.ics"
    etag = client.get(path).headers["ETag"]
    with count_queries() as queries:
        client.get(path, headers={"If-None-Match": etag})
    assert len(queries) == 1, queries


def test_a_calendar_of_30_sessions_asks_no_more_than_one_of_a_single(client):
    counts = []
    for number in (1, 30):
        event = events.event()
        for _ in range(number):
            factories.participation(factories.contribution(factories.session(event)))
        with count_queries() as queries:
            calendar_of(client, f"/events/{event.slug}/calendar.ics")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    db.session.rollback()
