"""Jobs take the write lock for moments, never for as long as they draw."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from app.audit import SYSTEM
from app.core import clock, work
from app.core.db import db
from app.jobs import JobState, service, task
from app.jobs.models import Job
from app.jobs.queue import queue_of, run
from tests.events import factories as events


@task("tests.nothing")
def nothing(_job_id: int) -> None:
    """A kind of job that does nothing."""


def _queued() -> Job:
    job = service.start("tests.nothing", actor=SYSTEM)
    work.finish()
    return job


def test_a_job_is_begun_once_and_holds_no_lock_from_then_on(app):
    job_id = _queued().id
    begun = service.begin(job_id, total=3)
    assert begun is not None
    assert not db.session().in_transaction()
    assert (begun.state, begun.total) == (JobState.RUNNING, 3)
    assert service.begin(job_id, total=3) is None


def test_what_a_job_gathers_stays_readable_without_a_transaction(app):
    event_id = events.event(slug="gathered").id
    work.finish()
    with service.gathering():
        event = db.session.get_one(events.Event, event_id)
    assert not db.session().in_transaction()
    assert event not in db.session
    assert event.slug == "gathered"


def test_progress_is_committed_and_leaves_no_transaction(app):
    begun = service.begin(_queued().id, total=2)
    assert begun is not None
    service.advance(begun, 1, ["one line"])
    assert not db.session().in_transaction()
    assert (begun.done, begun.problems) == (1, ["one line"])


def again(app, minutes: float) -> Job:
    """The minute's round, so many minutes from now; gives the only job."""
    work.finish()
    with clock.frozen(clock.now() + timedelta(minutes=minutes)):
        run(app, "jobs.revive")
    db.session.expire_all()
    return db.session.scalars(select(Job)).one()


def test_a_job_that_died_with_its_worker_is_begun_again_and_has_failed_when_it_kills_them_all(app):
    job_id, told = _queued().id, []
    for minutes in (0, 16, 32, 48):
        with clock.frozen(clock.now() + timedelta(minutes=minutes)):
            queue_of(app).flush()
            begun = service.begin(job_id, total=3)
            told.append(begun is not None)
        again(app, minutes + 14)
        assert queue_of(app).pending() == []
        again(app, minutes + 15.5)
    assert told == [True, True, True, False]
    over = db.session.get_one(Job, job_id)
    assert (over.state, over.only_one, len(over.problems)) == (JobState.FAILED, None, 1)


def test_a_job_that_moves_is_left_alone_however_long_it_takes(app):
    begun = service.begin(_queued().id, total=3)
    for minutes in (10, 20, 30):
        with clock.frozen(clock.now() + timedelta(minutes=minutes)):
            service.advance(begun, minutes // 10)
        assert again(app, minutes + 10).state is JobState.RUNNING


def test_a_job_whose_entry_in_the_queue_was_lost_gets_another(app):
    _queued()
    queue_of(app).flush()
    again(app, 14)
    assert queue_of(app).pending() == []
    assert again(app, 16).deaths == 0
    assert len(queue_of(app).pending()) == 1


def test_what_is_asked_for_twice_is_done_once_and_may_be_asked_for_again_when_it_is_over(app):
    first = service.start("tests.nothing", actor=SYSTEM, who="all")
    assert service.start("tests.nothing", actor=SYSTEM, who="all") is first
    assert service.start("tests.nothing", actor=SYSTEM, who="open") is not first
    work.finish()
    assert len(queue_of(app).pending()) == 2
    service.complete(first)
    assert service.start("tests.nothing", actor=SYSTEM, who="all") is not first


@pytest.mark.parametrize("kind", ["badges.print", "certificates.issue", "certificates.bundle"])
def test_a_job_that_cannot_even_begin_says_so(app, kind):
    arguments = {"who": "nobody", "category_id": None, "design": "a6", "issued_by": "x"}
    job_id = service.start(kind, actor=SYSTEM, event_id=987654321, **arguments).id
    work.finish()
    with pytest.raises(NoResultFound):
        run(app, kind, job_id)
    job = db.session.get_one(Job, job_id)
    assert (job.state, len(job.problems)) == (JobState.FAILED, 1)
