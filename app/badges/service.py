"""Printing badges, and remembering each one that left the printer."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from app.audit import Actor, record
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError, NotAllowed
from app.events.models import Event
from app.jobs import Job
from app.jobs.service import start
from app.people.countries import country_name
from app.people.models import Person
from app.people.titles import title_in
from app.registration.models import Registration, State
from app.registration.service import renew_badge
from app.storage import read

from .design import DESIGNS, NEUTRAL, Holder, Occasion
from .models import BadgePrint
from .paper import one_badge
from .queries import Who, prints_of

TICKET = "ticket"


class NoBadge(NotAllowed):
    """Only a confirmed registration has a badge."""


def language_of(event: Event) -> str:
    """The language of the badges: the event's first, else the institution's."""
    return event.languages[0] if event.languages else event.institution.locale


def occasion_of(event: Event) -> Occasion:
    """What all badges of an event say."""
    locale = language_of(event)
    institution, venue = event.institution, event.venue
    place = venue.city.render(locale) or venue.name.render(locale) if venue else event.place.render(locale)
    return Occasion(
        locale=locale,
        institution=institution.name.render(locale),
        title=event.title.render(locale),
        when_and_where=" · ".join(part for part in (event.dates_in(locale), place) if part),
        logo=read(institution.logo) if institution.logo else None,
    )


def holder_of(registration: Registration, locale: str) -> Holder:
    """What one badge says, in the script of the event's language first."""
    name, other = _names(registration.person, locale)
    category = registration.category
    return Holder(
        registration_id=registration.id,
        honorific=title_in(registration.person, locale),
        name=name,
        other_name=other,
        function=registration.function,
        organisation=registration.organisation_name,
        country=country_name(registration.country, locale),
        category=category.name.render(locale) if category else "",
        letter=category.letter if category else "",
        colour=category.colour if category else NEUTRAL,
        zones=tuple(category.zones) if category else (),
        token=registration.badge_token,
    )


def print_one(registration: Registration, design: str, *, actor: Actor, reason: str = "") -> bytes:
    """The badge of one person as a PDF, remembered as printed. Raises NoBadge, and DomainError for an unknown design."""
    if registration.state is not State.CONFIRMED:
        raise NoBadge(_l("Only a confirmed registration has a badge."))
    if design not in DESIGNS:
        raise DomainError(_l("Choose one of the designs."), field="design")
    locale = language_of(registration.event)
    pdf = one_badge(occasion_of(registration.event), holder_of(registration, locale), DESIGNS[design])
    remember([(registration.id, registration.badge_token, registration.revision)], design, actor=actor, reason=reason)
    record(actor, "badge.printed", registration, difference={"design": design})
    return pdf


def start_printing(event: Event, *, design: str, who: Who, category_id: int | None, actor: Actor) -> Job:
    """Print many as a job; `category_id` narrows it to one category."""
    job = start(
        "badges.print", actor=actor, event_id=event.id, design=design, who=who.value, category_id=category_id, printed_by=actor.name
    )
    record(actor, "badges.printed", event, difference={"design": design, "who": who.value, "category": category_id})
    return job


def replace_lost(registration: Registration, *, reason: str, actor: Actor) -> None:
    """A badge was lost: its code is void from now on, the next one printed has another. Raises NoBadge."""
    if registration.state is not State.CONFIRMED:
        raise NoBadge(_l("Only a confirmed registration has a badge."))
    token, revision = registration.badge_token, registration.revision
    if token not in {one.token for one in prints_of(registration)}:
        remember([(registration.id, token, revision)], TICKET, actor=actor)  # the letter's code is void, too: the desk must know it
    renew_badge(registration, actor=actor, reason=reason)


def remember(badges: Sequence[tuple[int, str, int]], design: str, *, actor: Actor, reason: str = "") -> None:
    """Write down badges that were printed: (registration id, token, revision) of each."""
    now = clock.now()
    db.session.add_all(
        BadgePrint(
            registration_id=registration_id,
            design=design,
            token=token,
            registration_revision=revision,
            printed_by=actor.name,
            reason=reason,
            at=now,
        )
        for registration_id, token, revision in badges
    )
    db.session.flush()


def _names(person: Person, locale: str) -> tuple[tuple[str, str], str]:
    """((given, family) as the large name, the whole name in the other script)."""
    latin, arabic = (person.given_name, person.family_name), (person.given_name_ar, person.family_name_ar)
    first, second = (arabic, latin) if locale == "ar" else (latin, arabic)
    if not any(first):
        first, second = second, ("", "")
    return first, " ".join(part for part in second if part)
