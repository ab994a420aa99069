"""The list as CSV: exactly what is shown, readable by every spreadsheet, safe to open."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from app.core.i18n import format_datetime
from app.core.locales import current_locale
from app.core.zones import to_local
from app.events.models import Event
from app.people.countries import country_name

from .answers import spoken
from .fields import Field, fields_of
from .queries import Filters, rows, versions_of
from .rules import LABELS

BOM = "\ufeff"  # without it Excel takes UTF-8 for the local code page
SIGNS = "=+@＝＋－＠\\-"  # in full width, too: some spreadsheets take them for the others
FORMULA = re.compile(rf"[\s\"'\u200b-\u200f\ufeff]*[{SIGNS}]|[\t\r\n]")
WITHIN = re.compile(rf"([;\t\r\n][\s\"']*)(?=[{SIGNS}])")  # where a spreadsheet of another country cuts cells
CHUNK = 64 * 1024


def as_csv(event: Event, filters: Filters) -> Iterator[str]:
    """The header and one line per registration, in pieces; custom answers are columns, by field, whatever version asked them."""
    current_locale()  # chosen now: the account is not at hand either
    return _lines(event.id, event.zone, _fields(event), filters)  # the event itself is not at hand any more while the lines go out


def _lines(event_id: int, zone: str, fields: list[Field], filters: Filters) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BOM)
    writer.writerow([neutral(cell) for cell in _heads(fields)])
    for row in rows(event_id, filters):
        writer.writerow([neutral(cell) for cell in _cells(zone, row, fields)])
        if buffer.tell() > CHUNK:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def neutral(cell: Any) -> str:
    """A cell that no spreadsheet takes for a formula (CVE-2023-2258), wherever it cuts the line."""
    text = WITHIN.sub(r"\1'", str(cell if cell is not None else "").replace("\x00", ""))
    return f"'{text}" if FORMULA.match(text) else text


def _fields(event: Event) -> list[Field]:
    """Each field that was ever asked, as its latest version words it."""
    found: dict[str, Field] = {}
    for version in versions_of(event):
        found |= {field.id: field for field in fields_of(version.fields)}
    return list(found.values())


def _heads(fields: list[Field]) -> list[str]:
    identity = [
        _("State"),
        pgettext("person", "Title"),
        _("Given name"),
        _("Family name"),
        _("Given name in Arabic"),
        _("Family name in Arabic"),
        _("E-mail"),
    ]
    place = [_("Function"), _("Organisation"), _("Country"), _("Category"), _("In the published list"), _("Registered on")]
    return [*identity, *place, *(str(field.label) for field in fields)]


def _cells(zone: str, row: Any, fields: list[Field]) -> list[Any]:
    identity = [LABELS[row.state], row.title, row.given_name, row.family_name, row.given_name_ar, row.family_name_ar, row.email]
    when = format_datetime(to_local(row.created_at, zone), "short")
    place = [row.function, row.organisation_name, country_name(row.country), row.category or "", _("Yes") if row.listed else _("No"), when]
    return [*identity, *place, *(spoken(field, row.answers.get(field.id), row.consents).text for field in fields)]
