"""The organiser's forms about the form."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, NumberRange, Optional, Regexp

from app.core.forms import Form, Opened, TranslatedField, line
from app.core.types import LOCALES, Translated
from app.events.fields import Moment

from .fields import HELP_LIMIT, LABEL_LIMIT, LIMITS, WITH_OPTIONS, Field, FieldType, Option, new_id

SPARE_OPTIONS = 3


class SettingsForm(Opened, Form):
    """When, how many, and how."""

    is_open = BooleanField(_l("Take registrations"), description=_l("Within the window below, once the event is published."))
    opens_at = Moment(_l("Opens"), description=_l("Empty: at once."))
    closes_at = Moment(_l("Closes"), description=_l("Empty: when the event ends."))
    capacity = IntegerField(
        _l("Places"), [Optional(), NumberRange(0, 100_000, _l("From 0 to 100,000."))], description=_l("Empty: no limit.")
    )
    waiting_list = BooleanField(_l("Keep a waiting list when all places are taken"))
    moderated = BooleanField(_l("Approve each registration"), description=_l("A place is kept while it waits."))
    category_id = SelectField(
        _l("Category"), [Optional()], description=_l("What those who register become; it gives the badge its colour and letter.")
    )
    introduction = TranslatedField(_l("Introduction"), limit=4000, rows=5, description=_l("Stands above the form. Markdown."))


class CategoryForm(Form):
    name = TranslatedField(_l("Name"), required=True, limit=80)
    letter = StringField(
        _l("Letter"), [DataRequired(_l("Please fill this in.")), Regexp(r"^\w{1,2}$", message=_l("One or two letters or digits."))]
    )
    colour = StringField(_l("Colour"), [DataRequired(_l("Please fill this in.")), line(7)], default="#1c4e80", render_kw={"type": "color"})
    zones = StringField(_l("Zones"), [line(60)], description=_l("Where its badge lets one in: A B C"))

    def zone_list(self) -> list[str]:
        return list(dict.fromkeys((self.zones.data or "").upper().replace(",", " ").split()))


class FieldForm(Form):
    """One question of the form; its options are read apart, see `options_of`."""

    beside = frozenset({"more", "another", "spare"})
    label = TranslatedField(_l("Question"), required=True, limit=LABEL_LIMIT)
    help = TranslatedField(_l("Help"), limit=HELP_LIMIT, rows=2)
    required = BooleanField(_l("Required"))
    limit = IntegerField(_l("Limit"), [Optional()])

    def names(self) -> set[str]:
        return super().names() | set(filter(_is_option, request.form))

    def field(self, before: Field, options: tuple[Option, ...]) -> Field:
        limit = self.limit.data if before.type in LIMITS else None
        return Field(
            before.id, before.type, self.label.data or Translated(), self.help.data or Translated(), self.required.data, options, limit
        )


def limit_hint(kind: FieldType) -> Any:
    """What the limit of a kind of question counts."""
    usual, most = LIMITS.get(kind, (0, 0))
    if kind is FieldType.FILE:
        return _l("In megabytes; %(usual)s when empty, %(most)s at most.", usual=usual, most=most)
    if kind is FieldType.CHOICES:
        return _l("How many may be ticked; as many as one likes when empty.")
    return _l("In characters; %(usual)s when empty, %(most)s at most.", usual=usual, most=most)


def _is_option(name: str) -> bool:
    return name.startswith("option-") and name.rpartition("-")[2] in LOCALES


def options_of(field: Field, sent: Any) -> tuple[Option, ...]:
    """The options as they were typed: known ones keep their id, new ones get one, emptied ones go."""
    if field.type not in WITH_OPTIONS:
        return ()
    order = [option.id for option in field.options] + [f"new{n}" for n in range(spare(sent))]
    found: list[Option] = []
    for key in order:
        label = Translated({code: sent.get(f"option-{key}-{code}", "").replace("\x00", "") for code in LOCALES})
        if label:
            taken = [option.id for option in (*field.options, *found)]
            found.append(Option(key if field.option(key) else new_id(taken), label))
    return tuple(found)


def spare(sent: Any) -> int:
    """How many empty lines for options the page has."""
    asked = str(sent.get("spare", ""))
    return min(int(asked), 60) if asked.isdecimal() and len(asked) < 4 else SPARE_OPTIONS
