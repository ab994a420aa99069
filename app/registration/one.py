"""One registration on the organiser's side: the person's story, and what can be done to it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import select
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission, allows
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError
from app.core.forms import Opened, refuse_other_than
from app.events.models import Event
from app.events.routing import child_or_404
from app.mail import Message
from app.people.countries import country_name

from . import answers, letters, queries, service
from .fields import fields_of
from .models import Registration, State
from .moves import move
from .own import file_of
from .questions import IdentityForm, OrganiserForm, form_for, values_of
from .rules import LABELS, MOVES, TONES
from .story import chapters
from .tokens import link_token
from .views import bp


class CategorisedForm(OrganiserForm):
    """What the organiser writes by hand: identity, and the category on the badge."""

    category = SelectField(_l("Category"), [Optional()])
    tell = BooleanField(_l("Send a letter"), default=True)


class EditForm(Opened, CategorisedForm):
    """A registration that is there; its person may be changing it by their link in the same moment."""


class WalkInForm(CategorisedForm):
    beyond = BooleanField(_l("Let in even when all places are taken"))


@bp.get("/registrations/<int:registration_id>")
@requires(Permission.REGISTRATIONS_VIEW)
def show(event: Event, registration_id: int) -> ResponseReturnValue:
    """Who only sees registrations sees who comes, not what they wrote nor the keys to it."""
    registration, reads = child_or_404(Registration, registration_id, event), allows(current_user, Permission.REGISTRATIONS_READ, event)
    written = select(Message).where(Message.about == letters.about(registration)).order_by(Message.id.desc())
    return render_template(
        "registration/manage/show.html",
        event=event,
        registration=registration,
        person=registration.person,
        reads=reads,
        answers=answers.in_words(registration) if reads else (),
        letters=db.session.scalars(written).all() if reads else (),
        chapters=chapters(registration),
        labels=LABELS,
        tones=TONES,
        moves=[state for state in State if state in MOVES[registration.state] and state not in (State.WITHDRAWN, State.PENDING)],
        country=country_name(registration.country),
        link=url_for("registration.show", event=event, token=link_token(registration)) if reads else "",
    )


@bp.get("/registrations/<int:registration_id>/files/<field_id>")
@requires(Permission.REGISTRATIONS_READ)
def file(event: Event, registration_id: int, field_id: str) -> ResponseReturnValue:
    return file_of(child_or_404(Registration, registration_id, event), field_id)


@bp.route("/registrations/<int:registration_id>/edit", methods=["GET", "POST"])
@requires(Permission.REGISTRATIONS_EDIT)
def edit(event: Event, registration_id: int) -> ResponseReturnValue:
    registration = child_or_404(Registration, registration_id, event)
    fields = fields_of(registration.version.fields)
    before = values_of(registration, fields) | {
        "category": str(registration.category_id or ""), "tell": False, "opened": registration.edition,
    }  # fmt: skip
    form: Any = _with_categories(form_for(registration.version, EditForm, data=before), event)
    if request.method == "POST":
        form.refuse_unknown()
        sound = form.validate()
        held = answers.hold_files(form, fields, request.form, "", has_before=True)
        if sound and not form.errors and _changed(registration, form, held):
            flash(_("Saved."), "good")
            return redirect(url_for(".show", event=event, registration_id=registration.id), 303)
    return render_template("registration/manage/edit.html", event=event, form=form, registration=registration), form.status


@bp.route("/registrations/new", methods=["GET", "POST"])
@requires(Permission.REGISTRATIONS_EDIT)
def new(event: Event) -> ResponseReturnValue:
    """Register somebody by hand: a walk-in, a guest, whoever wrote a letter."""
    form = _with_categories(WalkInForm(), event)
    if form.validate_on_submit():
        try:
            registration = service.enrol(
                event,
                form.person(),
                actor=current_actor(),
                now=clock.now(),
                category_id=int(form["category"].data) if form["category"].data else None,
                function=form.function.data or "",
                organisation=form.organisation.data or "",
                listed=form.listed.data,
                beyond_capacity=form["beyond"].data,
                notify=form["tell"].data,
            )
        except DomainError as error:
            form.reject(error)
            return render_template("registration/manage/new.html", event=event, form=form), error.status
        flash(_("%(name)s is registered.", name=registration.person.name), "good")
        return redirect(url_for(".show", event=event, registration_id=registration.id), 303)
    return render_template("registration/manage/new.html", event=event, form=form), 422 if request.method == "POST" else 200


@bp.post("/registrations/<int:registration_id>/move")
@requires(Permission.REGISTRATIONS_EDIT)
def move_one(event: Event, registration_id: int) -> ResponseReturnValue:
    registration = child_or_404(Registration, registration_id, event)
    refuse_other_than("to", "reason")
    wanted = request.form.get("to", "")
    if wanted not in [state.value for state in State]:
        abort(400)
    move(registration, State(wanted), actor=current_actor(), now=clock.now(), reason=request.form.get("reason", "").strip())
    flash(_("The registration is now: “%(state)s”.", state=LABELS[registration.state]), "good")
    return redirect(url_for(".show", event=event, registration_id=registration.id), 303)


@bp.post("/registrations/<int:registration_id>/resend")
@requires(Permission.REGISTRATIONS_EDIT)
def resend(event: Event, registration_id: int) -> ResponseReturnValue:
    registration = child_or_404(Registration, registration_id, event)
    service.resend_confirmation(registration, actor=current_actor())
    flash(_("The letter is on its way again."), "good")
    return redirect(url_for(".show", event=event, registration_id=registration.id), 303)


@bp.post("/registrations/<int:registration_id>/new-link")
@requires(Permission.REGISTRATIONS_EDIT)
def new_link(event: Event, registration_id: int) -> ResponseReturnValue:
    """Withdraw every link sent so far, and send a new one."""
    registration = child_or_404(Registration, registration_id, event)
    service.renew_link(registration, actor=current_actor())
    flash(_("Earlier links no longer work; a letter brings the new one."), "good")
    return redirect(url_for(".show", event=event, registration_id=registration.id), 303)


def _changed(registration: Registration, form: Any, held: dict[str, str]) -> bool:
    """Save what the form holds; or show in it why it cannot be."""
    now, fields = clock.now(), fields_of(registration.version.fields)
    submission = answers.submission_of(form, fields, held, submission="", now=now, before=registration)
    try:
        service.change(
            registration, submission, actor=current_actor(), now=now, notify=form["tell"].data, opened=form.edition,
            category_id=int(form["category"].data) if form["category"].data else None,
        )  # fmt: skip
    except DomainError as error:
        form.reject(error)
        return False
    return True


def _with_categories(form: IdentityForm, event: Event) -> IdentityForm:
    categories = queries.categories_of(event)
    form["category"].choices = [SelectChoice("", "—"), *(SelectChoice(str(one.id), f"{one.letter} · {one.name}") for one in categories)]
    return form
