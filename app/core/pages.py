"""Pages of long lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from .db import db

Row = TypeVar("Row")
MAX_PAGE = 100_000


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page: its rows, its number (from 1), and how many rows there are in all."""

    rows: Sequence[Row]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return (self.number - 1) * self.size + len(self.rows)


def page_number(raw: str | None) -> int:
    """The page asked for; anything absurd is the first."""
    return min(int(raw), MAX_PAGE) if raw and raw.isdecimal() and len(raw) < 9 and int(raw) > 0 else 1


def paginate(statement: Select[Any], *, number: int, size: int = 50, scalars: bool = True, key: Any = None) -> Page[Any]:
    """Run a select for one page: two queries, whatever the number of rows.

    `key` is the column that tells the rows apart. Given, the page is found by it alone: thousands of wide rows are not carried along while
    they are put in order."""
    counted = statement.order_by(None).options().with_only_columns(func.count(), maintain_column_froms=True)
    total = db.session.execute(counted).scalar_one()
    if key is None:
        paged = statement.limit(size).offset((number - 1) * size)
    else:
        paged = statement.where(
            key.in_(statement.with_only_columns(key, maintain_column_froms=True).limit(size).offset((number - 1) * size))
        )
    result = db.session.execute(paged)
    return Page(list(result.scalars() if scalars else result), number, size, total)


def count(statement: Select[Any]) -> int:
    return int(db.session.execute(select(func.count()).select_from(statement.order_by(None).subquery())).scalar_one())
