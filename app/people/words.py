"""How the values of the directory are called in the interface."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

ORGANISATION_KINDS = {
    "government": _l("Government"),
    "commune": _l("Commune or local authority"),
    "embassy": _l("Embassy"),
    "international": _l("International organisation"),
    "ngo": _l("Association or NGO"),
    "university": _l("University"),
    "institute": _l("Institute or think tank"),
    "press": _l("Press"),
    "company": _l("Company"),
    "other": _l("Other"),
}
