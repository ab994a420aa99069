"""Connections that are kept: what a restart of the database's server left dead is found before it is used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from app.core import database
from app.core.db import db


@pytest.fixture
def engine(app: Flask) -> Iterator[Engine]:
    """A pool of one connection, which was used and rests."""
    engine = create_engine(db.engine.url, pool_size=1, max_overflow=0)
    database.ask_the_rested(engine)
    assert ask(engine) == 1
    yield engine
    engine.dispose()


def ask(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(text("SELECT 1")).scalar_one()


def end(engine: Engine) -> None:
    """What a restart does to a connection, without the restart; SQLite, which has no server, is shut."""
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        number = connection.execute(text("SELECT pg_backend_pid()")).scalar_one() if engine.dialect.name == "postgresql" else None
    if number is None:
        assert raw is not None
        raw.close()
        return
    with db.engine.connect() as other:
        assert other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number}).scalar_one()


def test_a_connection_that_died_while_it_rested_is_made_anew(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    end(engine)
    with pytest.raises(DBAPIError):
        ask(engine)
    end(engine)
    monkeypatch.setattr(database, "REST", 0)
    assert ask(engine) == 1


def test_one_that_was_used_just_now_is_not_asked(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()
    monkeypatch.setattr(engine.dialect, "do_ping", lambda _connection: asked.append("again"))
    assert ask(engine) == 1
    assert asked == []
    monkeypatch.setattr(database, "REST", 0)
    assert ask(engine) == 1
    assert asked == ["again"]
