"""How the values of events are called in the interface."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

STATES = {"draft": _l("Draft"), "published": _l("Published"), "cancelled": _l("Cancelled"), "archived": _l("Archived")}
PRECISIONS = {
    "time": _l("Days and hours"),
    "day": _l("Days only"),
    "month": _l("The month"),
    "year": _l("The year"),
    "unknown": _l("Nothing"),
}
PARTNER_ROLES = {
    "organiser": _l("Organiser"),
    "co-organiser": _l("Co-organiser"),
    "patron": _l("Under the patronage of"),
    "guest-of-honour": _l("Guest of honour"),
    "partner": _l("Partner"),
    "sponsor": _l("Sponsor"),
}
