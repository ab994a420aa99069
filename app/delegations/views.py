"""The organiser's delegations: the list, one delegation with its members, the list of participants on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core import clock
from app.core.errors import DomainError
from app.core.locales import LOCALES, current_locale
from app.core.zones import to_local
from app.events.models import Event
from app.events.routing import child_or_404
from app.registration.models import Capacity, Registration
from app.storage import DOCUMENTS, StoredFile, keep_upload, respond

from . import members, service
from .forms import DelegationForm, LetterForm, MemberForm, NewDelegationForm
from .models import Delegation, DelegationKind
from .participants import participants_pdf
from .queries import delegations_of, quotas_of, totals
from .words import CAPACITIES, KINDS, delegation_name

bp = Blueprint("delegations_manage", __name__, url_prefix="/manage/events/<event:event>/delegations")


@bp.get("/")
@requires(Permission.DELEGATIONS_VIEW)
def index(event: Event) -> ResponseReturnValue:
    lines = delegations_of(event)
    return render_template("delegations/index.html", event=event, lines=lines, totals=totals(lines), kinds=KINDS, capacities=CAPACITIES)


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
            flash(gettext("The delegation is expected."), "good")
            return redirect(url_for(".delegation", event=event, delegation_id=made.id))
    return render_template("delegations/edit.html", event=event, form=form, delegation=None), _status(form)


@bp.get("/<int:delegation_id>")
@requires(Permission.DELEGATIONS_VIEW)
def delegation(event: Event, delegation_id: int) -> ResponseReturnValue:
    return _page(child_or_404(Delegation, delegation_id, event), None)


@bp.route("/<int:delegation_id>/edit", methods=["GET", "POST"])
@requires(Permission.DELEGATIONS_EDIT)
def edit(event: Event, delegation_id: int) -> ResponseReturnValue:
    one = child_or_404(Delegation, delegation_id, event)
    form = DelegationForm(obj=one)
    if not form.is_submitted():
        form.show_places(one)
    if form.validate_on_submit():
        try:
            service.change_delegation(one, actor=current_actor(), places=form.places, **form.fields)
        except DomainError as error:
            form.reject(error)
        else:
            flash(gettext("Saved."), "good")
            return _back(one)
    page = render_template("delegations/edit.html", event=event, form=form, delegation=one, name=delegation_name(one))
    return page, _status(form)


@bp.post("/<int:delegation_id>/delete")
@requires(Permission.DELEGATIONS_EDIT)
def delete(event: Event, delegation_id: int) -> ResponseReturnValue:
    service.delete_delegation(child_or_404(Delegation, delegation_id, event), actor=current_actor())
    flash(gettext("The delegation is no longer expected."), "good")
    return redirect(url_for(".index", event=event))


@bp.post("/<int:delegation_id>/letter")
@requires(Permission.DELEGATIONS_EDIT)
def keep_letter(event: Event, delegation_id: int) -> ResponseReturnValue:
    one, form = child_or_404(Delegation, delegation_id, event), LetterForm()
    if not form.validate() or not form.letter.data:
        form.reject(DomainError(gettext("Choose the file first."), field="letter"))
        return _page(one, None, letter_form=form)
    try:
        service.keep_credentials(one, keep_upload(form.letter.data, kinds=DOCUMENTS, field="letter"), actor=current_actor())
    except DomainError as error:
        form.reject(error)
        return _page(one, None, letter_form=form)
    flash(gettext("The letter of credentials is kept."), "good")
    return _back(one)


@bp.get("/<int:delegation_id>/letter")
@requires(Permission.DELEGATIONS_VIEW)
def letter(event: Event, delegation_id: int) -> ResponseReturnValue:
    kept = _letter(child_or_404(Delegation, delegation_id, event))
    return respond(kept) if kept else abort(404)


@bp.post("/<int:delegation_id>/letter/remove")
@requires(Permission.DELEGATIONS_EDIT)
def drop_letter(event: Event, delegation_id: int) -> ResponseReturnValue:
    one = child_or_404(Delegation, delegation_id, event)
    service.drop_credentials(one, actor=current_actor())
    return _back(one)


@bp.post("/<int:delegation_id>/members")
@requires(Permission.DELEGATIONS_EDIT)
def add(event: Event, delegation_id: int) -> ResponseReturnValue:
    one, form = child_or_404(Delegation, delegation_id, event), MemberForm()
    form.offer(event)
    if form.validate():
        try:
            made = members.add_member(
                one,
                form.person(one.country),
                Capacity(form.capacity.data),
                actor=current_actor(),
                now=clock.now(),
                function=form.function.data or "",
                organisation=form.organisation.data or "",
                listed=form.listed.data,
                category_id=int(form.category.data) if form.category.data else None,
            )
        except DomainError as error:
            form.reject(error)
        else:
            flash(gettext("%(name)s is a delegate.", name=made.person.name), "good")
            return _back(one)
    return _page(one, form)


def _member(event: Event, delegation_id: int, member_id: int) -> tuple[Delegation, Registration]:
    one, member = child_or_404(Delegation, delegation_id, event), child_or_404(Registration, member_id, event)
    if member.delegation_id != one.id or not member.is_live:
        abort(404)
    return one, member


@bp.post("/<int:delegation_id>/members/<int:member_id>/shift")
@requires(Permission.DELEGATIONS_EDIT)
def shift(event: Event, delegation_id: int, member_id: int) -> ResponseReturnValue:
    one, member = _member(event, delegation_id, member_id)
    members.shift_member(member, -1 if request.form.get("by") == "-1" else 1, actor=current_actor())
    return _back(one, anchor=f"member-{member.id}")


@bp.post("/<int:delegation_id>/members/<int:member_id>/capacity")
@requires(Permission.DELEGATIONS_EDIT)
def change_capacity(event: Event, delegation_id: int, member_id: int) -> ResponseReturnValue:
    one, member = _member(event, delegation_id, member_id)
    wanted = request.form.get("capacity")
    if wanted not in set(Capacity):
        abort(400)
    try:
        members.change_capacity(member, Capacity(wanted), actor=current_actor())
    except DomainError as error:
        flash(str(error), "bad")
    return _back(one, anchor=f"member-{member.id}")


@bp.post("/<int:delegation_id>/members/<int:member_id>/remove")
@requires(Permission.DELEGATIONS_EDIT)
def remove(event: Event, delegation_id: int, member_id: int) -> ResponseReturnValue:
    one, member = _member(event, delegation_id, member_id)
    members.remove_member(member, actor=current_actor(), now=clock.now(), reason=request.form.get("reason", "")[:500])
    flash(gettext("%(name)s is no longer a delegate.", name=member.person.name), "good")
    return _back(one)


@bp.get("/participants.pdf")
@requires(Permission.DELEGATIONS_VIEW)
def participants(event: Event) -> ResponseReturnValue:
    """The list of participants on paper, provisional unless it is said to be final."""
    language = request.args.get("language", current_locale())
    if language not in LOCALES:
        abort(400)
    today: date = to_local(clock.now(), event.zone).date()
    content = participants_pdf(event, language, final=request.args.get("state") == "final", day=today)
    response = Response(content, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"{event.slug}-participants-{language}.pdf")
    return response


def _letter(one: Delegation) -> StoredFile | None:
    from app.core.db import db

    return db.session.get(StoredFile, one.credentials_id) if one.credentials_id else None


def _page(one: Delegation, form: MemberForm | None, letter_form: LetterForm | None = None) -> ResponseReturnValue:
    refused = form or letter_form
    if form is None:
        form = MemberForm(formdata=None)
        form.offer(one.event)
    page = render_template(
        "delegations/delegation.html",
        event=one.event,
        delegation=one,
        name=delegation_name(one),
        members=members.roster(one),
        quotas=quotas_of(one),
        letter=_letter(one),
        form=form,
        letter_form=letter_form or LetterForm(formdata=None),
        kinds=KINDS,
        capacities=CAPACITIES,
    )
    return page, 422 if refused is not None else 200


def _back(one: Delegation, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for(".delegation", event=one.event, delegation_id=one.id, _anchor=anchor))


def _status(form: Any) -> int:
    return 422 if form.errors else 200
