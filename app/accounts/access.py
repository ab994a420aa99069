"""Where the permission map meets routes and templates."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from werkzeug.exceptions import MethodNotAllowed, NotFound

from app.audit import Actor
from app.core.db import db
from app.core.forms import UnknownField, refuse_unasked

from .models import User
from .permissions import Permission, allows

View = TypeVar("View", bound=Callable[..., Any])
login_manager = LoginManager()


def requires(permission: Permission) -> Callable[[View], View]:
    """Let a view run only for those whom the map grants `permission`, on the event of the route where it has one.

    Strangers are sent to sign in, others get 403; to those who may not even see the event it is unknown (404), see `hide_drafts`."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            event = kwargs.get("event")
            if not allows(current_user, permission, event):
                if not current_user.is_authenticated:
                    return to_sign_in()
                abort(403)
            return _answer(view, args, kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def to_sign_in() -> ResponseReturnValue:
    return redirect(url_for("accounts.sign_in", next=request.full_path if request.method == "GET" else None))


def public(view: View) -> View:
    """Mark a view that is open to everyone; a test walks the map for views that say neither."""

    @functools.wraps(view)
    def open_to_all(*args: Any, **kwargs: Any) -> Any:
        return _answer(view, args, kwargs)

    open_to_all.permission = None  # type: ignore[attr-defined]
    return open_to_all  # type: ignore[return-value]


def _answer(view: View, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """What the view answers; unless it did what it was asked, and was sent what nothing in it asks. Then the session is as it was, too."""
    if request.method != "POST":
        return view(*args, **kwargs)
    before = dict(session)
    answer = current_app.make_response(view(*args, **kwargs))
    if answer.status_code < 400:
        try:
            refuse_unasked()
        except UnknownField:
            session.clear()
            session.update(before)
            raise
    return answer


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


def hide_drafts() -> ResponseReturnValue | None:
    """A draft answers to whoever may not see it like an address that nothing has, whatever the method. Below /manage both ask strangers to sign in."""
    if isinstance(request.routing_exception, MethodNotAllowed):
        endpoint, named = _by_another_method(request.routing_exception)
    else:
        endpoint, named = request.endpoint or "", request.view_args or {}
    is_hidden = "event" in named and _depends_on_the_reader(endpoint) and not allows(current_user, Permission.EVENT_VIEW, named["event"])
    if is_hidden:
        request.routing_exception = NotFound()
    if isinstance(request.routing_exception, NotFound) and request.path.startswith("/manage/") and not current_user.is_authenticated:
        return to_sign_in()
    return abort(404) if is_hidden else None


def _by_another_method(refused: MethodNotAllowed) -> tuple[str, Mapping[str, Any]]:
    """(endpoint, arguments) of an address by a method that it takes. Werkzeug looks at methods before it asks whether there is such an event."""
    adapter = current_app.create_url_adapter(request)
    for method in sorted(refused.valid_methods or ()):
        try:
            endpoint, named = adapter.match(method=method)  # type: ignore[union-attr]  # there is one in a request
        except (NotFound, MethodNotAllowed):
            continue
        return str(endpoint), named
    request.routing_exception = NotFound()
    return "", {}


def _depends_on_the_reader(endpoint: str) -> bool:
    """Whether an answer asks who is reading. Pages that open by a link of their own do not; but what their addresses take is told to nobody else."""
    by_link = getattr(current_app.view_functions.get(endpoint), "permission", None) is None
    return not by_link or request.method == "OPTIONS" or request.routing_exception is not None


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    app.before_request(hide_drafts)
    login_manager.user_loader(load_user)
    app.jinja_env.globals["can"] = can
