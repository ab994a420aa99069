"""How big a file is, in the reader's language."""

from __future__ import annotations

from babel.numbers import format_decimal
from flask_babel import gettext

from .i18n import cldr

STEP = 1000


def file_size(size: int) -> str:
    """ "12 kB", "3.4 MB": two digits, and the unit as the reader writes it."""
    if size < STEP:
        return str(gettext("%(size)s bytes", size=size))
    if size < STEP * STEP:
        return str(gettext("%(size)s kB", size=_short(size / STEP)))
    return str(gettext("%(size)s MB", size=_short(size / STEP / STEP)))


def _short(value: float) -> str:
    return str(format_decimal(round(value, 1 if value < 10 else 0), locale=cldr(), numbering_system="latn"))
