"""What a form asks beyond identity: fields as data, checked before they are kept.

A form version keeps a list of {"id", "type", "label", "help", "required", "options", "limit"}; ids of fields and options never change,
labels and help are in three languages."""

from __future__ import annotations

import enum
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import lazy_gettext as _l

from app.core.errors import DomainError
from app.core.types import LOCALES, Translated

ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
MAX_FIELDS, MAX_OPTIONS, LABEL_LIMIT, HELP_LIMIT = 60, 60, 300, 1000


class FieldType(enum.StrEnum):
    TEXT = "text"
    LONG_TEXT = "long-text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes-no"
    FILE = "file"
    CONSENT = "consent"


TYPE_LABELS = {
    FieldType.TEXT: _l("Short text"),
    FieldType.LONG_TEXT: _l("Long text"),
    FieldType.CHOICE: _l("One of several"),
    FieldType.CHOICES: _l("Any of several"),
    FieldType.YES_NO: _l("Yes or no"),
    FieldType.FILE: _l("File"),
    FieldType.CONSENT: _l("Consent"),
}
WITH_OPTIONS = frozenset({FieldType.CHOICE, FieldType.CHOICES})
# What `limit` counts, with its default and its highest value: characters, options ticked, megabytes.
LIMITS = {
    FieldType.TEXT: (200, 500),
    FieldType.LONG_TEXT: (3000, 20_000),
    FieldType.CHOICES: (MAX_OPTIONS, MAX_OPTIONS),
    FieldType.FILE: (5, 10),
}


class InvalidField(DomainError):
    """The definition of a field makes no sense; the message names it."""


@dataclass(frozen=True)
class Option:
    id: str
    label: Translated


@dataclass(frozen=True)
class Field:
    """One question. `limit` counts characters (texts), options (any of several) or megabytes (files)."""

    id: str
    type: FieldType
    label: Translated
    help: Translated = Translated()  # noqa: RUF009 immutable
    required: bool = False
    options: tuple[Option, ...] = ()
    limit: int | None = None

    @property
    def most(self) -> int:
        """The limit, or the usual one."""
        return self.limit or LIMITS.get(self.type, (0, 0))[0]

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)


def new_id(taken: Iterable[str] = ()) -> str:
    """An id that no field (or option) has yet."""
    known = set(taken)
    while (made := f"f{secrets.token_hex(3)}") in known:
        pass
    return made


def fields_of(definition: Iterable[Mapping[str, Any]]) -> tuple[Field, ...]:
    """Read what a version keeps. Raises InvalidField for what no editor of ours would have written."""
    fields = tuple(_read(one) for one in definition)
    check(fields)
    return fields


def definition_of(fields: Iterable[Field]) -> list[dict[str, Any]]:
    """As a version keeps it."""
    return [
        {
            "id": field.id,
            "type": field.type.value,
            "label": dict(field.label),
            "help": dict(field.help),
            "required": field.required,
            "options": [{"id": option.id, "label": dict(option.label)} for option in field.options],
            "limit": field.limit,
        }
        for field in fields
    ]


def check(fields: tuple[Field, ...]) -> None:
    """Raises InvalidField naming the first thing wrong."""
    if len(fields) > MAX_FIELDS:
        raise InvalidField(_l("A form has at most %(most)s fields.", most=MAX_FIELDS))
    if len({field.id for field in fields}) != len(fields):
        raise InvalidField(_l("Two fields have the same id."))
    for field in fields:
        _check(field)


def moved(fields: tuple[Field, ...], field_id: str, by: int) -> tuple[Field, ...]:
    """The field one place up (-1) or down (+1)."""
    order = list(fields)
    at = next(i for i, field in enumerate(order) if field.id == field_id)
    order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
    return tuple(order)


def without(fields: tuple[Field, ...], field_id: str) -> tuple[Field, ...]:
    return tuple(field for field in fields if field.id != field_id)


def with_field(fields: tuple[Field, ...], changed: Field) -> tuple[Field, ...]:
    """The field in its place; at the end when it is new."""
    if any(field.id == changed.id for field in fields):
        return tuple(changed if field.id == changed.id else field for field in fields)
    return (*fields, changed)


def _check(field: Field) -> None:
    if not ID.fullmatch(field.id):
        raise InvalidField(_l("“%(id)s” is not an id: small letters, digits and hyphens.", id=field.id[:40]))
    if not field.label:
        raise InvalidField(_l("A field needs a label in one language at least."), field="label")
    if any(len(text) > LABEL_LIMIT for text in field.label.values()) or any(len(text) > HELP_LIMIT for text in field.help.values()):
        raise InvalidField(_l("The label or the help of “%(label)s” is too long.", label=str(field.label)[:40]), field="label")
    if field.type in WITH_OPTIONS:
        _check_options(field)
    elif field.options:
        raise InvalidField(_l("“%(label)s” takes no options.", label=str(field.label)[:40]))
    if field.limit is not None and not 1 <= field.limit <= LIMITS.get(field.type, (0, 0))[1]:
        raise InvalidField(_l("The limit of “%(label)s” is out of range.", label=str(field.label)[:40]), field="limit")


def _check_options(field: Field) -> None:
    label = str(field.label)[:40]
    if not 2 <= len(field.options) <= MAX_OPTIONS:
        raise InvalidField(_l("“%(label)s” needs two to %(most)s options.", label=label, most=MAX_OPTIONS), field="options")
    ids = [option.id for option in field.options]
    if len(set(ids)) != len(ids) or not all(ID.fullmatch(option_id) for option_id in ids):
        raise InvalidField(_l("The options of “%(label)s” have wrong or equal ids.", label=label), field="options")
    if any(not option.label or any(len(text) > LABEL_LIMIT for text in option.label.values()) for option in field.options):
        raise InvalidField(_l("An option of “%(label)s” has no label, or one that is too long.", label=label), field="options")


def _read(raw: Mapping[str, Any]) -> Field:
    try:
        if unknown := set(raw) - set(Field.__dataclass_fields__):
            raise InvalidField(_l("A field has no “%(name)s”.", name=min(unknown)))
        options = tuple(Option(str(one["id"]), _texts(one["label"])) for one in raw.get("options") or ())
        limit = raw.get("limit")
        field = Field(
            str(raw["id"]), FieldType(raw["type"]), _texts(raw["label"]), _texts(raw.get("help") or {}), bool(raw.get("required", False))
        )
        return replace(field, options=options, limit=None if limit is None else int(limit))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidField(_l("The definition of a field cannot be read: %(problem)s", problem=str(error)[:100])) from None


def _texts(raw: Mapping[str, Any]) -> Translated:
    if unknown := set(raw) - set(LOCALES):
        raise InvalidField(_l("“%(code)s” is not one of the languages.", code=min(unknown)))
    return Translated({code: str(text) for code, text in raw.items()})
