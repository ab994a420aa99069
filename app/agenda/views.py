"""The organiser's programme: its days, and each session with its talks and people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError
from app.events.models import Event
from app.events.routing import child_or_404
from app.people.service import find_or_create_person

from . import directory, programme, service, talks
from .forms import NewPersonForm, RoleForm, SessionForm, TalkForm, days_of, session_fields, talk_fields
from .models import Contribution, Participation, ParticipationRole, Session

bp = Blueprint("agenda_manage", __name__, url_prefix="/manage/events/<event:event>/programme")


@bp.get("/")
@requires(Permission.EVENT_INSIDE)
def index(event: Event) -> ResponseReturnValue:
    whole = programme.load(event)
    by_day = {day: [slot for slot in whole.slots if slot.starts_at.date() == day] for day in days_of(event)}
    outside = [slot for slot in whole.slots if slot.starts_at.date() not in by_day]
    return render_template("agenda/manage/index.html", event=event, days=by_day, outside=outside)


@bp.route("/sessions/new", methods=["GET", "POST"])
@requires(Permission.AGENDA_EDIT)
def new_session(event: Event) -> ResponseReturnValue:
    form = SessionForm(data={"day": request.args.get("day")})
    form.offer(event)
    made: list[Session] = []
    if form.validate_on_submit() and _accepted(
        form, lambda: made.append(service.add_session(event, **form.values(), actor=current_actor()))
    ):
        flash(_("The session is on the programme. Now say who takes part."), "good")
        return redirect(_at(event, made[0]))
    return render_template("agenda/manage/new.html", event=event, form=form), _status(form)


@bp.route("/sessions/<int:session_id>", methods=["GET", "POST"])
@requires(Permission.AGENDA_EDIT)
def session(event: Event, session_id: int) -> ResponseReturnValue:
    found = child_or_404(Session, session_id, event)
    form = SessionForm(data=session_fields(found))
    form.offer(event)
    if form.validate_on_submit() and _accepted(
        form, lambda: service.edit_session(found, **form.values(), opened=form.edition, actor=current_actor())
    ):
        flash(_("The session is saved."), "good")
        return redirect(_at(event, found))
    return _session_page(event, found, form), form.status


@bp.post("/sessions/<int:session_id>/<any(cancel, restore, delete):action>")
@requires(Permission.AGENDA_EDIT)
def change_session(event: Event, session_id: int, action: str) -> ResponseReturnValue:
    found = child_or_404(Session, session_id, event)
    deeds = {"cancel": service.cancel_session, "restore": service.restore_session, "delete": service.delete_session}
    said = {"cancel": _("The session is cancelled."), "restore": _("The session takes place."), "delete": _("The session is deleted.")}
    target = url_for(".index", event=event) if action == "delete" else _at(event, found)
    return _done(event, found, lambda: deeds[action](found, actor=current_actor()), said[action], target)


@bp.route("/sessions/<int:session_id>/talks/new", methods=["GET", "POST"])
@requires(Permission.AGENDA_EDIT)
def new_talk(event: Event, session_id: int) -> ResponseReturnValue:
    found = child_or_404(Session, session_id, event)
    form = TalkForm()
    if form.validate_on_submit() and _accepted(form, lambda: talks.add_contribution(found, **form.values(), actor=current_actor())):
        flash(_("The talk is added. Now say who speaks."), "good")
        return redirect(_at(event, found, "talks"))
    return render_template("agenda/manage/talk.html", event=event, session=found, talk=None, form=form), _status(form)


@bp.route("/sessions/<int:session_id>/talks/<int:talk_id>", methods=["GET", "POST"])
@requires(Permission.AGENDA_EDIT)
def talk(event: Event, session_id: int, talk_id: int) -> ResponseReturnValue:
    found = child_or_404(Session, session_id, event)
    one = _talk_or_404(found, talk_id)
    form = TalkForm(data=talk_fields(one))
    if form.validate_on_submit() and _accepted(form, lambda: talks.edit_contribution(one, **form.values(), actor=current_actor())):
        flash(_("The talk is saved."), "good")
        return redirect(_at(event, found, "talks"))
    return render_template("agenda/manage/talk.html", event=event, session=found, talk=one, form=form), _status(form)


@bp.post("/sessions/<int:session_id>/talks/<int:talk_id>/<any(earlier, later, remove):action>")
@requires(Permission.AGENDA_EDIT)
def change_talk(event: Event, session_id: int, talk_id: int, action: str) -> ResponseReturnValue:
    found = child_or_404(Session, session_id, event)
    one = _talk_or_404(found, talk_id)

    def act() -> None:
        if action == "remove":
            talks.remove_contribution(one, actor=current_actor())
        else:
            talks.move_contribution(one, -1 if action == "earlier" else 1, actor=current_actor())

    said = _("The talk is taken out.") if action == "remove" else _("The order is changed.")
    return _done(event, found, act, said, _at(event, found, "talks"))


@bp.route("/sessions/<int:session_id>/people", methods=["GET", "POST"], defaults={"talk_id": None})
@bp.route("/sessions/<int:session_id>/talks/<int:talk_id>/people", methods=["GET", "POST"])
@requires(Permission.AGENDA_EDIT)
def people(event: Event, session_id: int, talk_id: int | None) -> ResponseReturnValue:
    """Search the directory, and give somebody found there a role; or enter somebody new."""
    found = child_or_404(Session, session_id, event)
    place = found if talk_id is None else _talk_or_404(found, talk_id)
    form, new = RoleForm(prefix="known-"), NewPersonForm(prefix="new-")
    given = new if "new-given_name" in request.form else form
    if given.validate_on_submit() and _accepted(given, lambda: _add_person(event, place, given)):
        flash(_("They take part."), "good")
        return redirect(_at(event, found, "people" if talk_id is None else "talks"))
    query = request.args.get("q", "")
    shown = directory.search(event, current_user, query)
    return render_template(
        "agenda/manage/people.html", event=event, session=found, place=place, form=form, new=new, query=query, found=shown
    ), _status(given)


@bp.post("/sessions/<int:session_id>/participations/<int:participation_id>/<any(earlier, later, remove):action>")
@requires(Permission.AGENDA_EDIT)
def change_participation(event: Event, session_id: int, participation_id: int, action: str) -> ResponseReturnValue:
    found = child_or_404(Session, session_id, event)
    one = db.session.get(Participation, participation_id)
    if one is None or talks.session_of(talks.place_of(one)) is not found:
        abort(404)

    def act() -> None:
        if action == "remove":
            talks.remove_participation(one, actor=current_actor())
        else:
            talks.move_participation(one, -1 if action == "earlier" else 1, actor=current_actor())

    said = _("They no longer take part.") if action == "remove" else _("The order is changed.")
    return _done(event, found, act, said, _at(event, found, "people"))


def _add_person(event: Event, place: Session | Contribution, form: RoleForm) -> None:
    actor = current_actor()
    if isinstance(form, NewPersonForm):
        with db.session.begin_nested():
            person = find_or_create_person(event.institution_id, form.values(), actor=actor, now=clock.now())
            person.function = form.function.data or person.function
            talks.add_participation(place, person, ParticipationRole(form.role.data), actor=actor)
        return
    known = directory.person(event, current_user, form.person.data)
    if known is None:
        abort(404)
    talks.add_participation(place, known, ParticipationRole(form.role.data), actor=actor)


def _talk_or_404(found: Session, talk_id: int) -> Contribution:
    one = db.session.get(Contribution, talk_id)
    if one is None or one.session_id != found.id:
        abort(404)
    return one


def _session_page(event: Event, found: Session, form: SessionForm, refused: DomainError | None = None) -> str:
    times = programme.load(event).find(found.id)
    return render_template("agenda/manage/session.html", event=event, session=found, slot=times, form=form, refused=refused)


def _accepted(form: Any, act: Callable[[], object]) -> bool:
    """Do it; or show beside its field why it cannot be done."""
    try:
        act()
    except DomainError as error:
        form.reject(error)
        return False
    return True


def _done(event: Event, found: Session, act: Callable[[], object], said: str, target: str) -> ResponseReturnValue:
    """A button's deed: back to the page, or the page with the reason why not."""
    try:
        act()
    except DomainError as error:
        form = SessionForm(formdata=None, data=session_fields(found))
        form.offer(event)
        return _session_page(event, found, form, error), error.status
    flash(said, "good")
    return redirect(target)


def _status(form: Any) -> int:
    return 422 if form.is_submitted() else 200


def _at(event: Event, found: Session, anchor: str | None = None) -> str:
    return url_for(".session", event=event, session_id=found.id, _anchor=anchor)
