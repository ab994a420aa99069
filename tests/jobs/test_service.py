"""Jobs take the write lock for moments, never for as long as they draw."""

from __future__ import annotations

from app.audit import SYSTEM
from app.core import work
from app.core.db import db
from app.jobs import JobState, service, task
from app.jobs.models import Job
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
