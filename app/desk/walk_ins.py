"""Somebody at the door without a registration: registered, admitted, and on the way to a badge within a minute."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import EmailField, HiddenField, SelectChoice, SelectField, StringField
from wtforms.validators import Email, Optional

from app.audit import Actor
from app.checkin import scanning
from app.checkin.devices import PairedDevice
from app.checkin.models import Direction
from app.checkin.readings import UUID, Reading
from app.core import clock
from app.core.db import db
from app.core.forms import LINE_LIMIT, NAME_LIMIT, Form, line
from app.events.models import Event
from app.people.service import PersonFields
from app.registration import seats, service
from app.registration.models import Category, Registration

from .voided import older_badges


class WalkInForm(Form):
    given_name = StringField(_l("Given name"), [line(NAME_LIMIT)])
    family_name = StringField(_l("Family name"), [line(NAME_LIMIT)])
    given_name_ar = StringField(_l("Given name in Arabic"), [line(NAME_LIMIT)])
    family_name_ar = StringField(_l("Family name in Arabic"), [line(NAME_LIMIT)])
    function = StringField(_l("Function"), [line(LINE_LIMIT)])
    organisation = StringField(_l("Organisation"), [line(LINE_LIMIT)])
    email = EmailField(
        _l("E-mail"),
        [Optional(), Email(_l("Write an address such as name@example.org."), allow_smtputf8=False)],
        description=_l("Optional: for the certificate."),
    )
    category_id = SelectField(_l("Category"), coerce=int)
    submission = HiddenField()  # made with the page: the form sent twice is one person

    def offer(self, categories: Iterable[Category]) -> None:
        self.category_id.choices = [SelectChoice(row.id, f"{row.letter} · {row.name}") for row in categories] or [SelectChoice(0, "—")]
        if not UUID.fullmatch(self.submission.data or ""):
            self.submission.data = str(uuid.uuid4())


def categories_of(event: Event) -> list[Category]:
    return list(db.session.scalars(select(Category).where(Category.event_id == event.id).order_by(Category.position, Category.id)))


def welcome(event: Event, form: WalkInForm, *, actor: Actor, device: PairedDevice | None, gate_id: int | None) -> Registration:
    """Register whom the form names, and admit them at the gate when this browser is a device of it.

    The form sent twice gives the same registration. Raises FormFull, AlreadyRegistered, NameMissing."""
    now = clock.now()
    seats.lock(service.ensure_form(event, now=now))  # two clicks are taken one after the other
    sent = Registration.submission == form.submission.data
    if known := db.session.scalar(select(Registration).where(Registration.event_id == event.id, sent)):
        return known
    registration = service.enrol(
        event,
        PersonFields(
            given_name=form.given_name.data or "",
            family_name=form.family_name.data or "",
            given_name_ar=form.given_name_ar.data or "",
            family_name_ar=form.family_name_ar.data or "",
            email=form.email.data or "",
        ),
        actor=actor,
        now=now,
        category_id=form.category_id.data or None,
        function=form.function.data or "",
        organisation=form.organisation.data or "",
        notify=bool(form.email.data),
    )
    registration.submission = form.submission.data
    db.session.flush()
    if device is not None and gate_id in device.gates and device.event_id == event.id:
        reading = Reading(str(uuid.uuid4()), gate_id, Direction.IN, now, registration_id=registration.id)
        scanning.receive(device, [reading], now=now, voided=older_badges)
    return registration
