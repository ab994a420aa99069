"""The trail of an event in readable sentences."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

ACTIONS: dict[str, Any] = {
    "account.created": _l("Account opened"),
    "account.password-changed": _l("Password changed"),
    "account.signed-in": _l("Signed in"),
    "account.updated": _l("Account changed"),
    "team.joined": _l("Added to the team"),
    "team.left": _l("Taken off the team"),
    "institution.changed": _l("Settings of the institution changed"),
    "event.created": _l("Event created"),
    "event.changed": _l("Event changed"),
    "event.draft": _l("Event taken back to a draft"),
    "event.published": _l("Event published"),
    "event.cancelled": _l("Event cancelled"),
    "event.archived": _l("Event archived"),
    "message.resent": _l("Letter sent again"),
    "delegation.created": _l("Delegation created"),
    "delegation.changed": _l("Delegation changed"),
    "delegation.deleted": _l("Delegation deleted"),
    "delegation.quota": _l("Places of a delegation changed"),
    "delegation.letter": _l("Letter of credentials received"),
    "delegation.letter-removed": _l("Letter of credentials taken out"),
    "delegation.member-added": _l("Delegate added"),
    "delegation.member-changed": _l("Delegate changed"),
    "delegation.member-moved": _l("Order of a delegation changed"),
}
FIELDS: dict[str, Any] = {
    "title": _l("Title"),
    "name": _l("Name"),
    "role": _l("Role"),
    "state": _l("State"),
    "reason": _l("Reason"),
    "starts_at": _l("Start"),
    "ends_at": _l("End"),
    "slug": lazy_pgettext("web", "Address"),
    "zone": _l("Time zone"),
    "capacity": _l("Capacity"),
    "email": _l("E-mail"),
    "summary": _l("Summary"),
    "description": _l("Description"),
    "country": _l("Country"),
    "function": _l("Function"),
    "places": _l("Places"),
    "focal_point_name": _l("Focal point"),
    "focal_point_email": _l("E-mail of the focal point"),
    "notes": _l("Notes"),
}


def sentence(action: str) -> str:
    """What happened; an action nobody named yet is shown by its own words."""
    return str(ACTIONS.get(action) or action.replace(".", ": ").replace("-", " ").capitalize())


def label(column: str) -> str:
    return str(FIELDS.get(column) or column.removesuffix("_id").replace("_", " ").capitalize())
