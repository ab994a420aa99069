"""Long work is followed, left, found again from the overview, and leads back to where it was asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.accounts.models import Role, User
from app.core import clock
from app.core.db import db
from app.events.models import Event
from app.jobs.models import Job, JobState
from tests.accounts.factories import sign_in, user
from tests.events import factories as events
from tests.support.client import Client
from tests.support.queries import count_queries


@pytest.fixture
def event() -> Event:
    return events.event(slug="held")


@pytest.fixture
def manager(client: Client, event: Event) -> Client:
    return sign_in(client, user(Role.MANAGER, event))


def job(event: Event, state: JobState = JobState.DONE, by: User | None = None, **fields: Any) -> Job:
    values = {"kind": "badges.print", "created_at": clock.now(), "actor_id": by.id if by else None, **fields}
    made = Job(event_id=event.id, state=state, **values)
    db.session.add(made)
    db.session.flush()
    return made


@pytest.mark.parametrize(
    ("kind", "page"),
    [("badges.print", "badges/"), ("certificates.issue", "certificates/"), ("certificates.bundle", "certificates/"), ("other", "")],
)
def test_a_finished_job_leads_back_to_where_it_was_asked_for(manager: Client, event: Event, kind: str, page: str) -> None:
    shown = manager.get(f"/manage/jobs/{job(event, kind=kind).id}?lang=en").text.partition('id="job"')[2]
    assert f'href="/manage/events/held/{page}"' in shown
    at_work = manager.get(f"/manage/jobs/{job(event, JobState.RUNNING, kind=kind).id}?lang=en").text.partition('id="job"')[2]
    assert "Back to" not in at_work


def test_a_job_leads_nobody_to_a_page_that_they_may_not_open(client: Client, event: Event) -> None:
    who = user(Role.VIEWER, event)
    shown = sign_in(client, who).get(f"/manage/jobs/{job(event, by=who).id}?lang=en").text
    assert "Back to" not in shown


def test_the_overview_shows_what_is_at_work_with_its_progress_and_what_was_finished_lately(manager: Client, event: Event) -> None:
    job(event, JobState.RUNNING, done=3, total=9)
    job(event, kind="certificates.issue")
    job(event, kind="certificates.bundle", created_at=clock.now() - timedelta(days=8))
    page = manager.get("/manage/events/held/?lang=en").text
    assert ("Printing badges" in page, "3 of 9" in page, "Issuing certificates" in page) == (True, True, True)
    assert "Putting the certificates into one archive" not in page
    assert "Putting the certificates into one archive" in manager.get("/manage/events/held/jobs?lang=en").text


def test_the_overview_without_work_says_nothing_of_it(manager: Client, event: Event) -> None:
    assert "Work in the background" not in manager.get("/manage/events/held/?lang=en").text


def test_the_part_that_changes_asks_again_until_all_is_done(manager: Client, event: Event) -> None:
    running = job(event, JobState.RUNNING)
    part = {"HX-Request": "true"}
    assert 'hx-trigger="every 2s"' in manager.get("/manage/events/held/jobs", headers=part).text
    running.state = JobState.DONE
    assert "hx-trigger" not in manager.get("/manage/events/held/jobs", headers=part).text


def test_who_does_not_manage_the_event_finds_their_own_work(client: Client, event: Event) -> None:
    who = user(Role.REGISTRAR, event)
    mine, other = job(event, by=who), job(event, kind="certificates.issue")
    page = sign_in(client, who).get("/manage/events/held/jobs?lang=en").text
    assert (f"/manage/jobs/{mine.id}" in page, f"/manage/jobs/{other.id}" in page) == (True, False)


def test_thirty_jobs_cost_as_many_queries_as_one(manager: Client, event: Event) -> None:
    job(event)
    manager.get("/manage/events/held/jobs")
    with count_queries() as one:
        manager.get("/manage/events/held/jobs")
    for _ in range(29):
        job(event)
    with count_queries() as thirty:
        manager.get("/manage/events/held/jobs")
    assert len(thirty) == len(one)
