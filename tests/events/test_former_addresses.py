"""A former address leads to the present one: the event's part of the path is another, and nothing else of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.audit import SYSTEM
from app.events import service
from app.events.routing import COLLECTION, EventConverter
from tests.events import factories as make
from tests.support.client import Client

PATHS = (
    "/events/{}/",
    "/events/{}/programme",
    "/events/{}/programme.pdf",
    "/events/{}/calendar.ics",
    "/manage/events/{}/",
    "/manage/events/{}/edit",
    "/manage/events/{}/check-in/",
)
FORMER = ("e", "event", "events", "manage", "desk", "programme", "edit")  # what other parts of an address say, and begin with


def rules_of_events(app: Flask) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if any(isinstance(one, EventConverter) for one in rule._converters.values()))


@pytest.fixture(params=FORMER)
def former(request: pytest.FixtureRequest) -> str:
    """An address that the event "present" had once."""
    service.update_event(make.event(slug=request.param), actor=SYSTEM, slug="present")
    return str(request.param)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_former_address_leads_to_the_same_page_of_the_present_one(client: Client, former: str, path: str, method: str) -> None:
    answer = client.open(f"{path.format(former)}?q=a/{former}&q=%C3%A9", method=method)
    assert (answer.status_code, answer.location) == (308, f"{path.format('present')}?q=a%2F{former}&q=%C3%A9")


def test_what_is_sent_to_a_former_address_is_sent_on_as_it_is(client: Client, former: str) -> None:
    answer = client.post(f"/manage/events/{former}/state?lang=en", data={"to": "archived"})
    assert (answer.status_code, answer.location) == (308, "/manage/events/present/state?lang=en")


def test_an_event_renamed_to_what_began_the_path_is_found_when_it_is_renamed_back(client: Client) -> None:
    event = make.event(slug="local-governance")
    service.update_event(event, actor=SYSTEM, slug="event")
    assert client.get("/events/event/").status_code == 200
    service.update_event(event, actor=SYSTEM, slug="local-governance")
    answer = client.get("/events/event/", follow_redirects=True)
    assert (answer.status_code, answer.request.path) == (200, "/events/local-governance/")


def test_every_address_of_an_event_has_it_where_the_redirect_looks_for_it(app: Flask) -> None:
    found = [rule.rule for rule in rules_of_events(app)]
    assert len(found) > 50
    assert [rule for rule in found if rule.partition(COLLECTION)[2].partition("<event:event>")[0] or rule.count("<event:event>") != 1] == []
