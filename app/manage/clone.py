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
from wtforms.validators import InputRequired

from app.accounts.access import current_actor, requires
from app.accounts.models import EventRole, Role
from app.accounts.permissions import Permission
from app.agenda import service as agenda
from app.audit import Actor
from app.core.errors import DomainError
from app.core.forms import Form, TranslatedField
from app.events import partnerships, service
from app.events.fields import Day
from app.events.models import Event, Precision
from app.registration import forms_service as registration

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
    programme = BooleanField(_l("Programme: sessions, talks and who takes part"))


@bp.route("/events/<event:event>/clone", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
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
