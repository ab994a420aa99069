"""Cloning an event with chosen parts: each feature copies its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField

from app.accounts.access import current_actor, requires
from app.accounts.models import EventRole, Role
from app.accounts.permissions import Permission
from app.agenda import service as agenda
from app.audit import Actor
from app.checkin import copying as gates
from app.core import clock
from app.core.errors import DomainError
from app.core.forms import Form, TranslatedField
from app.events import partnerships, service
from app.events.fields import Day, joined
from app.events.models import Event, Precision
from app.registration import copying as registration

from .beginning import furnish

bp = Blueprint("manage_clone", __name__, url_prefix="/manage")

TEXTS = ("theme_line", "summary", "description", "aims", "practical", "patronage", "guest_of_honour")


class CloneForm(Form):
    title = TranslatedField(_l("Title of the new event"), required=True)
    starts_on = Day(_l("Its first day"))
    texts = BooleanField(_l("Texts: theme statement, description, aims, practical information, patronage"), default=True)
    partners = BooleanField(_l("Partners in their order"), default=True)
    themes = BooleanField(_l("Themes"), default=True)
    rooms = BooleanField(_l("Venue and rooms"), default=True)
    registration = BooleanField(_l("Registration form and categories"), default=True)
    gates = BooleanField(_l("Gates where badges are read"), default=True)
    programme = BooleanField(_l("Programme: sessions, talks and who takes part"))


@bp.route("/events/<event:event>/clone", methods=["GET", "POST"])
@requires(Permission.EVENT_CLONE)
def clone(event: Event) -> ResponseReturnValue:
    form = CloneForm(data={"title": event.title, "starts_on": event.first_day})
    if form.validate_on_submit():
        try:
            new_event = copy(event, form, actor=current_actor())
        except DomainError as error:
            form.reject(error)
        else:
            current_user.roles.append(EventRole(event_id=new_event.id, role=Role.MANAGER))
            flash(gettext("The clone is a draft. Look through it before publishing."), "good")
            return redirect(url_for("events_manage.edit", event=new_event))
    return render_template("manage/clone.html", event=event, form=form), 422 if form.errors else 200


def copy(event: Event, form: CloneForm, *, actor: Actor) -> Event:
    """A draft with the chosen parts, moved to its first day; the rest as a new event has it. Raises DomainError for a day that cannot be."""
    new_event = service.create_event(event.institution, kind=event.kind, title=form.title.data, actor=actor, **_columns(event, form))
    if form.partners.data:
        for partnership in partnerships.in_order(event):
            partnerships.add_partnership(new_event, partnership.organisation, partnership.role, actor=actor)
    if form.registration.data:
        registration.copy_to(event, new_event, actor=actor, now=clock.now())
    if form.programme.data:
        agenda.copy_to(event, new_event, actor=actor)
    if form.gates.data:
        gates.copy_to(event, new_event, actor=actor)
    furnish(new_event, actor=actor)
    return new_event


def _columns(event: Event, form: CloneForm) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "zone": event.zone,
        "series": event.series,
        "languages": list(event.languages),
        "contact_email": event.contact_email,
    }
    columns |= _dates(event, form)
    if form.texts.data:
        columns |= {name: getattr(event, name) for name in TEXTS}
    if form.themes.data:
        columns["themes"] = list(event.themes)
    if form.rooms.data:
        columns |= {"venue": event.venue, "place": event.place}
    return columns


def _dates(event: Event, form: CloneForm) -> dict[str, Any]:
    """As long as the original, from the chosen day; without one, the dates stay open."""
    day = form.starts_on.data
    if event.starts_at is None or event.ends_at is None:
        return (
            {"precision": Precision.DAY, "starts_at": joined(day, None), "ends_at": joined(day, None)}
            if day
            else {"precision": Precision.UNKNOWN}
        )
    if day is None:
        return {"precision": Precision.UNKNOWN}
    shift = timedelta(days=(day - event.starts_at.date()).days)
    return {"precision": event.precision, "starts_at": event.starts_at + shift, "ends_at": event.ends_at + shift}
