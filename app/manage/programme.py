"""What to look at before a programme is printed: it takes the registrations, which the agenda knows nothing of."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from app.accounts.access import requires
from app.accounts.permissions import Permission
from app.agenda import programme, report
from app.core.db import db
from app.events.models import Event
from app.registration.models import Registration, State

from .blueprint import bp


@bp.get("/events/<event:event>/programme/check")
@requires(Permission.AGENDA_EDIT)
def programme_check(event: Event) -> ResponseReturnValue:
    whole = programme.load(event)
    expected = (
        select(func.count()).select_from(Registration).where(Registration.event_id == event.id, Registration.state == State.CONFIRMED)
    )
    rooms = event.venue.rooms if event.venue else []
    return render_template(
        "agenda/manage/check.html",
        event=event,
        clashes=report.clashes(event, whole),
        warnings=report.warnings(whole, rooms, db.session.scalar(expected) or 0),
    )
