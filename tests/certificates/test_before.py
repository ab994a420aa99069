"""Nothing is attested of an event that has not begun, is a draft, or was cancelled: the services say so, and the pages say why."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest
from flask import Flask

from app.accounts.models import Role
from app.audit import SYSTEM
from app.certificates import queries, service
from app.certificates.models import CertificateRole
from app.certificates.rules import Outcome
from app.core import clock, work
from app.core.db import db
from app.core.errors import NotAllowed
from app.core.types import Translated
from app.core.zones import to_local, to_utc
from app.events import service as events_service
from app.events.models import Event, EventState
from app.jobs import Job, run_pending
from tests.accounts.factories import sign_in, user
from tests.agenda import factories as agenda
from tests.certificates import factories
from tests.events import factories as events
from tests.registration import factories as registrations
from tests.support.client import Client

ROLE = CertificateRole.PARTICIPANT
SENTENCES = {"coming": "has not begun yet", "draft": "still a draft", "cancelled": "was cancelled", "called off": "was cancelled"}


def later() -> datetime:
    return to_local(clock.now() + timedelta(days=30), "Africa/Casablanca")


def prepared(kind: str) -> Event:
    """An event of which nothing can be attested, with somebody who has a place."""
    if kind == "coming":
        made = events.event(slug="held", starts_at=later())
    elif kind == "draft":
        made = factories.held(slug="held", state=EventState.DRAFT)
    else:
        made = factories.held(slug="held")
        events_service.move(made, EventState.CANCELLED, actor=SYSTEM, reason=Translated(fr="Grève"), tell=False)
        if kind == "called off":
            events_service.move(made, EventState.ARCHIVED, actor=SYSTEM)
    return made


def outcomes(event: Event) -> Counter[Outcome]:
    return Counter(one.assessment.outcome for one in queries.candidates(event))


@pytest.mark.parametrize("kind", SENTENCES)
def test_nobody_is_entitled_and_neither_a_job_nor_a_hand_issues(kind: str) -> None:
    guest = registrations.registration(event := prepared(kind))
    assert outcomes(event) == {Outcome.EARLY: 1}
    with pytest.raises(NotAllowed, match=SENTENCES[kind]):
        service.start_issuing(event, actor=SYSTEM)
    with pytest.raises(NotAllowed, match=SENTENCES[kind]):
        service.issue_by_hand(guest, ROLE, actor=SYSTEM)
    assert (db.session.query(Job).count(), queries.valid_count(event)) == (0, 0)


@pytest.mark.parametrize("kind", SENTENCES)
def test_the_pages_say_why_and_offer_nothing(client: Client, kind: str) -> None:
    guest = registrations.registration(event := prepared(kind))
    sign_in(client, user(Role.MANAGER, event))
    base = "/manage/events/held/certificates"
    listed, by_hand, own = (
        client.get(f"{path}?lang=en").text
        for path in (f"{base}/", f"{base}/by-hand/{guest.id}", f"/manage/events/held/registrations/{guest.id}")
    )
    assert (SENTENCES[kind] in listed, SENTENCES[kind] in by_hand) == (True, True)
    assert ("certificates/issue" in listed, "/by-hand/" in listed + own, 'name="role"' in by_hand) == (False, False, False)
    for answer in (client.post(f"{base}/issue?lang=en"), client.post(f"{base}/by-hand/{guest.id}?lang=en", data={"role": "participant"})):
        assert (answer.status_code, SENTENCES[kind] in answer.text) == (409, True)
    assert queries.valid_count(event) == 0


def test_by_hand_begins_with_the_event_and_without_a_threshold_the_rest_with_its_end() -> None:
    event = events.event(starts_at=(begins := later().replace(microsecond=0)), ends_at=begins + timedelta(hours=8))
    door = factories.gate(event, agenda.session(event, begins, minutes=120))
    present, absent = registrations.registration(event), registrations.registration(event)
    factories.scan(door, present, begins)
    with clock.frozen(to_utc(begins - timedelta(seconds=1), event.zone)), pytest.raises(NotAllowed):
        service.issue_by_hand(absent, ROLE, actor=SYSTEM)
    with clock.frozen(to_utc(begins + timedelta(minutes=90), event.zone)):
        assert outcomes(event) == {Outcome.EARLY: 2}
        factories.rule(event, 60)
        assert outcomes(event) == {Outcome.ENTITLED: 1, Outcome.ABSENT: 1}
        assert service.issue_by_hand(absent, ROLE, actor=SYSTEM).minutes == 0
    with clock.frozen(to_utc(begins + timedelta(hours=8), event.zone)):
        factories.rule(event, 0)
        assert outcomes(event) == {Outcome.ENTITLED: 2}


def test_a_job_that_waited_while_the_event_was_cancelled_issues_nothing_and_says_why(app: Flask) -> None:
    registrations.registration(event := factories.held())
    job = service.start_issuing(event, actor=SYSTEM)
    events_service.move(event, EventState.CANCELLED, actor=SYSTEM, reason=Translated(fr="Grève"), tell=False)
    work.finish()
    run_pending(app)
    done = db.session.get_one(Job, job.id, populate_existing=True)
    assert (done.total, queries.valid_count(event)) == (0, 0)
    assert "was cancelled" in done.problems[0]


def test_what_was_issued_before_stays_valid_until_it_is_revoked_and_is_not_written_anew(client: Client) -> None:
    event = factories.held(slug="held")
    made = service.issue_by_hand(registrations.registration(event), ROLE, actor=SYSTEM)
    events_service.move(event, EventState.CANCELLED, actor=SYSTEM, reason=Translated(fr="Grève"), tell=False)
    assert "verdict good" in client.get(f"/verify/{made.serial}").text
    sign_in(client, user(Role.MANAGER, event))
    page = f"/manage/events/held/certificates/{made.id}"
    assert ("/correct" in client.get(f"{page}/").text, "/revoke" in client.get(f"{page}/").text) == (False, True)
    assert client.post(f"{page}/correct", data={"reason": "Name"}).status_code == 409
    assert (made.revoked_at, queries.valid_count(event)) == (None, 1)
    assert client.post(f"{page}/revoke", data={"reason": "Cancelled"}).status_code == 303
