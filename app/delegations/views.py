"""The organiser's delegations: what is expected of whom, the letters of credentials, and the list of participants on paper."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError
from app.core.locales import current_locale
from app.core.zones import to_local
from app.documents import PDF
from app.events.models import Event
from app.events.routing import child_or_404
from app.storage import StoredFile, keep_upload, respond

from . import members, queries, service
from .forms import DelegationForm, LetterForm, NewDelegationForm
from .models import Delegation, DelegationKind
from .paper import participants_pdf
from .participants import Status
from .quotas import places_field
from .words import CAPACITIES, KINDS, SECTIONS, delegation_name

bp = Blueprint("delegations_manage", __name__, url_prefix="/manage/events/<event:event>/delegations")


@bp.get("/")
@requires(Permission.DELEGATIONS_VIEW)
def index(event: Event) -> ResponseReturnValue:
    lines = queries.delegations_of(event)
    return render_template("delegations/index.html", event=event, lines=lines, sections=SECTIONS, capacities=CAPACITIES)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.DELEGATIONS_EDIT)
def new(event: Event) -> ResponseReturnValue:
    form = NewDelegationForm()
    form.offer(event)
    if form.validate_on_submit():
        kind = DelegationKind(form.kind.data)
        try:
            made = service.create_delegation(event, kind, actor=current_actor(), places=form.places, **form.sender, **form.fields)
        except DomainError as error:
            form.reject(error)
        else:
            flash(_("The delegation is expected. Name its members now."), "good")
            return back(made)
    return render_template("delegations/edit.html", event=event, form=form, delegation=None), 422 if form.errors else 200


@bp.get("/<int:delegation_id>")
@requires(Permission.DELEGATIONS_VIEW)
def delegation(event: Event, delegation_id: int) -> ResponseReturnValue:
    return page(child_or_404(Delegation, delegation_id, event), LetterForm(formdata=None))


@bp.route("/<int:delegation_id>/edit", methods=["GET", "POST"])
@requires(Permission.DELEGATIONS_EDIT)
def edit(event: Event, delegation_id: int) -> ResponseReturnValue:
    one = child_or_404(Delegation, delegation_id, event)
    form = DelegationForm(obj=one, data={places_field(quota.capacity): quota.places for quota in one.quotas})
    if form.validate_on_submit():
        try:
            service.change_delegation(one, actor=current_actor(), places=form.places, **form.fields)
        except DomainError as error:
            form.reject(error)
        else:
            flash(_("Saved."), "good")
            return back(one)
    shown = render_template("delegations/edit.html", event=event, form=form, delegation=one, name=delegation_name(one))
    return shown, 422 if form.errors else 200


@bp.post("/<int:delegation_id>/delete")
@requires(Permission.DELEGATIONS_EDIT)
def delete(event: Event, delegation_id: int) -> ResponseReturnValue:
    service.delete_delegation(child_or_404(Delegation, delegation_id, event), actor=current_actor())
    flash(_("The delegation is no longer expected."), "good")
    return redirect(url_for(".index", event=event))


@bp.post("/<int:delegation_id>/letter")
@requires(Permission.DELEGATIONS_EDIT)
def keep_letter(event: Event, delegation_id: int) -> ResponseReturnValue:
    one, form = child_or_404(Delegation, delegation_id, event), LetterForm()
    if form.validate():
        try:
            if not form.letter.data:
                raise DomainError(_("Choose the file first."), field="letter")
            service.keep_credentials(one, keep_upload(form.letter.data, field="letter"), actor=current_actor())
        except DomainError as error:
            form.reject(error)
        else:
            flash(_("The letter of credentials is kept."), "good")
            return back(one)
    return page(one, form), 422


@bp.get("/<int:delegation_id>/letter")
@requires(Permission.DELEGATIONS_EDIT)
def letter(event: Event, delegation_id: int) -> ResponseReturnValue:
    kept = _letter(child_or_404(Delegation, delegation_id, event))
    return respond(kept) if kept else abort(404)


@bp.post("/<int:delegation_id>/letter/remove")
@requires(Permission.DELEGATIONS_EDIT)
def drop_letter(event: Event, delegation_id: int) -> ResponseReturnValue:
    one = child_or_404(Delegation, delegation_id, event)
    service.drop_credentials(one, actor=current_actor())
    flash(_("The letter of credentials is removed."), "good")
    return back(one)


@bp.get("/participants.pdf")
@requires(Permission.DELEGATIONS_VIEW)
def participants(event: Event) -> ResponseReturnValue:
    """The list of participants, in the language of ?lang= and provisional unless ?status=final."""
    status = request.args.get("status", Status.PROVISIONAL.value)
    if status not in list(Status):
        abort(400)
    today, locale = to_local(clock.now(), event.zone).date(), current_locale()
    response = Response(participants_pdf(event, locale, Status(status), day=today), mimetype=PDF)
    response.headers.set("Content-Disposition", "inline", filename=f"{event.slug}-participants-{status}-{locale}.pdf")
    return response


def page(one: Delegation, letter_form: LetterForm) -> str:
    return render_template(
        "delegations/delegation.html",
        event=one.event,
        delegation=one,
        line=queries.line_of(one),
        members=members.roster(one),
        letter=_letter(one),
        letter_form=letter_form,
        kinds=KINDS,
        capacities=CAPACITIES,
    )


def back(one: Delegation, **values: Any) -> ResponseReturnValue:
    return redirect(url_for("delegations_manage.delegation", event=one.event, delegation_id=one.id, **values))


def _letter(one: Delegation) -> StoredFile | None:
    return db.session.get(StoredFile, one.credentials_id) if one.credentials_id else None
