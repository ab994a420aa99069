"""A new event, with what every event needs: each feature gives its own."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from app.accounts.access import current_actor, requires
from app.accounts.models import EventRole, Role
from app.accounts.permissions import Permission
from app.audit import Actor
from app.checkin import copying as gates
from app.core import clock
from app.core.errors import DomainError
from app.events.forms import EventForm
from app.events.models import Event
from app.events.service import create_event
from app.institutions.models import Institution
from app.institutions.queries import current_institution
from app.registration import starting as registration

from .blueprint import bp


@bp.route("/events/new", methods=["GET", "POST"])
@requires(Permission.EVENT_CREATE)
def new_event() -> ResponseReturnValue:
    """A draft; who creates it manages it."""
    institution = current_institution()
    form = EventForm(institution)
    if form.validate_on_submit():
        try:
            event = begin_event(institution, actor=current_actor(), **form.values())
        except DomainError as error:
            form.reject(error)
        else:
            current_user.roles.append(EventRole(event_id=event.id, role=Role.MANAGER))
            flash(gettext("The draft is kept. Publish it when it is ready."), "good")
            return redirect(url_for(".event", event=event))
    return render_template("events/manage/edit.html", form=form, event=None), 422 if form.errors else 200


def begin_event(institution: Institution, *, actor: Actor, **fields: Any) -> Event:
    """A new event, furnished; `fields` are those of `create_event`, which says what is refused."""
    event = create_event(institution, actor=actor, **fields)
    furnish(event, actor=actor)
    return event


def furnish(event: Event, *, actor: Actor) -> None:
    """The usual categories, a closed registration form, an entrance; of what an event has already, nothing is doubled."""
    registration.furnish(event, actor=actor, now=clock.now())
    gates.furnish(event, actor=actor)
