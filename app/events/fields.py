"""Form fields that events share: dates and times that say what is wrong in the reader's language, themes, languages, zones."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, DateTimeLocalField, SelectChoice, SelectField, SelectMultipleField, TimeField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.forms import options
from app.core.zones import zone_names
from app.institutions.models import Institution, Theme
from app.institutions.queries import Tree

from .rules import EARLIEST, LATEST


class Day(DateField):  # type: ignore[misc]
    """A date; what is not one is said beside the field."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, [Optional()], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_l("Give a date that exists, as year-month-day.")) from None
        _require_sane_year(self)


class Hour(TimeField):  # type: ignore[misc]
    """A time of day; what is not one is said beside the field."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, [Optional()], format=["%H:%M", "%H:%M:%S"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_l("Give a time between 00:00 and 23:59.")) from None


class Choices(SelectMultipleField):  # type: ignore[misc]
    """Boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        allowed = {str(one.value) for one in self.choices or []}
        if any(str(value) not in allowed for value in self.data or []):
            raise ValidationError(_l("This is not one of the choices."))


def choice(label: Any, **kwargs: Any) -> SelectField:
    """A select whose refusal is said in the reader's language."""
    return SelectField(label, validate_choice=True, **kwargs)


class Moment(DateTimeLocalField):  # type: ignore[misc]
    """A day and an hour, in years that calendars and clocks can reckon with."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, [Optional()], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_l("Give a day and an hour that exist.")) from None
        _require_sane_year(self)


def _require_sane_year(field: Any) -> None:
    if field.data is not None and not EARLIEST <= field.data.year <= LATEST:
        field.data = None
        raise ValueError(_l("Give a year between %(first)s and %(last)s.", first=EARLIEST, last=LATEST))


def joined(day: Any, hour: time | None) -> datetime | None:
    return datetime.combine(day, hour or time()) if day else None


def zone_choices(institution: Institution) -> list[SelectChoice]:
    """Every zone, the institution's first."""
    return options((name, name.replace("_", " ")) for name in (institution.zone, *(n for n in zone_names() if n != institution.zone)))


def theme_choices(tree: Tree) -> list[SelectChoice]:
    """Themes as an indented list, by id."""
    return options((str(branch.theme.id), "— " * branch.depth + str(branch.theme.name)) for branch in tree)


def chosen_themes(tree: Tree, ids: list[str] | None) -> list[Theme]:
    return [branch.theme for branch in tree if str(branch.theme.id) in (ids or [])]
