"""Where the permission map meets routes and templates."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, redirect, request, url_for
from flask_login import LoginManager, current_user

from app.audit import Actor
from app.core.db import db

from .models import User
from .permissions import Permission, allows

View = TypeVar("View", bound=Callable[..., Any])
login_manager = LoginManager()


def requires(permission: Permission) -> Callable[[View], View]:
    """Let a view run only for those whom the map grants `permission`, on the event of the route where it has one.

    Strangers are sent to sign in; a draft event stays unknown (404) to those who may not see it; others get 403."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            event = kwargs.get("event")
            if not allows(current_user, permission, event):
                if permission is Permission.EVENT_VIEW:
                    abort(404)
                if not current_user.is_authenticated:
                    return redirect(url_for("accounts.sign_in", next=request.full_path if request.method == "GET" else None))
                abort(403)
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def public(view: View) -> View:
    """Mark a view that is open to everyone; a test walks the map for views that say neither."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def can(permission: str, event: Any = None) -> bool:
    """For templates: can("event.edit", event)."""
    return allows(current_user, Permission(permission), event)


def current_actor() -> Actor:
    """Who is acting, for services: the account, or a visitor."""
    if current_user.is_authenticated:
        return Actor(current_user.id, current_user.name)
    return Actor(None, "Visitor")


def current_account() -> User:
    """The signed-in account itself, for services; only behind a permission that strangers do not have."""
    return current_user._get_current_object()  # type: ignore[no-any-return]


def load_user(session_id: str) -> User | None:
    """The account of a session; none once the password changed or the account was closed."""
    user_id, _, generation = session_id.partition(".")
    if not (user_id.isdecimal() and generation.isdecimal()):
        return None
    user = db.session.get(User, int(user_id))
    return user if user and user.active and user.generation == int(generation) else None


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.user_loader(load_user)
    app.jinja_env.globals["can"] = can
