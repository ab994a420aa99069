"""A series on the public site: what it is, and the events that belong to it."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.accounts.access import public
from app.core import clock, conditional
from app.core.db import db
from app.events import queries as events
from app.events.models import Event, Series
from app.institutions.models import Institution
from app.institutions.queries import find_institution

from . import door
from .door import Doors
from .views import bp

BESIDE = 4


@bp.get("/series/<slug>/")
@public
def series(slug: str) -> ResponseReturnValue:
    institution = find_institution() or abort(404)
    found = db.session.scalar(select(Series).where(Series.institution_id == institution.id, Series.slug == slug)) or abort(404)
    hour = events.local_now(institution).replace(minute=0, second=0, microsecond=0)
    doors = door.open_now(institution, clock.now())
    return conditional.page(lambda: _series(institution, found, doors), "series", found.id, institution.revision, hour, doors)


def others_of(event: Event) -> list[Event]:
    """A few more events of its series: what comes next, then the latest."""
    if event.series_id is None:
        return []
    query = events.public_events(event.institution).where(Event.series_id == event.series_id, Event.id != event.id)
    return list(db.session.scalars(events.in_turn(query, event.institution).limit(BESIDE)))


def _series(institution: Institution, found: Series, doors: Doors) -> str:
    query = events.public_events(institution).where(Event.series_id == found.id)
    return render_template(
        "public/series.html",
        series=found,
        doors=doors,
        next_events=list(db.session.scalars(events.upcoming(query, institution))),
        past_events=list(db.session.scalars(events.past(query, institution))),
    )
