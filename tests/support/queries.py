"""Counting what a page asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.core.db import db


class Statements(list[str]):
    """The SQL that was sent, in order; `len()` is the count."""

    def __str__(self) -> str:
        return "\n".join(self)


@contextmanager
def count_queries() -> Iterator[Statements]:
    """with count_queries() as queries: client.get("/"); then len(queries). Savepoints and pragmas are not counted."""
    seen = Statements()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            seen.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
