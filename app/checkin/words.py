"""How readings are called on the organiser's pages; the desk has words of its own, for who stands before it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from .models import Direction, Verdict

VERDICTS: dict[Verdict, tuple[Any, str | None]] = {
    Verdict.ADMITTED: (lazy_pgettext("person", "Admitted"), "good"),
    Verdict.LEFT: (lazy_pgettext("person", "Left"), "good"),
    Verdict.REPEATED: (_l("Read again"), "warn"),
    Verdict.UNKNOWN: (_l("Unknown badge"), "bad"),
    Verdict.NOT_CONFIRMED: (_l("Not confirmed"), "bad"),
    Verdict.CANCELLED: (lazy_pgettext("registration", "Cancelled"), "bad"),
    Verdict.VOIDED: (_l("Old badge"), "bad"),
    Verdict.WRONG_ZONE: (_l("Wrong zone"), "bad"),
    Verdict.CLOSED: (lazy_pgettext("gate", "Closed"), "bad"),
    Verdict.UNDONE: (_l("Taken back"), None),
}
TOLD_LATE = (_l("Earlier, told late"), "good")  # a repeated reading that was made before the admission it repeats
DIRECTIONS = {Direction.IN: _l("Entry"), Direction.OUT: _l("Exit")}
