"""The one clear action of an event's page: register, join the queue, or read why not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from flask import current_app, url_for
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.i18n import format_datetime
from app.core.zones import to_local
from app.events.models import Event, EventState
from app.events.rules import is_over
from app.institutions.models import Institution
from app.registration.models import RegistrationForm
from app.registration.rules import Phase, window


class Door(NamedTuple):
    """What is said, in which tone, and the action with its address when there is one."""

    said: str
    tone: str
    action: str = ""
    address: str = ""
    places: int | None = None


Doors = dict[int, Door]  # by event id


def of(event: Event, now: datetime) -> Door:
    """The state of an event's registration as its page says it."""
    if event.state is EventState.CANCELLED:
        return Door(gettext("Cancelled"), "bad")
    form = db.session.scalar(select(RegistrationForm).where(RegistrationForm.event_id == event.id))
    if is_over(event, now):
        return Door(gettext("This event is over"), "")
    if form is None or "registration.register" not in current_app.view_functions:
        return Door("", "")
    return _of_form(event, form, now)


def open_now(institution: Institution, now: datetime) -> Doors:
    """{event id: door} of the announced events whose registration is open, or full: what their line in a list says, with one query."""
    lately = to_local(now, institution.zone) - timedelta(days=2)  # no zone is further away
    announced = (Event.institution_id == institution.id, Event.state == EventState.PUBLISHED, Event.ends_at > lately)
    query = select(RegistrationForm).join(RegistrationForm.event).where(RegistrationForm.is_open.is_(True), *announced)
    forms = db.session.scalars(query.options(joinedload(RegistrationForm.event)).order_by(Event.id))
    return {form.event_id: Door(*_of_form(form.event, form, now)[:2]) for form in forms if window(form, now).phase is Phase.OPEN}


def _of_form(event: Event, form: RegistrationForm, now: datetime) -> Door:
    span = window(form, now)
    if span.phase is Phase.NOT_YET:
        return Door(gettext("Registration opens on %(moment)s", moment=format_datetime(span.opens_at)), "warn")
    if span.phase is Phase.CLOSED:
        return Door(gettext("Registration closed on %(moment)s", moment=format_datetime(span.closes_at)), "")
    if span.phase is not Phase.OPEN:
        return Door("", "")
    address = url_for("registration.register", event=event)
    left = None if form.capacity is None else max(form.capacity - form.seats_taken, 0)
    if left == 0 and form.waiting_list:
        return Door(gettext("All places are taken"), "warn", gettext("Join the waiting list"), address, 0)
    if left == 0:
        return Door(gettext("All places are taken"), "bad")
    return Door(gettext("Registration is open"), "good", gettext("Register"), address, left)
