"""How the values of the programme are called in the interface."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

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
STATES = {"scheduled": _l("Scheduled"), "cancelled": _l("Cancelled")}
ROLES = {
    "chair": _l("Chair"),
    "moderator": _l("Moderator"),
    "speaker": _l("Speaker"),
    "discussant": _l("Discussant"),
    "rapporteur": _l("Rapporteur"),
    "interpreter": _l("Interpreter"),
}
