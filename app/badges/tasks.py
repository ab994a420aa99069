"""Printing many badges in the background."""

from __future__ import annotations

from flask_babel import gettext as _

from app.audit import Actor
from app.core.db import db
from app.core.i18n import speaking
from app.documents import PDF
from app.events.models import Event
from app.jobs import Job, task
from app.jobs.service import advance, begin, complete, gathering, watched
from app.storage import keep

from .design import DESIGNS, Holder
from .paper import many_badges
from .queries import Who, to_print
from .service import holder_of, language_of, occasion_of, remember


@task("badges.print")
def print_badges(job_id: int) -> None:
    """Lay out the badges that the job asks for, keep the file, and write down who has one."""
    with watched(job_id), gathering():
        job = db.session.get(Job, job_id)
        if job is None:
            return
        arguments = dict(job.arguments)
        event = db.session.get_one(Event, job.event_id)
        registrations = to_print(event, Who(arguments["who"]), arguments["category_id"])
        locale, occasion = language_of(event), occasion_of(event)
        holders: list[Holder] = [holder_of(registration, locale) for registration in registrations]
        printed = [(one.id, one.badge_token, one.revision) for one in registrations]
        name = f"{event.slug}-{arguments['design']}.pdf"
    running = begin(job_id, total=len(holders))
    if running is None:
        return
    with watched(job_id):
        if not holders:
            with speaking(locale):
                running.problems = [_("Nobody's badge is left to print.")]
            complete(running)
            return
        pdf = many_badges(occasion, holders, DESIGNS[arguments["design"]], advance=lambda done: advance(running, done))
        remember(printed, arguments["design"], actor=Actor(None, arguments["printed_by"]))
        complete(running, file_id=keep(pdf, name=name, media_type=PDF).id)
