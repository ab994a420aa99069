"""How a calendar is answered over HTTP, and that every line of it keeps to RFC 5545 whatever people write."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from icalendar import Calendar

from app.agenda.service import edit_session
from app.audit import SYSTEM
from app.core.types import Translated
from app.events.service import touch, update_event
from tests.agenda import factories
from tests.calendar.reading import both
from tests.events import factories as events

HOSTILE = 'Paix; sécurité, "droit" \\ أمن المدن الإفريقية\r\nATTENDEE:mailto:all@example.org\nEND:VCALENDAR 🕊️ ' * 3
FEEDS = ["/calendar.ics", "/themes/peace/calendar.ics", "/events/{slug}/calendar.ics", "/events/{slug}/sessions/{id}-x/calendar.ics"]


@pytest.fixture
def hostile():
    event = events.event(
        title=Translated(fr=HOSTILE[:200]), summary=Translated(fr=HOSTILE), theme_line=Translated(fr=HOSTILE), themes=[events.theme("peace")],
        venue=events.venue(rooms=("Salle; A, \\n",), name=Translated(fr=HOSTILE[:150])),
    )  # fmt: skip
    session = factories.session(event, title=Translated(fr=HOSTILE[:200]), summary=Translated(fr=HOSTILE), room=event.venue.rooms[0])
    factories.participation(
        factories.contribution(session, 20, title=Translated(fr=HOSTILE[:200])), factories.speaker(event, given_name="É;l\\,")
    )
    return event, session


def address(feed, event, session):
    return feed.format(slug=event.slug, id=session.id)


@pytest.mark.parametrize("feed", FEEDS)
def test_every_line_ends_and_folds_as_the_standard_says_whatever_people_write(client, hostile, feed):
    raw = client.get(address(feed, *hostile)).data
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no letter was cut in two
    unfolded = raw.replace(b"\r\n ", b"").decode().split("\r\n")
    assert not [line for line in unfolded if line.startswith("ATTENDEE")]
    assert unfolded.count("END:VCALENDAR") == 1
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in unfolded if line)


@pytest.mark.parametrize("feed", FEEDS)
def test_what_people_write_is_read_back_as_it_was(client, hostile, feed):
    event, session = hostile
    entries = both(client.get(address(feed, *hostile)).data)
    title = " ".join(event.title["fr"].split())
    assert all(" ".join(entry.summary.split()) == title for uid, entry in entries.items() if uid == event.uid)
    assert set(entries) <= {event.uid, session.uid}


def test_every_entry_says_once_what_it_has_to_say(client, hostile):
    calendar = Calendar.from_ical(client.get(address(FEEDS[2], *hostile)).data)
    assert (str(calendar["VERSION"]), str(calendar["METHOD"]), str(calendar["CALSCALE"])) == ("2.0", "PUBLISH", "GREGORIAN")
    once = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "URL")
    found = calendar.walk("VEVENT")
    assert len(found) == 2
    for entry in found:
        assert all(name in entry and not isinstance(entry[name], list) for name in once)
        assert not {"ATTENDEE", "ORGANIZER", "DURATION", "RRULE"} & set(entry)
        assert entry["DTSTART"].dt < entry["DTEND"].dt


@pytest.mark.parametrize("feed", FEEDS)
def test_a_question_for_the_head_alone_gets_the_same_head(client, hostile, feed):
    path = address(feed, *hostile)
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.data) == (200, b"")
    for name in (
        "ETag",
        "Content-Type",
        "Content-Disposition",
        "Content-Language",
        "Vary",
        "Cache-Control",
        "Content-Length",
        "Last-Modified",
    ):
        assert head.headers.get(name) == whole.headers.get(name), name
    assert client.head(path, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("feed", FEEDS)
def test_a_calendar_is_told_from_other_texts_and_is_asked_for_anew_each_time(client, hostile, feed):
    response = client.get(address(feed, *hostile))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert re.fullmatch(r"attachment; filename=[a-z0-9-]+\.ics", response.headers["Content-Disposition"])
    assert "no-cache" in response.headers["Cache-Control"]
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response.headers["Vary"].split(",")}
    weak = client.get(address(feed, *hostile), headers={"If-None-Match": f'"other", W/{response.headers["ETag"]}'})
    assert (weak.status_code, weak.data, weak.headers["ETag"]) == (304, b"", response.headers["ETag"])
    assert client.get(address(feed, *hostile), headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_last_change_is_said_and_does_not_decide(client):
    event = events.event()
    path = f"/events/{event.slug}/calendar.ics"
    first = client.get(path)
    assert first.last_modified == event.updated_at.replace(microsecond=0)
    touch(event)  # within the same second
    assert client.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 200


def test_a_uid_outlives_every_change_and_a_sequence_never_falls(client):
    event = events.event()
    session = factories.session(event)
    seen = [both(client.get(f"/events/{event.slug}/calendar.ics").data)]
    changes = [
        lambda: update_event(event, slug="renamed", title=Translated(fr="Autre titre"), actor=SYSTEM),
        lambda: update_event(event, zone="Europe/Paris", actor=SYSTEM),
        lambda: update_event(event, venue=events.venue(rooms=()), actor=SYSTEM),
        lambda: edit_session(session, starts_at=session.starts_at + timedelta(minutes=30), actor=SYSTEM),
    ]
    for change in changes:
        change()
        seen.append(both(client.get(f"/events/{event.slug}/calendar.ics").data))
    assert {frozenset(entries) for entries in seen} == {frozenset({event.uid, session.uid})}
    for before, after in pairwise(seen):
        assert all(after[uid].sequence >= before[uid].sequence for uid in before)
    assert seen[-1][event.uid].sequence == seen[0][event.uid].sequence + 2  # zone and place; a title moves nothing
    assert seen[-1][session.uid].sequence > seen[-2][session.uid].sequence


def test_another_venue_alone_is_told_to_whoever_holds_the_calendar(client):
    event = events.event(venue=events.venue(rooms=(), name=Translated(fr="Ancien centre")))
    path = f"/events/{event.slug}/calendar.ics"
    first = client.get(path)
    update_event(event, venue=events.venue(rooms=(), name=Translated(fr="Nouveau centre")), actor=SYSTEM)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    before, after = both(first.data)[event.uid], both(again.data)[event.uid]
    assert (before.location.partition(",")[0], after.location.partition(",")[0]) == ("Ancien centre", "Nouveau centre")
    assert after.sequence == before.sequence + 1


AROUND = {
    "Africa/Casablanca": (datetime(2026, 9, 19), ["2026-09-19T08:00:00Z", "2026-09-20T09:00:00Z", "2026-09-21T09:00:00Z"]),
    "Europe/Paris": (datetime(2026, 10, 24), ["2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z", "2026-10-26T08:00:00Z"]),
    "Africa/Dakar": (datetime(2026, 9, 19), ["2026-09-19T09:00:00Z", "2026-09-20T09:00:00Z", "2026-09-21T09:00:00Z"]),
}


@pytest.mark.parametrize("zone", AROUND)
def test_nine_o_clock_stays_nine_o_clock_on_every_day_around_a_change_of_the_clock(client, zone):
    first, expected = AROUND[zone]
    event = events.event(zone=zone, starts_at=first.replace(hour=9), ends_at=first + timedelta(days=2, hours=18))
    sessions = [factories.session(event, first + timedelta(days=day, hours=9)) for day in range(3)]
    entries = both(client.get(f"/events/{event.slug}/calendar.ics").data)
    assert [entries[session.uid].start for session in sessions] == expected


def test_sessions_of_an_event_without_hours_are_days_and_its_talks_name_none(client):
    event = events.event_of_days()
    session = factories.session(event, datetime(2023, 7, 20), 1439)
    factories.contribution(session, None, title=Translated(fr="Allocution"))
    raw = client.get(f"/events/{event.slug}/calendar.ics?lang=fr").data
    entry = both(raw)[session.uid]
    assert (entry.start, entry.end) == ("2023-07-20", "2023-07-21")
    assert "Allocution" in raw.decode()
    assert not re.search(r"\d\d:\d\d", raw.replace(b"\r\n ", b"").decode().partition("BEGIN:VEVENT")[2])
