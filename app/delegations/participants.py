"""The list of participants, as it is published: sections in their fixed order, headings in the alphabet of the document's language,
the head of delegation first. Only those who agreed stand in it; it never asks for a telephone number or an address, so it cannot show one."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, load_only

from app.core.db import db
from app.core.i18n import country_name, speaking
from app.core.search import sort_key
from app.core.types import Translated
from app.events.models import Event
from app.people.models import Organisation, Person
from app.people.titles import title_in
from app.registration.models import Capacity, Registration, State

from .models import Delegation, DelegationKind
from .rules import in_order
from .words import CAPACITIES, SECTIONS, SEVERAL, delegation_name

PERSON = (
    Person.title, Person.given_name, Person.family_name, Person.given_name_ar, Person.family_name_ar, Person.gender,
    Person.function, Person.sort_latin, Person.sort_arabic,
)  # fmt: skip
PLACE = (
    Registration.delegation_id, Registration.capacity, Registration.delegation_position, Registration.locale,
    Registration.function, Registration.organisation_name, Registration.country,
)  # fmt: skip


Directory = dict[str, Translated]  # the names of an organisation by each of them


class Status(enum.StrEnum):
    """A provisional list counts on those who await approval; a final one does not. Who waits for a place stands in neither."""

    PROVISIONAL = "provisional"
    FINAL = "final"

    @property
    def states(self) -> tuple[State, ...]:
        return (State.CONFIRMED,) if self is Status.FINAL else (State.CONFIRMED, State.PENDING)


class Entry(NamedTuple):
    """One person as printed; `capacity` stands over the first of those who share it."""

    capacity: str
    name: str
    script: str  # "ar" or "latin"
    function: str
    institution: str
    country: str


class Heading(NamedTuple):
    """A country or an organisation with its people; without a name, those who belong to none."""

    name: str
    people: list[Entry]


class Section(NamedTuple):
    title: str
    headings: list[Heading]


def list_of_participants(event: Event, locale: str, status: Status) -> list[Section]:
    """Sections that somebody stands in; those without a delegation come last, by family name. Three queries, however many they are."""
    directory = _directory(event)
    members: dict[int | None, list[Registration]] = {}
    for registration in _listed(event, status):
        members.setdefault(registration.delegation_id, []).append(registration)
    found: dict[DelegationKind, list[Heading]] = {}
    for delegation in _delegations(event):
        if people := members.get(delegation.id):
            found.setdefault(delegation.kind, []).append(
                Heading(delegation_name(delegation, locale), _delegates(people, locale, delegation, directory))
            )
    with speaking(locale):
        sections = [Section(str(SECTIONS[kind]), _sorted(found[kind])) for kind in DelegationKind if kind in found]
        others = sorted(members.get(None, ()), key=lambda one: one.person.sort_arabic if locale == "ar" else one.person.sort_latin)
        if others:
            title = gettext("Other participants") if sections else gettext("Participants")
            sections.append(Section(title, [Heading("", [_entry(one, locale, directory, with_country=True) for one in others])]))
    return sections


def printed_name(person: Person, locale: str) -> tuple[str, str]:
    """ "S.E. M. Prénom NOM" and its script: the family name in capitals, where letters have them."""
    if person.arabic_name and (locale == "ar" or not person.latin_name):
        return f"{title_in(person, 'ar')} {person.arabic_name}".strip(), "ar"
    title = title_in(person, "fr" if locale == "ar" else locale)
    return " ".join(part for part in (title, person.given_name, person.family_name.upper()) if part), "latin"


def _sorted(headings: list[Heading]) -> list[Heading]:
    return sorted(headings, key=lambda heading: sort_key(heading.name))


def _delegates(people: Sequence[Registration], locale: str, delegation: Delegation, directory: Directory) -> list[Entry]:
    sender = frozenset(delegation.organisation.name.values()) if delegation.organisation else frozenset()
    entries = []
    with speaking(locale):
        for capacity, group in groupby(in_order(people), key=lambda one: one.capacity or Capacity.MEMBER):
            same = list(group)
            label = str((CAPACITIES if len(same) == 1 else SEVERAL)[capacity])
            entries += [_entry(one, locale, directory, label if one is same[0] else "", sender) for one in same]
    return entries


def _entry(
    one: Registration,
    locale: str,
    directory: Directory,
    capacity: str = "",
    sender: frozenset[str] = frozenset(),
    *,
    with_country: bool = False,
) -> Entry:
    """One line; the institution is not said again under its own heading."""
    name, script = printed_name(one.person, locale)
    institution = _institution(one, locale, directory)
    country = country_name(one.country, locale) if with_country else ""
    return Entry(capacity, name, script, _function(one, locale), "" if institution in sender else institution, country)


def _function(one: Registration, locale: str) -> str:
    """As given for this event; in the document's language, when the directory knows the function in it."""
    if one.function and one.locale == locale:
        return one.function
    return one.person.function.get(locale) or one.function or one.person.function.render(locale)


def _institution(one: Registration, locale: str, directory: Directory) -> str:
    """As given for this event; in the document's language, when the directory knows it by the name that was given."""
    known = one.person.organisation
    if known is not None and (not one.organisation_name or one.organisation_name in known.name.values()):
        return known.name.render(locale)
    listed = directory.get(one.organisation_name)
    return listed.render(locale) if listed else one.organisation_name


def _directory(event: Event) -> Directory:
    query = select(Organisation.name).where(Organisation.institution_id == event.institution_id).order_by(Organisation.id)
    return {text: name for name in db.session.scalars(query) for text in name.values()}


def _listed(event: Event, status: Status) -> Sequence[Registration]:
    query = (
        select(Registration)
        .join(Registration.person)
        .outerjoin(Person.organisation)
        .where(Registration.event_id == event.id, Registration.state.in_(status.states), Registration.listed)
        .options(
            load_only(*PLACE),
            contains_eager(Registration.person).options(
                load_only(*PERSON), contains_eager(Person.organisation).options(load_only(Organisation.name))
            ),
        )
        .order_by(Registration.id)
    )
    return db.session.scalars(query).all()


def _delegations(event: Event) -> Sequence[Delegation]:
    query = select(Delegation).where(Delegation.event_id == event.id).order_by(Delegation.id)
    return db.session.scalars(query.options(joinedload(Delegation.organisation))).all()
