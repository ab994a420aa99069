"""From an empty event to a published one, step by step."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, select

from app.accounts.permissions import Permission
from app.agenda.models import Session
from app.core.db import db
from app.events.models import Event, EventState, Precision
from app.registration.models import RegistrationForm

from .navigation import address


class Step(NamedTuple):
    label: Any
    why: Any
    done: bool
    url: str | None


def checklist(event: Event) -> list[Step]:
    """Every step with whether it is taken; an event that is over has none."""
    if event.state in (EventState.CANCELLED, EventState.ARCHIVED):
        return []
    sessions = db.session.scalar(select(exists().where(Session.event_id == event.id)))
    form = db.session.scalar(select(exists().where(RegistrationForm.event_id == event.id, RegistrationForm.is_open)))
    details = address("events_manage.edit", Permission.EVENT_EDIT, event)
    return [
        Step(
            _l("Say what it is about"), _l("A summary, and the text of the event page."), bool(event.summary and event.description), details
        ),
        Step(_l("Give the days, the hours and the place"), _l("With the time zone of the place."), _is_placed(event), details),
        Step(
            _l("Name the partners in their order"),
            _l("Patronage, guest of honour, organisers and partners, as protocol wants them."),
            bool(event.partnerships),
            address("events_manage.partners", Permission.EVENT_EDIT, event),
        ),
        Step(
            _l("Build the programme"),
            _l("Sessions in rooms, with their speakers; clashes are refused."),
            bool(sessions),
            address("agenda_manage.index", Permission.AGENDA_EDIT, event),
        ),
        Step(
            _l("Open registration"),
            _l("What is asked, the number of places, and until when."),
            bool(form),
            address("registration_manage.form", Permission.REGISTRATION_FORM_EDIT, event),
        ),
        Step(_l("Publish"), _l("From then on the event stands on the public site."), event.state is EventState.PUBLISHED, details),
    ]


def _is_placed(event: Event) -> bool:
    return event.precision is Precision.TIME and bool(event.venue_id or event.place)
