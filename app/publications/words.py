"""How the values of publications are called in the interface."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

KINDS = {
    "concept-note": _l("Concept note"),
    "paper": _l("Paper"),
    "study": _l("Study"),
    "report": _l("Report"),
    "proceedings": _l("Proceedings"),
    "communique": _l("Communiqué"),
}
