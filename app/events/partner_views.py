"""Partners of an event, put into the order of protocol by buttons that a keyboard reaches."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core.errors import DomainError
from app.core.forms import step_asked

from . import partnerships
from .forms import PartnerForm
from .models import Event, PartnerRole, Partnership
from .routing import child_or_404
from .views import bp


@bp.route("/events/<event:event>/partners", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def partners(event: Event) -> ResponseReturnValue:
    form = PartnerForm(event.institution)
    if form.validate_on_submit():
        try:
            partnerships.add_partnership(event, form.found[form.organisation.data], PartnerRole(form.role.data), actor=current_actor())
        except DomainError as error:
            form.reject(error)
        else:
            flash(gettext("The partner is on the list, in last place."), "good")
            return redirect(url_for(".partners", event=event))
    status = 422 if form.errors else 200
    return render_template("events/manage/partners.html", event=event, form=form, partners=partnerships.in_order(event)), status


@bp.post("/events/<event:event>/partners/<int:partnership_id>/move")
@requires(Permission.EVENT_EDIT)
def move_partner(event: Event, partnership_id: int) -> ResponseReturnValue:
    partnership = child_or_404(Partnership, partnership_id, event)
    partnerships.shift(partnership, step_asked(), actor=current_actor())
    return redirect(url_for(".partners", event=event, _anchor=f"partner-{partnership_id}"))


@bp.post("/events/<event:event>/partners/<int:partnership_id>/remove")
@requires(Permission.EVENT_EDIT)
def remove_partner(event: Event, partnership_id: int) -> ResponseReturnValue:
    partnerships.remove_partnership(child_or_404(Partnership, partnership_id, event), actor=current_actor())
    flash(gettext("The partner is off the list."), "good")
    return redirect(url_for(".partners", event=event))
