"""schema.org's Event, as search engines read it (https://schema.org/Event)."""

from __future__ import annotations

from typing import Any

from flask import url_for

from app.core.i18n import current_locale
from app.core.web import absolute
from app.core.zones import zone
from app.events.models import Event, EventState, PartnerRole, Precision
from app.people.models import Organisation

STATUS = {EventState.CANCELLED: "https://schema.org/EventCancelled"}
PROPERTIES = {PartnerRole.ORGANISER: "organizer", PartnerRole.CO_ORGANISER: "organizer", PartnerRole.SPONSOR: "sponsor"}

Partners = list[tuple[PartnerRole, list[Organisation]]]


def event(shown: Event, page: str, partners: Partners) -> dict[str, Any]:
    """The event as JSON-LD; what is not known is left out."""
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": page,
        "url": page,
        "name": str(shown.title),
        "description": str(shown.summary) or str(shown.theme_line),
        "inLanguage": list(shown.languages),
        "eventStatus": STATUS.get(shown.state, "https://schema.org/EventScheduled"),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "image": absolute(url_for("events.picture", event=shown, lang=current_locale())),
        "location": _place(shown),
        **_dates(shown),
        **_partners(partners),
    }
    return {name: value for name, value in data.items() if value}


def _dates(shown: Event) -> dict[str, str]:
    if shown.starts_at is None or shown.ends_at is None:
        return {}
    if shown.precision is Precision.TIME:
        here = zone(shown.zone)
        return {"startDate": shown.starts_at.replace(tzinfo=here).isoformat(), "endDate": shown.ends_at.replace(tzinfo=here).isoformat()}
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[shown.precision]
    return {"startDate": shown.starts_at.isoformat()[:length], "endDate": shown.ends_at.isoformat()[:length]}


def _place(shown: Event) -> dict[str, Any]:
    if shown.venue is None:
        return {"@type": "Place", "name": str(shown.place)} if shown.place else {}
    venue = shown.venue
    address = {"streetAddress": str(venue.address), "addressLocality": str(venue.city), "addressCountry": venue.country or ""}
    place = {"@type": "Place", "name": str(venue.name), "address": {"@type": "PostalAddress", **{k: v for k, v in address.items() if v}}}
    if venue.latitude is not None and venue.longitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": venue.latitude, "longitude": venue.longitude}
    return place


def _partners(partners: Partners) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for role, organisations in partners:
        if role in PROPERTIES:
            found.setdefault(PROPERTIES[role], []).extend({"@type": "Organization", "name": str(o.name)} for o in organisations)
    return found
