"""From an empty event to a published one, step by step."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, exists, select

from app.accounts.permissions import Permission
from app.agenda.models import Session
from app.certificates.models import CertificateRule
from app.checkin.models import Gate
from app.core.db import db
from app.events.models import Event, EventState, Precision
from app.registration.models import RegistrationForm

from .navigation import address


class Step(NamedTuple):
    label: Any
    why: Any
    done: bool
    url: str | None
    deed: bool = False  # done at once, by a button


def checklist(event: Event) -> list[Step]:
    """Every step with whether it is taken; an event that is over has none."""
    if event.state in (EventState.CANCELLED, EventState.ARCHIVED):
        return []
    return [*_announcement(event), *_on_site(event)]


def _announcement(event: Event) -> list[Step]:
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
            _has(Session.event_id == event.id),
            address("agenda_manage.index", Permission.AGENDA_EDIT, event),
        ),
        Step(
            _l("Open registration"),
            _l("What is asked, the number of places, and until when."),
            _has(RegistrationForm.event_id == event.id, RegistrationForm.is_open.is_(True)),
            address("registration_manage.form", Permission.REGISTRATION_FORM_EDIT, event),
        ),
        Step(
            _l("Publish"),
            _l("From then on the event stands on the public site."),
            event.state is EventState.PUBLISHED,
            address("events_manage.move", Permission.EVENT_EDIT, event),
            deed=True,
        ),
    ]


def _on_site(event: Event) -> list[Step]:
    return [
        Step(
            _l("Set up the gates"),
            _l("Where badges are read: the entrance, the doors of the sessions. Hours on certificates follow from it."),
            _has(Gate.event_id == event.id),
            address("checkin_manage.index", Permission.DESK_SETUP, event),
        ),
        Step(
            _l("Say what a certificate takes"),
            _l("The hours to attend, and who signs."),
            _has(CertificateRule.event_id == event.id),
            address("certificates_manage.rule", Permission.CERTIFICATES_ISSUE, event),
        ),
    ]


def _has(*conditions: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(exists().where(*conditions))))


def _is_placed(event: Event) -> bool:
    return event.precision is Precision.TIME and bool(event.venue_id or event.place)
