"""Pages of an event offer calendars and papers that exist, and say what there is of a programme."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest

from app.agenda.models import session_address
from app.core import clock
from app.events.models import Event, EventState, Precision
from app.events.service import touch
from tests.accounts.factories import administrator, sign_in
from tests.agenda import factories as agenda
from tests.events import factories as events
from tests.support.client import Client

KEPT = "No programme is kept of this event"


def offered(client: Client, path: str) -> set[str]:
    """Calendars and papers that a page leads to, the head of the page included."""
    page = client.get(path)
    assert page.status_code == 200
    links = re.findall(r'href="([^"]+(?:calendar\.ics|programme\.pdf))"', page.text)
    return {path for link in links if (path := urlsplit(link).path) != "/calendar.ics"}


@pytest.mark.parametrize("precision", [Precision.TIME, Precision.DAY, Precision.MONTH, Precision.UNKNOWN])
@pytest.mark.parametrize("sessions", [0, 1])
@pytest.mark.parametrize("state", [EventState.ARCHIVED, EventState.DRAFT])
def test_what_is_offered_exists(client: Client, precision: Precision, sessions: int, state: EventState) -> None:
    event = events.event(state=state)
    paths = {f"/events/{event.slug}/", f"/events/{event.slug}/programme", f"/manage/events/{event.slug}/programme/"}
    if sessions:
        session = agenda.session(event)
        paths.add(f"/events/{event.slug}/sessions/{session_address(session.id, session.title)}")
    event.precision = precision
    if precision is Precision.UNKNOWN:
        event.starts_at = event.ends_at = None
    sign_in(client, administrator())
    links = {link for path in paths for link in offered(client, path)}
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    expected = {"programme.pdf"} if sessions else set()
    if state is EventState.ARCHIVED and precision.has_days:
        expected.add("calendar.ics")
    assert {link.rsplit("/", 1)[1] for link in links} == expected


def test_an_empty_programme_is_not_printed(client: Client) -> None:
    event = events.event()
    assert client.get(f"/events/{event.slug}/programme.pdf").status_code == 404
    agenda.session(event)
    touch(event)
    assert client.get(f"/events/{event.slug}/programme.pdf").status_code == 200


def over() -> Event:
    began = datetime.combine(clock.now().date(), datetime.min.time()) - timedelta(days=9)
    return events.event(starts_at=began)


def archived() -> Event:
    return events.event(state=EventState.ARCHIVED, precision=Precision.MONTH, starts_at=datetime(2016, 10, 1))


def cancelled() -> Event:
    return events.event(state=EventState.CANCELLED)


@pytest.mark.parametrize("past", [over, archived, cancelled])
def test_an_event_that_is_past_promises_no_programme(client: Client, past: Callable[[], Event]) -> None:
    event = past()
    assert f'events/{event.slug}/programme"' not in client.get(f"/events/{event.slug}/?lang=en").text
    page = client.get(f"/events/{event.slug}/programme?lang=en").text
    assert KEPT in page
    assert "still being written" not in page
    agenda.session(event)
    touch(event)
    assert KEPT not in client.get(f"/events/{event.slug}/programme?lang=en").text
