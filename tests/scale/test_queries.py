"""A list asks the database as often for thirty rows as for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.core.db import db
from app.events import service
from app.events.models import Event
from tests.accounts import factories as accounts
from tests.agenda import factories as agenda
from tests.events import factories as events
from tests.support.client import Client
from tests.support.queries import Statements, count_queries

from . import rows

pytestmark = [pytest.mark.slow, pytest.mark.anywhere]
PAGES: dict[str, tuple[Callable[[Event], object], ...]] = {
    "/": (rows.public_event,),
    "/events/": (rows.public_event,),
    "/themes/": (rows.theme,),
    "/calendar.ics": (rows.public_event,),
    "/events/{slug}/": (rows.session, rows.partner, rows.publication),
    "/events/{slug}/programme": (rows.session,),
    "/events/{slug}/calendar.ics": (rows.session,),
    "/manage/": (rows.draft, rows.public_event),
    "/manage/events/": (rows.draft, rows.public_event),
    "/manage/events/{slug}/": (rows.registration, rows.session, rows.delegation),
    "/manage/events/{slug}/registrations": (rows.registration,),
    "/manage/events/{slug}/registrations.csv": (rows.registration,),
    "/manage/events/{slug}/registration-form/categories": (rows.registration,),
    "/manage/events/{slug}/programme/": (rows.session,),
    "/manage/events/{slug}/delegations/": (rows.delegation,),
    "/manage/events/{slug}/badges/": (rows.registration,),
    "/manage/events/{slug}/check-in/": (rows.gate,),
    "/manage/events/{slug}/certificates/": (rows.attendee,),
    "/manage/events/{slug}/partners": (rows.partner,),
    "/manage/events/{slug}/publications/": (rows.publication,),
    "/manage/events/{slug}/letters/": (rows.letter,),
    "/manage/events/{slug}/team": (rows.account,),
    "/manage/events/{slug}/history": (rows.entry,),
    "/manage/organisations/": (rows.organisation,),
    "/manage/venues/": (rows.venue,),
    "/manage/themes/": (rows.theme,),
    "/manage/kinds/": (rows.kind,),
    "/manage/publications/": (rows.general_publication,),
    "/manage/users/": (rows.account,),
}


@pytest.mark.parametrize("page", PAGES)
def test_thirty_rows_cost_as_many_queries_as_one(client: Client, page: str) -> None:
    event = events.event(slug="scale")
    agenda.session(event)
    accounts.sign_in(client, accounts.administrator())
    grow = PAGES[page]
    _add(event, grow, 1)
    client.get(page.format(slug="scale"), buffered=True)  # what a process keeps for good is there
    one = _asked(client, event, page)
    _add(event, grow, 29)
    thirty = _asked(client, event, page)
    assert len(one) == len(thirty), f"{one}\n\n{thirty}"


def _add(event: Event, grow: tuple[Callable[[Event], object], ...], times: int) -> None:
    for _ in range(times):
        for add in grow:
            add(event)
    db.session.flush()


def _asked(client: Client, event: Event, page: str) -> Statements:
    """The queries of a page of which no process keeps a part."""
    service.touch(event)
    db.session.commit()
    with count_queries() as queries:
        response = client.get(page.format(slug="scale"), buffered=True)
        assert response.status_code == 200, response.text[:500]
        assert response.data
    return queries
