"""Long work, followed while it runs and found again afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import Select, select

from app.accounts.access import requires
from app.accounts.permissions import Permission, administrator, allows
from app.core import clock
from app.core.db import db
from app.core.pages import page_number, paginate
from app.events.models import Event
from app.jobs.models import Job, JobState
from app.storage import respond

from .blueprint import bp
from .navigation import address

STATES = {
    JobState.QUEUED: (_l("Waiting for its turn"), "warn"),
    JobState.RUNNING: (_l("At work"), "accent"),
    JobState.DONE: (_l("Done"), "good"),
    JobState.FAILED: (_l("Could not be finished"), "bad"),
}


class Kind(NamedTuple):
    """How a kind of job is called, and the page it is started from."""

    name: Any
    page: str = "manage.event"
    permission: Permission = Permission.EVENT_INSIDE
    page_name: Any = _l("Overview")


OTHER = Kind(_l("Work in the background"))
KINDS = {
    "badges.print": Kind(_l("Printing badges"), "badges_manage.index", Permission.BADGES_PRINT, _l("Badges")),
    "registration.announce": Kind(
        _l("Writing to everybody registered"), "registration_manage.index", Permission.REGISTRATIONS_VIEW, _l("Registrations")
    ),
    "certificates.issue": Kind(_l("Issuing certificates"), "certificates_manage.index", Permission.CERTIFICATES_VIEW, _l("Certificates")),
    "certificates.bundle": Kind(
        _l("Putting the certificates into one archive"), "certificates_manage.index", Permission.CERTIFICATES_VIEW, _l("Certificates")
    ),
}
AT_WORK = (JobState.QUEUED, JobState.RUNNING)
LATELY, SHOWN = timedelta(days=7), 5


class Line(NamedTuple):
    """A job as lists show it."""

    job: Job
    name: Any
    state: tuple[Any, str]
    at_work: bool


def lately(event: Event) -> list[Line]:
    """What is at work for an event, and what was finished in the last days; the newest first."""
    fresh = (Job.state.in_(AT_WORK)) | (Job.created_at > clock.now() - LATELY)
    return [_line(job) for job in db.session.scalars(_jobs_of(event).where(fresh).limit(SHOWN))]


def _jobs_of(event: Event) -> Select[Any]:
    """Every job for those who manage the event, one's own for the others on its team."""
    found = select(Job).where(Job.event_id == event.id).order_by(Job.id.desc())
    return found if allows(current_user, Permission.EVENT_EDIT, event) else found.where(Job.actor_id == current_user.id)


def _line(job: Job) -> Line:
    return Line(job, KINDS.get(job.kind, OTHER).name, STATES[job.state], job.state in AT_WORK)


@bp.get("/events/<event:event>/jobs")
@requires(Permission.EVENT_INSIDE)
def jobs(event: Event) -> ResponseReturnValue:
    """All of them; asked by the script of the overview, only its part that changes."""
    if "HX-Request" in request.headers:
        page = render_template("manage/jobs-lately.html", event=event, work=lately(event))
    else:
        found = paginate(_jobs_of(event), number=page_number(request.args.get("page")))
        page = render_template("manage/jobs.html", event=event, page=found, work=[_line(job) for job in found.rows])
    return page, {"Cache-Control": "no-store", "Vary": "HX-Request"}


def job_or_404(job_id: int) -> tuple[Job, Event | None]:
    """A job for whoever started it, the managers of its event, and administrators; to all others it does not exist."""
    found = db.session.get(Job, job_id)
    if found is None:
        abort(404)
    event = db.session.get(Event, found.event_id) if found.event_id else None
    mine = found.actor_id == current_user.id and (event is None or allows(current_user, Permission.EVENT_INSIDE, event))
    if not (mine or administrator(current_user) or (event and allows(current_user, Permission.EVENT_EDIT, event))):
        abort(404)
    return found, event


@bp.get("/jobs/<int:job_id>")
@requires(Permission.MANAGE)
def job(job_id: int) -> ResponseReturnValue:
    """The page of a job; asked by its own script, only the part that changes."""
    found, event = job_or_404(job_id)
    kind = KINDS.get(found.kind, OTHER)
    back = address(kind.page, kind.permission, event) if event else None
    template = "manage/job-state.html" if "HX-Request" in request.headers else "manage/job.html"
    page = render_template(template, job=found, event=event, name=kind.name, state=STATES[found.state], back=back, back_name=kind.page_name)
    return page, {"Cache-Control": "no-store", "Vary": "HX-Request"}


@bp.get("/jobs/<int:job_id>/file")
@requires(Permission.MANAGE)
def job_file(job_id: int) -> ResponseReturnValue:
    found, _event = job_or_404(job_id)
    return respond(found.file) if found.file else abort(404)
