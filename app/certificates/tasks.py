"""Issuing certificates in the background, and handing them all out in one archive."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from flask_babel import gettext as _

from app.core.db import db
from app.core.errors import DomainError
from app.events.models import Event
from app.jobs import Job, task
from app.jobs.service import advance, begin, complete, gathering, watched
from app.storage import keep, read

from .models import Certificate
from .paper import draw_many
from .queries import candidates, holders_of, people_of, rule_of, standing, why_not
from .service import compose, logo_of, publish, require_held, sheet_of

AT_ONCE = 8  # certificates in a transaction: short ones, so that nobody waits for the lock


@task("certificates.issue")
def issue(job_id: int) -> None:
    """Issue to everybody who is entitled and holds none; a second run finds nothing left to do."""
    with watched(job_id), gathering():
        made, logo = _due(job_id)
    names = [certificate.content["name"] for certificate in made]
    running = begin(job_id, total=len(made))
    if running is None:
        return
    with watched(job_id):
        if not made:
            running.problems = [str(_why_none(running))]
        waiting: list[tuple[Certificate, bytes, str]] = []
        drawn = draw_many([sheet_of(certificate, logo) for certificate in made])
        for done, (number, pdf) in enumerate(drawn, 1):
            waiting.append((made[number], pdf, names[number]))
            if len(waiting) == AT_ONCE or done == len(made):
                advance(running, done, _keep(waiting))
                waiting = []
        complete(running)


def _due(job_id: int) -> tuple[list[Certificate], bytes | None]:
    """A certificate for everybody who is entitled and holds none, with all its words; and the institution's logo."""
    job = db.session.get(Job, job_id)
    if job is None:
        return [], None
    event, issued_by = db.session.get_one(Event, job.event_id), str(job.arguments["issued_by"])
    rule = rule_of(event)
    due = [candidate for candidate in candidates(event) if candidate.is_due]
    people = people_of(due)
    made = [
        compose(people[registration_id], rule, said.role, minutes=said.minutes, issued_by=issued_by)
        for registration_id, said, *_held in due
    ]
    return made, logo_of(event)


def _why_none(job: Job) -> Any:
    return why_not(db.session.get_one(Event, job.event_id)) or _("Everybody who is entitled holds a certificate already.")


def _keep(waiting: list[tuple[Certificate, bytes, str]]) -> list[str]:
    """Write some certificates down; what another run issued in the meantime is said, line by line, and so is an event cancelled since."""
    problems = []
    holders = holders_of(certificate for certificate, _pdf, _name in waiting)
    for certificate, pdf, name in waiting:
        if (holder := holders.get(certificate.registration_id)) is None:
            continue  # erased in the meantime
        certificate.registration = holder
        try:
            require_held(holder.event)
            publish(certificate, pdf)
        except DomainError as error:
            problems.append(f"{name}: {error}")
    return problems


@task("certificates.bundle")
def bundle(job_id: int) -> None:
    """Every valid certificate in one archive, by name and serial."""
    with watched(job_id), gathering():
        job = db.session.get(Job, job_id)
        if job is None:
            return
        event = db.session.get_one(Event, job.event_id)
        found = [(certificate.file, f"{certificate.serial}.pdf") for certificate in standing(event)]
        name = f"{event.slug}-certificates.zip"
    running = begin(job_id, total=len(found))
    if running is None:
        return
    with watched(job_id):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for file, file_name in found:
                if file is not None:
                    archive.writestr(zipfile.ZipInfo(file_name), read(file))
        complete(running, file_id=keep(target.getvalue(), name=name, media_type="application/zip").id)
