"""The administrator's accounts, and the team of an event."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import login_user
from sqlalchemy import or_, select

from app.core.db import db
from app.core.errors import DomainError
from app.core.pages import page_number, paginate

from . import service
from . import team as teams
from .access import current_account, current_actor, requires
from .forms import ROLES, SITE_ROLES, EditUserForm, TeamForm, UserForm
from .models import EventRole, Role, User
from .permissions import Permission

bp = Blueprint("accounts_manage", __name__, url_prefix="/manage")


@bp.get("/users/")
@requires(Permission.ACCOUNTS_EDIT)
def index() -> ResponseReturnValue:
    query = select(User).order_by(User.active.desc(), User.name, User.id)
    if wanted := request.args.get("q", "").strip().lower()[:100]:
        columns = (db.func.lower(User.name), User.email)
        query = query.where(or_(*(column.contains(wanted, autoescape=True) for column in columns)))
    page = paginate(query, number=page_number(request.args.get("page")))
    return render_template("accounts/users.html", page=page, site_roles=dict(SITE_ROLES))


@bp.route("/users/new", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_EDIT)
def new() -> ResponseReturnValue:
    form = UserForm()
    if form.validate_on_submit():
        try:
            user = service.create_user(**form.values, actor=current_actor())
        except DomainError as error:
            form.reject(error)
        else:
            flash(gettext("The account is open; %(name)s was sent an invitation.", name=user.name), "good")
            return redirect(url_for(".index"))
    return render_template("accounts/user.html", form=form, account=None), 422 if form.errors else 200


@bp.route("/users/<int:user_id>", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_EDIT)
def edit(user_id: int) -> ResponseReturnValue:
    user = db.session.get(User, user_id) or abort(404)
    form = EditUserForm(obj=user)
    if form.validate_on_submit():
        try:
            service.update_user(user, **form.values, active=form.active.data, actor=current_actor())
            if user.id == current_account().id and user.active:
                login_user(user)  # who changes their own address stays signed in here
        except DomainError as error:
            form.reject(error)
        else:
            flash(gettext("Saved."), "good")
            return redirect(url_for(".index"))
    invitation = service.link(user, service.Link.INVITATION) if user.active and not user.password_hash else None
    return render_template("accounts/user.html", form=form, account=user, invitation=invitation), 422 if form.errors else 200


@bp.post("/users/<int:user_id>/invitation")
@requires(Permission.ACCOUNTS_EDIT)
def invite(user_id: int) -> ResponseReturnValue:
    user = db.session.get(User, user_id) or abort(404)
    service.send_link(user, service.Link.INVITATION)
    flash(gettext("%(name)s was sent an invitation.", name=user.name), "good")
    return redirect(url_for(".edit", user_id=user.id))


@bp.route("/events/<event:event>/team", methods=["GET", "POST"])
@requires(Permission.EVENT_ROLES)
def team(event: Any) -> ResponseReturnValue:
    form = TeamForm()
    if form.validate_on_submit():
        try:
            held = teams.give(event, form.email.data, Role(form.role.data), actor=current_actor())
        except DomainError as error:
            form.reject(error)
        else:
            flash(gettext("%(name)s is on the team.", name=held.user.name), "good")
            return redirect(url_for(".team", event=event))
    members, roles = teams.members(event.id), dict(ROLES)
    status = 422 if form.errors else 200
    return render_template("accounts/team.html", event=event, form=form, members=members, roles=roles), status


@bp.post("/events/<event:event>/team/<int:role_id>/remove")
@requires(Permission.EVENT_ROLES)
def leave(event: Any, role_id: int) -> ResponseReturnValue:
    held = db.session.get(EventRole, role_id)
    if held is None or held.event_id != event.id:
        abort(404)
    name = held.user.name
    try:
        teams.take(held, actor=current_actor())
    except DomainError as error:
        flash(str(error), "bad")
    else:
        flash(gettext("%(name)s no longer has this role.", name=name), "good")
    return redirect(url_for(".team", event=event))
