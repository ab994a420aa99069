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
    monkeypatch.setattr("app.documents.pdf.render_chunk", lambda *_given: b"%PDF-1.7")  # who may have it is the question, not how it looks
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

    def for_account(who: User | None) -> Callable[..., Any]:
        def ask(method: str, path: str, form: dict[str, Any] | None = None) -> Any:
            client = app.test_client()
            if who is not None:
                accounts.sign_in(client, who)
            return client.open(path, method=method, data=form if method == "POST" else None, buffered=True)

        return ask

    return for_account
