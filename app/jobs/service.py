"""Jobs that people watch: started by a click, followed by a progress bar, found again later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from app.audit import Actor
from app.core import clock, work
from app.core.db import db, read_only
from app.core.errors import DomainError

from .models import Job, JobState
from .queue import enqueue

KEPT_PROBLEMS = 500
STALE = timedelta(minutes=15)
DEATHS = 2


def start(kind: str, *, actor: Actor, event_id: int | None = None, **arguments: Any) -> Job:
    """Put a job in the queue; `kind` is the registered task, which gets the job's id.

    Who asks twice for the same while it is not done, by a double click, gets the one job."""
    asked = json.dumps([kind, event_id, actor.user_id, arguments], sort_keys=True)
    only_one = hashlib.sha256(asked.encode()).hexdigest()
    job = Job(kind=kind, event_id=event_id, actor_id=actor.user_id, arguments=arguments, created_at=clock.now(), only_one=only_one)
    try:
        with db.session.begin_nested():
            db.session.add(job)
    except IntegrityError:
        return db.session.scalars(select(Job).where(Job.only_one == only_one)).one()
    enqueue(kind, job.id)
    return job


def begin(job_id: int, *, total: int) -> Job | None:
    """Claim a queued job for this run; None when another run has it or finished it. Commits, so that others see it."""
    claimed = db.session.execute(
        update(Job)
        .where(Job.id == job_id, Job.state == JobState.QUEUED)
        .values(state=JobState.RUNNING, started_at=clock.now(), seen_at=clock.now(), total=total)
    )
    job = db.session.get(Job, job_id) if claimed.rowcount else None  # type: ignore[attr-defined]
    work.finish()  # the last word: what the job draws from now on, it draws without holding the lock
    return job


@contextmanager
def gathering() -> Iterator[None]:
    """What a job reads before it begins: without the write lock, as it may take seconds. The rows are detached afterwards."""
    with read_only():
        yield
        db.session.expunge_all()
        work.abandon()


def advance(job: Job, done: int, problems: list[str] | None = None) -> None:
    """Say how far the job is, and commit what it has made so far."""
    job.done, job.seen_at = done, clock.now()
    if problems:
        job.problems = [*job.problems, *problems][:KEPT_PROBLEMS]
    work.finish()


def complete(job: Job, *, file_id: int | None = None) -> None:
    job.state, job.finished_at, job.done, job.file_id, job.only_one = JobState.DONE, clock.now(), job.total, file_id, None


def fail(job_id: int, problem: str) -> None:
    """Close a job that cannot go on, saying why; commits."""
    job = db.session.get(Job, job_id)
    if job is not None:
        job.state, job.finished_at, job.only_one = JobState.FAILED, clock.now(), None
        job.problems = [*job.problems, problem][:KEPT_PROBLEMS]
    work.finish()


def revive() -> None:
    """Put back into the queue what was lost with a worker: jobs that have not moved for a while, and those that nobody began.

    A job over which workers die time and again has failed."""
    before = clock.now() - STALE
    waiting = (Job.state == JobState.QUEUED) & (func.coalesce(Job.seen_at, Job.created_at) < before)
    lost = waiting | ((Job.state == JobState.RUNNING) & (func.coalesce(Job.seen_at, Job.started_at) < before))
    for job in db.session.scalars(select(Job).where(lost).order_by(Job.id).with_for_update(skip_locked=True)):
        job.deaths += job.state is JobState.RUNNING
        if job.deaths > DEATHS:
            job.state, job.finished_at, job.only_one = JobState.FAILED, clock.now(), None
            job.problems = [*job.problems, gettext("Something went wrong on our side; it was written to the log. Start it again.")]
        else:
            job.state, job.seen_at, job.done = JobState.QUEUED, clock.now(), 0
            enqueue(job.kind, job.id)


@contextmanager
def watched(job_id: int) -> Iterator[None]:
    """The work of a job: what goes wrong within is told on the job's page, and undone since the last `advance`."""
    try:
        yield
    except DomainError as error:
        work.abandon()
        fail(job_id, str(error))
    except Exception:
        work.abandon()
        fail(job_id, gettext("Something went wrong on our side; it was written to the log. Start it again."))
        raise
