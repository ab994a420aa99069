"""A series gathers its events: on its own page, and beside each of them."""

from __future__ import annotations

from datetime import datetime

from app.core.types import Translated
from app.events.models import EventState, Series
from tests.events import factories as make
from tests.support.client import Client

PAST = {"starts_at": datetime(2019, 5, 1, 9)}


def forum() -> Series:
    return make.series(slug="forum", name=Translated(fr="Forum annuel", en="Yearly forum"), summary=Translated(en="Every spring."))


def test_an_event_shows_the_others_of_its_series_and_the_way_to_all(client: Client) -> None:
    series = forum()
    make.event(slug="now", series=series)
    make.event(series=series, title=Translated(en="Forum of 2019"), **PAST)
    make.event(series=series, title=Translated(en="Not announced"), state=EventState.DRAFT)
    make.event(title=Translated(en="Of no series"))
    page = client.get("/events/now/?lang=en").text.partition('id="series"')[2]
    assert ("Forum of 2019" in page, "Not announced" in page, "Of no series" in page) == (True, False, False)
    assert 'href="/series/forum/"' in page


def test_an_event_alone_in_its_series_has_no_empty_part(client: Client) -> None:
    make.event(slug="alone", series=forum())
    assert 'id="series"' not in client.get("/events/alone/").text


def test_the_page_of_a_series_has_what_comes_and_what_was(client: Client) -> None:
    series = forum()
    make.event(series=series, title=Translated(en="The next one"), starts_at=datetime(2090, 5, 1, 9))
    make.event(series=series, title=Translated(en="Forum of 2019"), **PAST)
    page = client.get("/series/forum/?lang=en").text
    assert "Every spring." in page
    assert page.index("Next events") < page.index("The next one") < page.index("Past events") < page.index("Forum of 2019")


def test_a_new_event_of_the_series_is_seen_beside_the_others_at_once(client: Client) -> None:
    series = forum()
    make.event(slug="now", series=series)
    client.get("/events/now/?lang=en")
    make.event(series=series, title=Translated(en="Forum of 2019"), **PAST)
    assert "Forum of 2019" in client.get("/events/now/?lang=en").text


def test_a_series_that_is_none_is_not_found(client: Client) -> None:
    make.institution()
    assert client.get("/series/nothing/").status_code == 404
