"""Databases for tests: where they live, and how they are emptied between two tests."""

from __future__ import annotations

from pathlib import Path

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
    """Delete every row really: what tests and their threads committed is gone, whatever points to what."""
    lift = {"sqlite": "PRAGMA defer_foreign_keys = ON", "postgresql": "SET LOCAL session_replication_role = replica"}
    with db.engine.begin() as connection:
        statements = [lift[connection.dialect.name], *_deletions()]
        if connection.dialect.name == "postgresql":
            statements = ["; ".join(statements)]  # one message to the server
        cursor = connection.connection.cursor()
        for statement in statements:
            cursor.execute(statement)


def _deletions() -> list[str]:
    return [f'DELETE FROM "{table.name}"' for table in reversed(Base.metadata.sorted_tables)]
