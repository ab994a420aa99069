"""How the values of the programme are called in the interface."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext, ngettext

KINDS = {
    "opening": _l("Opening ceremony"),
    "keynote": _l("Keynote"),
    "panel": _l("Panel"),
    "round-table": _l("Round table"),
    "workshop": _l("Workshop"),
    "talks": _l("Talks"),
    "break": _l("Break"),
    "closing": _l("Closing ceremony"),
}
STATES = {"scheduled": _l("Scheduled"), "cancelled": lazy_pgettext("session", "Cancelled")}
ROLES = {
    "chair": _l("Chair"),
    "moderator": _l("Moderator"),
    "speaker": _l("Speaker"),
    "discussant": _l("Discussant"),
    "rapporteur": _l("Rapporteur"),
    "interpreter": _l("Interpreter"),
}


def role_of(role: str, number: int) -> str:
    """What a role is called over one name, or over several."""
    match role:
        case "chair":
            return str(ngettext("Chair", "Chairs", number))
        case "moderator":
            return str(ngettext("Moderator", "Moderators", number))
        case "discussant":
            return str(ngettext("Discussant", "Discussants", number))
        case "rapporteur":
            return str(ngettext("Rapporteur", "Rapporteurs", number))
        case "interpreter":
            return str(ngettext("Interpreter", "Interpreters", number))
        case _:
            return str(ngettext("Speaker", "Speakers", number))
