"""Long work, followed while it runs and found again afterwards."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app.accounts.access import requires
from app.accounts.permissions import Permission, administrator, allows
from app.core.db import db
from app.events.models import Event
from app.jobs.models import Job, JobState
from app.storage import respond

from .blueprint import bp

STATES = {
    JobState.QUEUED: (_l("Waiting for its turn"), "warn"),
    JobState.RUNNING: (_l("At work"), "accent"),
    JobState.DONE: (_l("Done"), "good"),
    JobState.FAILED: (_l("Could not be finished"), "bad"),
}
KINDS = {
    "badges.print": _l("Printing badges"),
    "certificates.issue": _l("Issuing certificates"),
    "certificates.bundle": _l("Putting the certificates into one archive"),
    "registration.import": _l("Importing registrations"),
}


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
    name = KINDS.get(found.kind, _l("Work in the background"))
    template = "manage/job-state.html" if "HX-Request" in request.headers else "manage/job.html"
    page = render_template(template, job=found, event=event, name=name, state=STATES[found.state])
    return page, {"Cache-Control": "no-store", "Vary": "HX-Request"}


@bp.get("/jobs/<int:job_id>/file")
@requires(Permission.MANAGE)
def job_file(job_id: int) -> ResponseReturnValue:
    found, _event = job_or_404(job_id)
    return respond(found.file) if found.file else abort(404)
