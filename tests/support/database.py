"""Databases for tests: where they live, how they are emptied between two tests, and how a full one is had again."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from app.core.db import Base, db

from . import postgres


def new_database(kind: str, name: str, folder: Path, cluster: str | None) -> str:
    """An empty database of its own, as DATABASE_URL names it."""
    if kind == "sqlite":
        return f"sqlite:///{folder / name}.sqlite3"
    assert cluster is not None
    return postgres.create_database(cluster, name)


def driver(url: str) -> str:
    """The address as SQLAlchemy takes it."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def empty_all_tables() -> None:
    """Delete every row really: what tests and their threads committed is gone, whatever points to what.

    Most tests write to few tables, many to none: one question tells which hold rows."""
    with db.engine.begin() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(_question())
        if written := [name for (name,) in cursor.fetchall()]:
            _lift_foreign_keys(connection)
            for name in written:
                cursor.execute(f'DELETE FROM "{name}"')


@cache
def _question() -> str:
    """SQL that names the tables with rows, those that point to others first."""
    names = (table.name for table in reversed(Base.metadata.sorted_tables))
    return " UNION ALL ".join(f"""SELECT '{name}' WHERE EXISTS (SELECT 1 FROM "{name}")""" for name in names)


Rows = dict[Table, list[dict[str, Any]]]


def all_rows() -> Rows:
    """Everything that is committed, to be written again by `put_back`."""
    with db.engine.connect() as connection:
        found = {table: connection.execute(select(table)).mappings().all() for table in Base.metadata.sorted_tables}
        return {table: [dict(row) for row in rows] for table, rows in found.items() if rows}


def put_back(kept: Rows) -> None:
    """Write rows into empty tables, with the ids they had: far cheaper than to make them again. No id is given twice, for none is reused."""
    with db.engine.begin() as connection:
        _lift_foreign_keys(connection)
        for table, rows in kept.items():
            connection.execute(insert(table), rows)


def _lift_foreign_keys(connection: Connection) -> None:
    """Until the end of the transaction, rows may point to what is gone or not there yet."""
    lift = {"sqlite": "PRAGMA defer_foreign_keys = ON", "postgresql": "SET LOCAL session_replication_role = replica"}
    connection.exec_driver_sql(lift[connection.dialect.name])
