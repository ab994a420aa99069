"""What a first-time organiser stumbled over: where one lands, what one need not fill in, what the page says."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.db import db
from app.events.models import Event, EventState
from app.registration.models import FormVersion
from tests.accounts.factories import organiser, sign_in, user
from tests.events import factories as events
from tests.registration import factories
from tests.support.client import Client

DAY = {"starts_on": "2027-05-11", "starts_time": "09:00", "ends_on": "", "ends_time": "17:00"}


def typed(**more: str) -> dict[str, str]:
    return {
        "title-fr": "Rencontre",
        "kind": str(events.kind().id),
        "series": "0",
        "venue": "0",
        "precision": "time",
        "zone": "Africa/Dakar",
        **more,
    }


@pytest.fixture
def draft(client: Client) -> Event:
    event = events.event(slug="held", state=EventState.DRAFT)
    sign_in(client, user(Role.MANAGER, event))
    return event


def test_the_page_of_a_new_event_says_that_a_title_is_enough(client: Client) -> None:
    events.institution()
    assert "A title is enough to begin." in sign_in(client, organiser()).get("/manage/events/new?lang=en").text


def test_an_event_of_one_day_needs_its_day_once(client: Client, draft: Event) -> None:
    client.post("/manage/events/held/edit", data=typed(**DAY))
    assert (draft.starts_at, draft.ends_at) == (datetime(2027, 5, 11, 9), datetime(2027, 5, 11, 17))


def test_who_saves_a_draft_lands_where_the_next_step_is(client: Client, draft: Event) -> None:
    saved = client.post("/manage/events/held/edit?lang=en", data=typed(**DAY), follow_redirects=True)
    assert saved.request.path == "/manage/events/held/"
    assert "steps are taken" in saved.text


def test_a_form_that_waits_for_publication_says_so(client: Client, draft: Event) -> None:
    factories.form(draft)
    assert "Opens with publication" in client.get("/manage/events/held/registration-form?lang=en").text


def test_one_question_leads_to_the_next_of_its_kind(client: Client, draft: Event) -> None:
    base = "/manage/events/held/registration-form"
    answered = client.post(f"{base}/fields/new?type=text", data={"label-fr": "Commune", "another": "1"})
    assert answered.location == f"{base}/fields/new?type=text"
    assert [field["label"] for field in db.session.scalars(select(FormVersion)).one().fields] == [{"fr": "Commune"}]
