"""What changed, in the reader's words: the names of columns and of the values that are codes."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from app.accounts.forms import ROLES, SITE_ROLES
from app.agenda import words as agenda
from app.certificates.forms import ROLE_LABELS as CERTIFICATE_ROLES
from app.checkin.forms import KINDS as GATE_KINDS
from app.delegations.words import CAPACITIES
from app.delegations.words import KINDS as DELEGATION_KINDS
from app.events import words as events
from app.people.words import ORGANISATION_KINDS
from app.publications.words import KINDS as PUBLICATION_KINDS
from app.registration.rules import LABELS as REGISTRATION_STATES

FIELDS: dict[str, Any] = {
    "about": _l("About the institution"),
    "abstract": _l("Abstract"),
    "accent": _l("Colour"),
    "active": _l("Open"),
    "address": _l("Address"),
    "aims": _l("Aims"),
    "answers": _l("Answers"),
    "biography": _l("Biography"),
    "by": _l("Way"),
    "cancelled_because": _l("Reason"),
    "capacity": _l("Capacity"),
    "category_id": _l("Category"),
    "citation": _l("Sentence of the event"),
    "city": _l("City"),
    "closes_at": _l("Closes"),
    "code": _l("Code"),
    "colour": _l("Colour"),
    "consents": _l("Consent"),
    "contact_email": _l("E-mail"),
    "country": _l("Country"),
    "cover_id": _l("Picture"),
    "credentials_id": _l("Letter of credentials"),
    "delegation_id": _l("Delegation"),
    "description": _l("Description"),
    "email": _l("E-mail"),
    "ends_at": _l("End"),
    "family_name": _l("Family name"),
    "family_name_ar": _l("Family name in Arabic"),
    "fields": _l("Questions"),
    "file": _l("File"),
    "focal_point_email": _l("E-mail of the focal point"),
    "focal_point_name": _l("Focal point"),
    "function": _l("Function"),
    "gender": _l("Gender"),
    "given_name": _l("Given name"),
    "given_name_ar": _l("Given name in Arabic"),
    "guest_of_honour": _l("Guest of honour"),
    "introduction": _l("Introduction"),
    "is_open": _l("Open"),
    "kind": _l("Kind"),
    "kind_id": _l("Kind"),
    "label": _l("Name"),
    "language": _l("Language"),
    "languages": _l("Languages"),
    "latitude": _l("Latitude"),
    "letter": _l("Letter"),
    "listed": _l("In the list of participants"),
    "locale": _l("Language"),
    "logo_id": _l("Logo"),
    "longitude": _l("Longitude"),
    "minutes": _l("Minutes"),
    "moderated": _l("Each registration is approved"),
    "name": _l("Name"),
    "notes": _l("Notes"),
    "opens_at": _l("Opens"),
    "organisation_id": _l("Organisation"),
    "organisation_name": _l("Organisation"),
    "parent_id": _l("Part of"),
    "partner": _l("Partner"),
    "patronage": _l("Patronage"),
    "phone": _l("Phone"),
    "photo_id": _l("Photo"),
    "place": _l("Place"),
    "places": _l("Places"),
    "practical": _l("Practical information"),
    "precision": _l("Precision of the dates"),
    "privacy_notice": _l("Privacy notice"),
    "public": _l("Public"),
    "public_since": _l("Agreed to a public page"),
    "published_at": _l("Published on"),
    "reason": _l("Reason"),
    "role": _l("Role"),
    "room_id": _l("Room"),
    "seats": _l("Seats"),
    "series_id": _l("Series"),
    "session_id": _l("Session"),
    "short_name": _l("Short name"),
    "signatories": _l("Signatories"),
    "site_role": _l("On the whole site"),
    "slug": lazy_pgettext("web", "Address"),
    "starts_at": _l("Start"),
    "state": _l("State"),
    "summary": _l("Summary"),
    "supersedes": _l("Replaces"),
    "theme_line": _l("Theme line"),
    "threshold_minutes": _l("Attendance that is asked for, in minutes"),
    "title": _l("Title"),
    "url": _l("Web address"),
    "venue_id": _l("Venue"),
    "waiting_list": _l("Waiting list"),
    "year": _l("Year"),
    "zone": _l("Time zone"),
    "zones": _l("Zones"),
}
# What says nothing to a reader: positions, counters, secrets, names of rows that stand in the sentence already.
UNTOLD = frozenset({
    "again", "badge_token", "category", "changed_at", "contribution_id", "created_at", "delegation_position", "design", "edition", "event_id",
    "form_id", "from", "gate", "gates", "generation", "holds_seat", "id", "institution_id", "last_sign_in_at", "link_generation", "order",
    "paired_at", "pairing_ends_at", "password_hash", "person_id", "place_key", "position", "queued_at", "revision", "revoked_at", "search",
    "seats_taken", "secret_hash", "seen_at", "sequence", "sort_arabic", "sort_latin", "submission", "uid", "updated_at", "user_id",
    "version", "version_id", "who",
})  # fmt: skip
VALUES: dict[tuple[str, str], dict[Any, Any]] = {
    ("certificate", "role"): CERTIFICATE_ROLES,
    ("delegation", "kind"): DELEGATION_KINDS,
    ("event", "precision"): events.PRECISIONS,
    ("event", "state"): events.STATES,
    ("event_role", "role"): dict(ROLES),
    ("gate", "kind"): GATE_KINDS,
    ("organisation", "kind"): ORGANISATION_KINDS,
    ("participation", "role"): agenda.ROLES,
    ("partnership", "role"): events.PARTNER_ROLES,
    ("person", "gender"): {"female": _l("Woman"), "male": _l("Man")},
    ("publication", "kind"): PUBLICATION_KINDS,
    ("registration", "capacity"): CAPACITIES,
    ("registration", "state"): REGISTRATION_STATES,
    ("session", "kind"): agenda.KINDS,
    ("session", "state"): agenda.STATES,
    ("user", "site_role"): dict(SITE_ROLES),
}


def label(column: str) -> str:
    """What a column is called; one that this table does not know is not told."""
    return str(FIELDS[column]) if column in FIELDS else ""


def value_label(table: str, column: str, value: Any) -> str | None:
    """What a code is called; None for what is no code."""
    found = VALUES.get((table, column), {}).get(value)
    return None if found is None else str(found)
