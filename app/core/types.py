"""Column types: texts in three languages, instants in UTC, enumerations kept by value."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

from .locales import LOCALES, RTL, current_locale

__all__ = ["LOCALES", "RTL", "EnumText", "LocalDateTime", "Translated", "TranslatedText", "UtcDateTime"]


class Translated(Mapping[str, str]):
    """One text in up to three languages; immutable. ``str(text)`` is the reader's language, or the best there is."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None, /, **by_locale: str) -> None:
        given = {**(texts or {}), **by_locale}
        self._texts = {code: text for code in LOCALES if (text := (given.get(code) or "").strip())}

    def __getitem__(self, code: str) -> str:
        return self._texts[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Translated):
            return self._texts == other._texts
        return isinstance(other, Mapping) and self._texts == dict(other)

    def __repr__(self) -> str:
        return f"Translated({self._texts!r})"

    def __str__(self) -> str:
        return self.render(current_locale())

    def best(self, locale: str) -> tuple[str, str]:
        """(locale, text) that serves a reader of `locale`: theirs, else French, English, Arabic; ("", "") when empty."""
        for code in (locale, "fr", "en", "ar"):
            if code in self._texts:
                return code, self._texts[code]
        return "", ""

    def render(self, locale: str) -> str:
        return self.best(locale)[1]


class TranslatedText(TypeDecorator[Translated]):
    """A `Translated` kept as JSON; NULL reads as the empty text."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Dialect) -> dict[str, str]:
        return dict(value or {})

    def process_result_value(self, value: Any, dialect: Dialect) -> Translated:
        return Translated(value or {})

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """SQLite gives the JSON itself. A list repeats few texts in many rows: each is taken apart once."""
        return _read if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


@lru_cache(maxsize=1024)
def _read(stored: str | None) -> Translated:
    return Translated(json.loads(stored) if stored else None)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware UTC in Python, whatever the database keeps. Raises ValueError for a naive value."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone; planned times are LocalDateTime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class LocalDateTime(TypeDecorator[datetime]):
    """A planned wall-clock time, without zone; the event's zone stands beside it. Raises ValueError for an aware value."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is not None:
            raise ValueError("a planned time is local; it carries no zone")
        return value


class EnumText(TypeDecorator[enum.StrEnum]):
    """A `StrEnum` kept by its value in a short text column."""

    impl = String(32)
    cache_ok = True

    def __init__(self, enum_class: type[enum.StrEnum]) -> None:
        super().__init__()
        self.enum_class = enum_class

    def process_bind_param(self, value: enum.StrEnum | str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.enum_class(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else self.enum_class(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """What the database gives is looked up: an enumeration's own way takes ten times as long, in every row of every list."""
        members: dict[str | None, enum.StrEnum | None] = {member.value: member for member in self.enum_class}
        return {**members, None: None}.__getitem__
