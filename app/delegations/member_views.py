"""The members of a delegation, on the organiser's side: name, change, order, withdraw."""

from __future__ import annotations

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core import clock
from app.core.errors import DomainError
from app.core.forms import refuse_other_than, step_asked
from app.core.locales import current_locale
from app.events.models import Event
from app.events.routing import child_or_404
from app.registration.models import Capacity, Registration

from . import members, queries
from .forms import MemberForm, member_data
from .models import Delegation
from .views import back, bp
from .words import delegation_name


@bp.route("/<int:delegation_id>/members/new", methods=["GET", "POST"])
@requires(Permission.DELEGATIONS_EDIT)
def add_member(event: Event, delegation_id: int) -> ResponseReturnValue:
    one = child_or_404(Delegation, delegation_id, event)
    form = MemberForm(data=_suggested(one))
    form.offer(one)
    if form.validate_on_submit():
        try:
            made = members.add_member(one, form.person, form.mandate, actor=current_actor(), now=clock.now())
        except DomainError as error:
            form.reject(error)
        else:
            flash(_("%(name)s is a delegate.", name=made.person.name), "good")
            return back(one, _anchor=f"member-{made.id}")
    return _form_page(one, form, None)


@bp.route("/<int:delegation_id>/members/<int:member_id>", methods=["GET", "POST"])
@requires(Permission.DELEGATIONS_EDIT)
def edit_member(event: Event, delegation_id: int, member_id: int) -> ResponseReturnValue:
    one, member = _member(event, delegation_id, member_id)
    form = MemberForm(data=member_data(member))
    form.offer(one)
    if form.validate_on_submit():
        try:
            members.change_member(member, form.person, form.mandate, actor=current_actor(), now=clock.now())
        except DomainError as error:
            form.reject(error)
        else:
            flash(_("Saved."), "good")
            return back(one, _anchor=f"member-{member.id}")
    return _form_page(one, form, member)


@bp.post("/<int:delegation_id>/members/<int:member_id>/shift")
@requires(Permission.DELEGATIONS_EDIT)
def shift_member(event: Event, delegation_id: int, member_id: int) -> ResponseReturnValue:
    one, member = _member(event, delegation_id, member_id)
    members.shift_member(member, step_asked(), actor=current_actor())
    return back(one, _anchor=f"member-{member.id}")


@bp.post("/<int:delegation_id>/members/<int:member_id>/remove")
@requires(Permission.DELEGATIONS_EDIT)
def remove_member(event: Event, delegation_id: int, member_id: int) -> ResponseReturnValue:
    one, member = _member(event, delegation_id, member_id)
    refuse_other_than("reason")
    reason = request.form.get("reason", "").strip()
    members.remove_member(member, actor=current_actor(), now=clock.now(), reason=reason)
    flash(_("%(name)s is no longer a delegate.", name=member.person.name), "good")
    return back(one)


def _member(event: Event, delegation_id: int, member_id: int) -> tuple[Delegation, Registration]:
    """A live member of this delegation of this event; whoever else does not exist here."""
    one, member = child_or_404(Delegation, delegation_id, event), child_or_404(Registration, member_id, event)
    if member.delegation_id != one.id or not member.is_live:
        abort(404)
    return one, member


def _suggested(one: Delegation) -> dict[str, object]:
    """The first capacity with a free place, and the sender's country."""
    line = queries.line_of(one)
    free = [count.capacity for count in line.counts if not count.is_full] if one.quotas else []
    first = free[0] if free else Capacity.MEMBER if line.head else Capacity.HEAD
    sender = one.country or (one.organisation.country if one.organisation else None)
    return {"capacity": first.value, "country": sender or "", "locale": current_locale()}


def _form_page(one: Delegation, form: MemberForm, member: Registration | None) -> ResponseReturnValue:
    shown = render_template("delegations/member.html", event=one.event, delegation=one, form=form, member=member, name=delegation_name(one))
    return shown, 422 if form.errors else 200
