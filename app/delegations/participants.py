"""The list of participants, in the conventional layout: sections, headings in the document's alphabet, the head of delegation first.

Only those who agreed stand in it; never a telephone number, never an address."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from flask import render_template
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.i18n import speaking
from app.core.search import sort_key
from app.documents import render_pdf
from app.events.models import Event
from app.people.titles import title_in
from app.registration.models import Capacity, Registration, State

from .members import ORDER
from .models import Delegation, DelegationKind
from .words import CAPACITIES, SECTIONS, delegation_name


class Entry(NamedTuple):
    """One person as printed; `capacity` is empty for plain members."""

    name: str
    capacity: str
    function: str
    institution: str


class Heading(NamedTuple):
    """A country or an organisation with its people."""

    name: str
    people: list[Entry]


class Section(NamedTuple):
    title: str
    headings: list[Heading]


def participants(event: Event, locale: str) -> list[Section]:
    """Sections in their fixed order; what nobody stands in is left out. The others, who belong to no delegation, come last."""
    with speaking(locale):
        found = _confirmed(event)
        delegations = {row.id: row for row in _delegations(event)}
        sections = [_section(kind, delegations, found, locale) for kind in DelegationKind]
        others = sorted((one for one in found if one.delegation_id is None), key=lambda one: _alphabetical(one, locale))
        if others:
            sections.append(Section(gettext("Other participants"), [Heading("", [_entry(one, locale) for one in others])]))
        return [section for section in sections if section.headings]


def participants_pdf(event: Event, locale: str, *, final: bool, day: date) -> bytes:
    """The list as a PDF in a language, marked provisional with its day, or final."""
    with speaking(locale):
        title = gettext("List of participants")
        sections = participants(event, locale)
        number = sum(len(heading.people) for section in sections for heading in section.headings)
        body = render_template("pdf/participants.html", event=event, title=title, sections=sections, final=final, day=day, number=number)
        return render_pdf(body, title=f"{title} – {event.title}", locale=locale, stylesheets=("document", "participants"))


def _section(kind: DelegationKind, delegations: dict[int, Delegation], found: list[Registration], locale: str) -> Section:
    headings = []
    for row in delegations.values():
        people = [one for one in found if one.delegation_id == row.id]
        if row.kind is kind and people:
            people.sort(key=lambda one: (ORDER[one.capacity or Capacity.MEMBER], one.delegation_position, one.id))
            headings.append(Heading(delegation_name(row, locale), [_entry(one, locale) for one in people]))
    return Section(str(SECTIONS[kind]), sorted(headings, key=lambda heading: sort_key(heading.name)))


def _entry(registration: Registration, locale: str) -> Entry:
    capacity = registration.capacity
    shown = str(CAPACITIES[capacity]) if capacity not in (None, Capacity.MEMBER) else ""
    return Entry(full_name(registration, locale), shown, registration.function, registration.organisation_name)


def full_name(registration: Registration, locale: str) -> str:
    """ "S.E. M. Prénom NOM": the form of address, the given name, and the family name in capitals where letters have them."""
    person = registration.person
    arabic = locale == "ar" and person.arabic_name
    if arabic or not person.latin_name:
        name, script = person.arabic_name, "ar"
    else:
        name, script = f"{person.given_name} {person.family_name.upper()}".strip(), "fr" if locale == "ar" else locale
    return f"{title_in(person, script)} {name}".strip()


def _alphabetical(registration: Registration, locale: str) -> tuple[str, str]:
    person = registration.person
    family = (person.family_name_ar or person.family_name) if locale == "ar" else (person.family_name or person.family_name_ar)
    return sort_key(family), sort_key(person.name_in(locale))


def _confirmed(event: Event) -> list[Registration]:
    query = select(Registration).where(Registration.event_id == event.id, Registration.state == State.CONFIRMED, Registration.listed)
    return list(db.session.scalars(query.options(joinedload(Registration.person))))


def _delegations(event: Event) -> list[Delegation]:
    query = select(Delegation).where(Delegation.event_id == event.id).options(joinedload(Delegation.organisation))
    return list(db.session.scalars(query))
