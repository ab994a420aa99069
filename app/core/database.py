"""Flask's side of the database: engine options, migrations, and what a start asks of it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

import config

from .db import STREAMED, db, only_reads

STATEMENTS = 500  # more than there are: each connection keeps those it has used
REST = 2.0  # seconds after which a connection may have died unnoticed
PREPARING = 20_260_920  # the number of the lock that one preparation holds on PostgreSQL


class Migrations:
    """Stands where Flask-Migrate looks for itself until a command asks for it: Alembic takes longer to import than a page to make."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate

        folder = Path(self._app.root_path).parent / "migrations"
        Migrate(self._app, db, directory=str(folder), compare_type=True, render_as_batch=False)
        return getattr(self._app.extensions["migrate"], name)


def init_app(app: Flask) -> None:
    url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    options: dict[str, Any] = {"hide_parameters": not app.testing}  # what people typed stays out of the log when a statement fails
    few = {"pool_use_lifo": True}  # connections, as are needed at once: each remembers pages and statements of its own
    if url.get_backend_name() != "sqlite":
        options |= {"pool_size": 5, **few}
    elif url.database and url.database != ":memory:":
        _make_folder(Path(url.database).parent)
        options |= few
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", options)
    db.init_app(app)
    if url.get_backend_name() != "sqlite":
        with app.app_context():
            ask_the_rested(db.engine)
            keep_statements(db.engine)
    app.extensions["migrate"] = Migrations(app)


def ask_the_rested(engine: Engine) -> None:
    """A server that was started anew leaves dead connections behind: one that has rested is asked before it is used, and made anew.

    To ask before every use, as a pool can by itself, is one journey to the server more in each request."""

    @event.listens_for(engine, "checkin")
    def note(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["resting_since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def ask(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
        now = monotonic()
        if now - record.info.get("resting_since", now) < REST:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error  # the pool connects once more


def keep_statements(engine: Engine) -> None:
    """Let the server plan a statement once for each connection, not once for each request; and where nothing is written, let each stand alone.

    At a rollback psycopg forgets every statement that the server has prepared, and a request that only reads ends with one. Without a
    transaction there is none to roll back, none to begin, and nothing is lost: at READ COMMITTED every statement sees a state of its own."""

    @event.listens_for(engine, "connect")
    def make_room(connection: Any, _record: Any) -> None:
        connection.prepared_max = STATEMENTS

    @event.listens_for(engine, "begin")
    def choose(connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection
        alone = only_reads() and not connection.get_execution_options().keys() & STREAMED
        if raw.autocommit is not alone:
            raw.autocommit = alone


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise config.ConfigError(f"DATABASE_URL names a file in {folder}, which cannot be made: {error.strerror}.") from None


@contextmanager
def preparation() -> Iterator[None]:
    """Bring the database up to date within this: one at a time, whoever starts in the same moment.

    Raises ConfigError, in one sentence, where the database cannot be had, or belongs to a newer Nadwa."""
    try:
        with _alone():
            _refuse_newer()
            yield
    except DBAPIError as error:
        reason = str(error.orig).partition("\n")[0].rstrip(".")
        raise config.ConfigError(f"DATABASE_URL names a database that cannot be prepared: {reason}.") from None


@contextmanager
def _alone() -> Iterator[None]:
    """Wait for PostgreSQL's word, or for the folder of SQLite's file: its writers wait by themselves, but not as long as a demonstration takes."""
    place = db.engine.url.database
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as held:
            held.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": PREPARING})
            yield
    elif place and place != ":memory:":
        folder = os.open(Path(place).parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)
    else:
        yield


def _refuse_newer() -> None:
    """A database that has seen migrations which this version does not know is not to be touched."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(config.ROOT / "migrations")).walk_revisions()}
    with db.engine.connect() as connection:
        unknown = set(MigrationContext.configure(connection).get_current_heads()) - known
    if unknown:
        raise config.ConfigError(
            f"DATABASE_URL names a database of another version of Nadwa, newer than this one (its tables are at {', '.join(sorted(unknown))}). "
            "Start that version, or restore a copy that was made before it was installed."
        )
