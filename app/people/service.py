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
    """The person of this institution with the same address and the same name in either script, or a new one.

    An address alone identifies nobody: an assistant registers ten people with it. What is known already is
    never overwritten, only completed. Raises NameMissing."""
    given = fields.cleaned()
    found = find_person(institution_id, given)
    if found is None:
        return create_person(institution_id, given, actor=actor, now=now)
    complete_person(found, given, actor=actor)
    return found


def create_person(institution_id: int, fields: PersonFields, *, actor: Actor, now: datetime) -> Person:
    """A new person, whoever else there is. Raises NameMissing."""
    person = Person(institution_id=institution_id, created_at=now)
    _write(person, fields.cleaned())
    db.session.add(person)
    record(actor, "person.created", person)
    return person


def complete_person(person: Person, fields: PersonFields, *, actor: Actor) -> None:
    """Write what was not known yet; what is known stays."""
    missing = {name: value for name, value in vars(fields.cleaned()).items() if value and not getattr(person, name)}
    if missing:
        _write(person, replace(fields, **{**_fields_of(person), **missing}))
        record(actor, "person.completed", person, difference=changes(person))
        _touch(person)


def find_person(institution_id: int, fields: PersonFields) -> Person | None:
    """Somebody with the same address whose name is the same in either script; accents and case aside."""
    if not fields.email:
        return None
    same_address = select(Person).where(Person.institution_id == institution_id, Person.email == fields.email).order_by(Person.id)
    return next((person for person in db.session.scalars(same_address) if _same_name(person, fields)), None)


def update_person(person: Person, fields: PersonFields, *, actor: Actor) -> bool:
    """Write the names and the address anew; whether something was different. Raises NameMissing."""
    _write(person, fields.cleaned())
    difference = changes(person)
    if difference:
        record(actor, "person.changed", person, difference=difference)
        _touch(person)
    return bool(difference)


def index_person(person: Person) -> None:
    """Bring what a person is sorted and found by up to date."""
    latin = sort_key(f"{person.family_name} {person.given_name}")
    arabic = sort_key(f"{person.family_name_ar} {person.given_name_ar}")
    person.sort_latin, person.sort_arabic = latin or arabic, arabic or latin
    person.search = searchable(person.title, person.latin_name, person.arabic_name, person.email)


def _write(person: Person, fields: PersonFields) -> None:
    for name, value in vars(fields).items():
        setattr(person, name, value)
    index_person(person)


def _touch(person: Person) -> None:
    """Programmes and lists that name this person are to be shown anew."""
    touch(db.session.get_one(Institution, person.institution_id))


def fields_of(person: Person) -> PersonFields:
    return PersonFields(**_fields_of(person))


def _fields_of(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in PersonFields.__dataclass_fields__}


def _same_name(person: Person, fields: PersonFields) -> bool:
    pairs = (
        (person.latin_name, f"{fields.given_name} {fields.family_name}"),
        (person.arabic_name, f"{fields.given_name_ar} {fields.family_name_ar}"),
    )
    return any(known and fold(known) == fold(given) for known, given in pairs)
