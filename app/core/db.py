"""The database: one session per request, SQLite that behaves under concurrency, PostgreSQL that behaves alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from flask import has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Mapped, ORMExecuteState, Session, mapped_column

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
BUSY_TIMEOUT_MS = 15_000
STREAMED = {"streamed": True}  # execution options of a connection that hands out rows a few at a time, which takes a transaction

_reading: ContextVar[bool] = ContextVar("reading", default=False)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012 SQLAlchemy declares it so; ids are never reused


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class Edited:
    """What several people edit by a form: each save counts one, so that a form knows whether it shows what is there (see audit.editions)."""

    edition: Mapped[int] = mapped_column(default=1, server_default="1")


def table_args(*constraints: Any) -> tuple[Any, ...]:
    """Constraints of a table, with the promise that its ids are never reused."""
    return (*constraints, {"sqlite_autoincrement": True})


@contextmanager
def read_only() -> Iterator[None]:
    """Outside a request transactions are for writing; within this block they only read, and do not queue behind writers."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def only_reads() -> bool:
    return request.method in SAFE_METHODS if has_request_context() else _reading.get()


class Reads(RuntimeError):
    """A request that only reads was about to write: the fault of whoever wrote the view."""


@event.listens_for(Session, "before_flush")
def _readers_keep_nothing(session: Session, *_given: Any) -> None:
    if only_reads():
        raise Reads([*session.new, *session.dirty, *session.deleted])


@event.listens_for(Session, "do_orm_execute")
def _readers_change_nothing(executed: ORMExecuteState) -> None:
    if (executed.is_insert or executed.is_update or executed.is_delete) and only_reads():
        raise Reads(executed.statement)


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # SQLAlchemy's "begin" event below decides how a transaction starts
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "cache_size = -1000",  # kilobytes for each connection; the system remembers the file for all of them
        "mmap_size = 0",  # a map counts as memory of the process for each connection anew, and saves no time that could be measured
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Any) -> None:
    """Writers take the lock at once: a transaction that reads first and writes later could not be retried by SQLite."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if only_reads() else "BEGIN IMMEDIATE")
