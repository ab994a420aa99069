from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from app.accounts.models import Role, SiteRole, User
from app.core import work
from app.core.db import db
from tests.accounts import factories as accounts
from tests.security.samples import World, new_world

WHO = ("anonymous", "account", "organiser", "administrator", *(role.value for role in Role))


@pytest.fixture
def world() -> World:
    return new_world()


@pytest.fixture
def other() -> World:
    """Another event of the same institution, with one of everything of its own."""
    return new_world()


@pytest.fixture
def nothing_lasts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every request is undone at its end, so that a route that deletes does not spoil the next one's sample."""
    monkeypatch.setattr(work, "finish", write_and_undo)
    for module in ("app.documents.pdf", "app.certificates.paper", "app.badges.paper", "app.agenda.paper", "app.delegations.paper"):
        for name in ("render_chunk", "render_pdf"):  # who may have it is the question, not how it looks
            monkeypatch.setattr(f"{module}.{name}", lambda *_given, **_named: b"%PDF-1.7", raising=False)
    monkeypatch.setattr("app.certificates.service.draw", lambda _sheet: b"%PDF-1.7")
    monkeypatch.setattr("app.public.card.draw", lambda *_given: b"\x89PNG")
    yield
    monkeypatch.undo()


def write_and_undo() -> None:
    """What would be kept goes to the database, which may refuse it, and no further."""
    db.session.flush()
    work.abandon()


def account(name: str, world: World) -> User | None:
    """The account of a column of the matrix."""
    if name == "anonymous":
        return None
    if name in ("account", "organiser", "administrator"):
        return accounts.user(site_role=None if name == "account" else SiteRole(name))
    return accounts.user(Role(name), world.event)


@pytest.fixture
def asker(app: Flask) -> Callable[[User | None], Callable[..., Any]]:
    """ask = asker(account); ask("GET", "/path") is one request of a browser of its own."""

    name = app.config["SESSION_COOKIE_NAME"]

    def for_account(who: User | None) -> Callable[..., Any]:
        first = accounts.sign_in(app.test_client(), who) if who is not None else app.test_client()
        session = first.get_cookie(name)

        def ask(method: str, path: str, form: dict[str, Any] | None = None) -> Any:
            client = app.test_client()
            if session is not None:
                client.set_cookie(name, session.value)
            return client.open(path, method=method, data=form if method == "POST" else None, buffered=True)

        return ask

    return for_account
