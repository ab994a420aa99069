"""What can be done to the directory's people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.audit import Actor, changes, record
from app.core.db import db
from app.core.errors import DomainError
from app.core.search import fold, searchable, sort_key
from app.institutions.models import Institution
from app.institutions.themes import touch

from .models import Gender, Person

NAMES = ("title", "given_name", "family_name", "given_name_ar", "family_name_ar")


class NameMissing(DomainError):
    """Neither script has a whole name."""


@dataclass(frozen=True)
class PersonFields:
    """Who somebody is, as they write it: names in one script at least, the given and the family name of it."""

    given_name: str = ""
    family_name: str = ""
    given_name_ar: str = ""
    family_name_ar: str = ""
    title: str = ""
    email: str = ""
    country: str | None = None
    gender: Gender | None = None
    phone: str = ""

    @property
    def cleaned_email(self) -> str:
        return self.email.strip().lower()  # not casefold: ß and ss are two people

    def cleaned(self) -> PersonFields:
        """One space between words, the address in lower case. Raises NameMissing."""
        texts: dict[str, Any] = {name: " ".join(getattr(self, name).split()) for name in (*NAMES, "phone")}
        made = replace(self, **texts, email=self.cleaned_email, country=self.country or None)
        if not (made.given_name and made.family_name) and not (made.given_name_ar and made.family_name_ar):
            raise NameMissing(_l("Give the given name and the family name in Latin or in Arabic letters."), field="given_name")
        return made


def find_or_create_person(institution_id: int, fields: PersonFields, *, actor: Actor, now: datetime) -> Person:
    """The person of this institution who is written just so, or a new one. A record is never altered by this. Raises NameMissing."""
    given = fields.cleaned()
    return find_person(institution_id, given) or create_person(institution_id, given, actor=actor, now=now)


def create_person(institution_id: int, fields: PersonFields, *, actor: Actor, now: datetime) -> Person:
    """A new person, whoever else there is. Raises NameMissing."""
    person = Person(institution_id=institution_id, created_at=now)
    _write(person, fields.cleaned())
    db.session.add(person)
    record(actor, "person.created", person)
    return person


def find_person(institution_id: int, fields: PersonFields) -> Person | None:
    """Somebody with the same address who is the same in every name field; accents and case aside.

    What only one of both has is a difference: who types less than is known would otherwise be shown the rest, and who types more would complete it.
    Whoever is about to rename the person found waits for the end of this transaction (see `hold_person`)."""
    found = next((person for person in namesakes(institution_id, fields) if _same_identity(person, fields)), None)
    if found is None:
        return None
    db.session.refresh(found, with_for_update={"read": True, "key_share": True})
    return found if _same_identity(found, fields) else None


def namesakes(institution_id: int, fields: PersonFields) -> list[Person]:
    """Everybody with the same address whose name is the same in either script; maybe one human being, who wrote it in two ways.

    An address alone identifies nobody: an assistant registers ten people with it."""
    if not fields.email:
        return []
    same_address = select(Person).where(Person.institution_id == institution_id, Person.email == fields.email).order_by(Person.id)
    return [person for person in db.session.scalars(same_address) if _same_name(person, fields)]


def hold_person(person: Person) -> None:
    """Hold a record until the transaction ends, and read it anew: nobody binds to it meanwhile."""
    db.session.refresh(person, with_for_update=True)


def differences(person: Person, fields: PersonFields) -> dict[str, list[str]]:
    """{field: [as known, as given]} of what identifies somebody: the names and the address. Raises NameMissing."""
    given = fields.cleaned()
    pairs = {name: [getattr(person, name), getattr(given, name)] for name in (*NAMES, "email")}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def update_person(person: Person, fields: PersonFields, *, actor: Actor) -> bool:
    """Write the names and the address anew, and what else is given; whether something was different. Raises NameMissing."""
    given = fields.cleaned()
    kept = {name: getattr(given, name) or getattr(person, name) for name in ("country", "gender", "phone")}
    _write(person, replace(given, **kept))
    difference = changes(person)
    if difference:
        record(actor, "person.changed", person, difference=difference)
        _touch(person)
    return bool(difference)


def index_person(person: Person) -> None:
    """Bring what a person is sorted and found by up to date: names alone. Addresses are for whoever may read registrations, and are found there."""
    latin = sort_key(f"{person.family_name} {person.given_name}")
    arabic = sort_key(f"{person.family_name_ar} {person.given_name_ar}")
    person.sort_latin, person.sort_arabic = latin or arabic, arabic or latin
    person.search = searchable(person.title, person.latin_name, person.arabic_name)


def _write(person: Person, fields: PersonFields) -> None:
    for name, value in vars(fields).items():
        setattr(person, name, value)
    index_person(person)


def _touch(person: Person) -> None:
    """Programmes and lists that name this person are to be shown anew."""
    touch(db.session.get_one(Institution, person.institution_id))


def fields_of(person: Person) -> PersonFields:
    """Somebody as they would be written."""
    return PersonFields(**{name: getattr(person, name) for name in PersonFields.__dataclass_fields__})


def _same_identity(person: Person, fields: PersonFields) -> bool:
    return person.email == fields.email and all(fold(getattr(person, name)) == fold(getattr(fields, name)) for name in NAMES)


def _same_name(person: Person, fields: PersonFields) -> bool:
    pairs = (
        (person.latin_name, f"{fields.given_name} {fields.family_name}"),
        (person.arabic_name, f"{fields.given_name_ar} {fields.family_name_ar}"),
    )
    return any(known and fold(known) == fold(given) for known, given in pairs)
