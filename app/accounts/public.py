"""Signing in and out, passwords, and one's own account."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user, login_user, logout_user

from app.audit import Actor
from app.core.errors import DomainError
from app.core.web import limiter

from . import passwords, rules, service
from .access import current_account, current_actor, public, requires
from .forms import ChoosePasswordForm, ForgottenForm, OwnForm, OwnPasswordForm, SignInForm
from .models import User
from .permissions import Permission
from .service import Link

bp = Blueprint("accounts", __name__)


def posted_email() -> str:
    return "account:" + rules.normal_email(request.form.get("email", ""))[:254]


def begin_session(user: User, *, by: str) -> None:
    """A session of its own: nothing of the visitor's is carried over, so that none can be planted."""
    session.clear()
    login_user(user)
    service.note_sign_in(user, by=by)


@bp.route("/sign-in", methods=["GET", "POST"])
@limiter.limit("20 per minute;200 per hour", methods=["POST"])
@limiter.limit("30 per hour", key_func=posted_email, methods=["POST"], deduct_when=lambda response: response.status_code == 422)
@public
def sign_in() -> ResponseReturnValue:
    going_on = rules.local_path(request.values.get("next")) or url_for("manage.index")
    if current_user.is_authenticated and request.method == "GET":
        return redirect(going_on)
    form = SignInForm()
    if form.validate_on_submit():
        user = service.authenticate(form.email.data, form.password.data)
        if user is not None:
            begin_session(user, by="password")
            return redirect(going_on)
        form.reject(DomainError(_l("This address and this password do not go together.")))
    return render_template("accounts/sign-in.html", form=form), 422 if form.errors else 200


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    flash(gettext("You are signed out."), "good")
    return redirect(url_for("public.home"))


@bp.route("/password", methods=["GET", "POST"])
@limiter.limit("5 per minute;20 per hour", methods=["POST"])
@limiter.limit("5 per hour", key_func=posted_email, methods=["POST"])
@public
def forgotten() -> ResponseReturnValue:
    form = ForgottenForm()
    if form.validate_on_submit():
        service.request_password(form.email.data)
        return redirect(url_for(".asked"))
    return render_template("accounts/forgotten.html", form=form), 422 if form.errors else 200


@bp.get("/password/sent")
@public
def asked() -> ResponseReturnValue:
    return render_template("accounts/asked.html")


@bp.route("/password/<token>", methods=["GET", "POST"])
@public
def password_link(token: str) -> ResponseReturnValue:
    return _choose_password(token, Link.PASSWORD)


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@public
def invitation_link(token: str) -> ResponseReturnValue:
    return _choose_password(token, Link.INVITATION)


def _choose_password(token: str, purpose: Link) -> ResponseReturnValue:
    user = service.open_link(token, purpose)
    form = ChoosePasswordForm()
    if form.validate_on_submit():
        try:
            service.set_password(user, form.password.data, actor=Actor(user.id, user.name))
        except DomainError as error:
            form.reject(error)
        else:
            begin_session(user, by=purpose)
            flash(gettext("Your password is set."), "good")
            return redirect(url_for("manage.index"))
    return _private(render_template("accounts/choose-password.html", form=form, account=user), 422 if form.errors else 200)


@bp.route("/sign-in/<token>", methods=["GET", "POST"])
@public
def sign_in_link(token: str) -> ResponseReturnValue:
    """A button first: programs that fetch every address of a letter must not use the link up."""
    user = service.open_link(token, Link.SIGN_IN)
    if request.method == "POST":
        begin_session(user, by=Link.SIGN_IN)
        return redirect(url_for("manage.index"))
    return _private(render_template("accounts/sign-in-link.html", account=user))


def _private(page: str, status: int = 200) -> ResponseReturnValue:
    """A page whose address is a secret: kept by no cache."""
    return page, status, {"Cache-Control": "no-store"}


@bp.route("/manage/account", methods=["GET", "POST"])
@requires(Permission.MANAGE)
def own() -> ResponseReturnValue:
    form = OwnForm(obj=current_user)
    if form.validate_on_submit():
        service.update_own(current_account(), name=form.name.data, locale=form.locale.data, actor=current_actor())
        flash(gettext("Saved."), "good")
        return redirect(url_for(".own", lang=current_account().locale))
    return render_template("accounts/own.html", form=form, password_form=OwnPasswordForm(formdata=None)), 422 if form.errors else 200


@bp.post("/manage/account/password-link")
@requires(Permission.MANAGE)
def own_password_link() -> ResponseReturnValue:
    """For an account that was only ever opened by links: on to choosing its first password."""
    if current_account().password_hash:
        return redirect(url_for(".own"))
    return redirect(service.link(current_account(), Link.INVITATION))


@bp.post("/manage/account/password")
@limiter.limit("10 per minute")
@requires(Permission.MANAGE)
def own_password() -> ResponseReturnValue:
    form = OwnPasswordForm()
    if form.validate_on_submit():
        try:
            if not passwords.matches(current_account().password_hash, form.current.data):
                raise DomainError(_l("This is not your present password."), field="current")
            service.set_password(current_account(), form.password.data, actor=current_actor())
        except DomainError as error:
            form.reject(error)
        else:
            login_user(current_account())
            flash(gettext("Your password is changed; you are signed out everywhere else."), "good")
            return redirect(url_for(".own"))
    return render_template("accounts/own.html", form=OwnForm(formdata=None, obj=current_account()), password_form=form), 422
