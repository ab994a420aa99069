"""What the database holds, as a value: two of them differ when anything was written in between."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from app.core.db import Base, db

Contents = dict[str, tuple[int, str]]  # table -> (rows, digest of all of them)


def contents() -> Contents:
    """Every table with its rows, in a connection of its own: what a request left behind, not what the test has in mind."""
    with db.engine.connect() as connection:
        names = [table.name for table in Base.metadata.sorted_tables]
        return {name: _of(connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()) for name in names}


def _of(rows: object) -> tuple[int, str]:
    lines = sorted(repr(tuple(row)) for row in rows)  # type: ignore[attr-defined]
    return len(lines), hashlib.sha256("\n".join(lines).encode("utf-8", "backslashreplace")).hexdigest()


def difference(before: Contents, after: Contents) -> dict[str, tuple[int, int]]:
    """{table: (rows before, rows after)} of those that are not as they were."""
    return {table: (before[table][0], after[table][0]) for table in before if before[table] != after[table]}


@contextmanager
def nothing_changes() -> Iterator[None]:
    """with nothing_changes(): what is done within leaves every table as it was."""
    db.session.commit()
    before = contents()
    yield
    assert difference(before, contents()) == {}
