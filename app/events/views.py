"""The organiser's pages of events: the list, one event's details, and what becomes of it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core.errors import DomainError
from app.core.pages import page_number, paginate
from app.institutions.queries import current_institution

from . import managed, rules, service
from .forms import CancelForm, EventForm
from .models import Event, EventState

bp = Blueprint("events_manage", __name__, url_prefix="/manage")


@bp.get("/events/")
@requires(Permission.MANAGE)
def index() -> ResponseReturnValue:
    """The events on which one works; all of them for an administrator."""
    statement = managed.events_of(current_institution(), current_user, request.args.get("q", ""), request.args.get("state", ""))
    page = paginate(statement, number=page_number(request.args.get("page")))
    return render_template("events/manage/index.html", page=page, states=[(state.value, state.label) for state in EventState])


@bp.route("/events/<event:event>/edit", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def edit(event: Event) -> ResponseReturnValue:
    form = EventForm(event.institution, event)
    if form.validate_on_submit():
        try:
            moved = service.update_event(event, actor=current_actor(), opened=form.edition, **form.values())
        except DomainError as error:
            form.reject(error)
        else:
            flash(gettext("Kept."), "good")
            overview = event.state is EventState.DRAFT or moved  # what is still to do stands there, and who does not know of a new time yet
            return redirect(url_for("manage.event" if overview else ".edit", event=event))
    return _edit_page(event, form, CancelForm(formdata=None)), form.status


def _edit_page(event: Event, form: EventForm, cancel: CancelForm) -> str:
    moves = [state for state in EventState if state in rules.MOVES[event.state]]
    return render_template("events/manage/edit.html", form=form, event=event, moves=moves, cancel=cancel)


@bp.post("/events/<event:event>/state")
@requires(Permission.EVENT_EDIT)
def move(event: Event) -> ResponseReturnValue:
    """Publish, cancel with a reason, archive, bring back; what stands against it is said on the page of the event's details."""
    wanted = request.form.get("to", "")
    if wanted not in {state.value for state in EventState}:
        abort(400)
    cancel, form = CancelForm(), EventForm(event.institution, event, formdata=None)
    cancel.refuse_unknown()
    cancelling = wanted == EventState.CANCELLED and EventState.CANCELLED in rules.MOVES[event.state]
    if cancelling and not cancel.validate():
        return _edit_page(event, form, cancel), 422
    reason = cancel.reason.data if cancelling else None
    try:
        service.move(event, EventState(wanted), actor=current_actor(), reason=reason, tell=cancel.tell.data)
    except DomainError as error:
        form.reject(error)
        return _edit_page(event, form, CancelForm(formdata=None)), error.status
    flash(gettext("The event is now “%(state)s”.", state=event.state.label), "good")
    return redirect(url_for("manage.event", event=event))
