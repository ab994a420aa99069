"""Connections that are kept: what a restart of the database's server left dead is found before it is used, and what it planned is used again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, Executable, create_engine, delete, text, update
from sqlalchemy.exc import DBAPIError

from app.core import database
from app.core.db import Reads, db, read_only
from app.institutions.models import Institution
from tests.events import factories as events


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


@pytest.mark.postgresql
def test_what_one_request_had_planned_serves_the_next_and_one_that_only_reads_begins_nothing(engine: Engine) -> None:
    database.keep_statements(engine)
    with read_only():
        for _ in range(10):
            ask(engine)
        with engine.connect() as connection:
            plans = connection.execute(text("SELECT statement FROM pg_prepared_statements")).scalars().all()
            assert "SELECT 1" in plans
            assert status(connection) == TransactionStatus.IDLE
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        assert status(connection) == TransactionStatus.INTRANS


@pytest.mark.postgresql
def test_a_reading_request_that_the_database_refused_leaves_a_sound_connection(engine: Engine) -> None:
    database.keep_statements(engine)
    with read_only(), engine.connect() as connection:
        with pytest.raises(DBAPIError):
            connection.execute(text("SELECT 1 / 0"))
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    assert ask(engine) == 1


@pytest.mark.parametrize("change", [update(Institution).values(accent="#123456"), delete(Institution)])
def test_what_only_reads_can_change_nothing(change: Executable) -> None:
    events.institution().accent = "#654321"
    with read_only():
        with pytest.raises(Reads):
            db.session.execute(change)
        with pytest.raises(Reads):
            db.session.flush()
    db.session.flush()


def status(connection: Connection) -> int:
    raw: Any = connection.connection.dbapi_connection
    return int(raw.pgconn.transaction_status)
