"""Every text of a certificate, written once when it is issued and kept with it: what was attested never changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.core.i18n import format_date
from app.core.types import LOCALES, Translated
from app.core.web import absolute
from app.core.zones import to_local
from app.events.models import Event, PartnerRole
from app.events.partnerships import by_role
from app.people.models import Person
from app.people.titles import title_in
from app.registration.models import Registration

from . import words
from .models import CertificateRole, CertificateRule

MAX_SIGNATORIES = 4
PHRASES = {PartnerRole.PATRON: "patron", PartnerRole.GUEST_OF_HONOUR: "guest", PartnerRole.ORGANISER: "by"}  # the others: "with"


def language_of(registration: Registration) -> str:
    return registration.locale if registration.locale in LOCALES else registration.event.institution.locale


def write(
    registration: Registration, rule: CertificateRule, role: CertificateRole, *, minutes: int, serial: str, now: datetime
) -> dict[str, Any]:
    """The texts in the participant's language, and what a verification says. `minutes` of 0 are not mentioned."""
    event, person, locale = registration.event, registration.person, language_of(registration)
    name, other_name = names(person, locale)
    title = title_in(person, locale)
    says_hours = role is CertificateRole.PARTICIPANT and minutes > 0
    return {
        "locale": locale,
        "institution": event.institution.name.render(locale),
        "accent": event.institution.accent,
        "heading": words.heading(locale, role),
        "opening": words.opening(locale, person.gender, title),
        "name": name if locale == "ar" else f"{title} {name}".strip(),
        "other_name": other_name,
        "deed": words.deed(locale, role, person.gender),
        "event": event.title.render(locale),
        "theme": event.theme_line.render(locale),
        "when_and_where": _when_and_where(event, locale),
        "hours": words.ATTENDED[locale].format(words.duration(minutes, locale)) if says_hours else "",
        "citation": rule.citation.render(locale),
        **_protocol(event, locale),
        "signatories": [_signatory(one, locale) for one in rule.signatories[:MAX_SIGNATORIES]],
        "issued": words.ISSUED[locale].format(format_date(to_local(now, event.zone), "long", locale)),
        "check": words.CHECK[locale],
        "address": absolute(f"/verify/{serial}"),
    }


def names(person: Person, locale: str) -> tuple[str, str]:
    """(the name in the script of the language, the name in the other script or "")."""
    first, second = (person.arabic_name, person.latin_name) if locale == "ar" else (person.latin_name, person.arabic_name)
    return (first, second) if first else (second, "")


def _when_and_where(event: Event, locale: str) -> str:
    venue = event.venue
    place = venue.city.render(locale) or venue.name.render(locale) if venue else event.place.render(locale)
    return words.COMMA[locale].join(part for part in (place, event.dates_in(locale)) if part)


def _protocol(event: Event, locale: str) -> dict[str, str]:
    """Who stands behind the event, in the organiser's order: patrons and guests of honour beside the lines written for them, then all others."""
    said: dict[str, dict[str, None]] = {"patron": {}, "guest": {}}  # names, each once
    if guest := event.guest_of_honour.render(locale):
        said["guest"][guest] = None
    for role, organisations in by_role(event):
        names = said.setdefault(PHRASES.get(role, "with"), {})
        names |= dict.fromkeys(one.name.render(locale) for one in organisations)
    said.get("by", {}).pop(event.institution.name.render(locale), None)  # it stands at the head
    lines = {phrase: words.PROTOCOL[phrase][locale].format(words.listed(list(names), locale)) for phrase, names in said.items() if names}
    patrons = event.patronage.render(locale), lines.pop("patron", "")
    return {"patronage": _beside(patrons), "guest": lines.pop("guest", ""), "partners": _beside(lines.values())}


def _beside(parts: Iterable[str]) -> str:
    return " · ".join(filter(None, parts))


def _signatory(one: dict[str, Any], locale: str) -> dict[str, str]:
    return {key: Translated(one.get(key) or {}).render(locale) for key in ("name", "function")}
