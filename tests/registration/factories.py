"""Categories, forms, people and registrations for tests; the event comes from tests/events/factories.py."""

from __future__ import annotations

from itertools import count
from typing import Any

from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event
from app.people.models import Person
from app.people.service import PersonFields, index_person
from app.registration import seats
from app.registration.models import Category, FormVersion, Registration, RegistrationForm, State
from app.registration.rules import SEATED
from app.registration.service import Submission, ensure_form, new_badge_token

_numbers = count(1)
FIRST = (("Amina", "أمينة"), ("Youssef", "يوسف"), ("Fatou", "فاطو"), ("Élodie", "إيلودي"), ("Omar", "عمر"))
LAST = (("Alaoui", "العلوي"), ("Benjelloun", "بنجلون"), ("Diop", "ديوب"), ("Moreau", "مورو"), ("Haddad", "الحداد"))


def category(event: Event, letter: str = "D", **fields: Any) -> Category:
    """Delegates, in blue, with access to zones A and B."""
    names = Translated(fr="Délégué", ar="مندوب", en="Delegate")
    made = Category(**{"event_id": event.id, "name": names, "colour": "#1c4e80", "letter": letter, "zones": ["A", "B"], **fields})
    db.session.add(made)
    db.session.flush()
    return made


def form(event: Event, *, fields: list[dict[str, Any]] | None = None, **columns: Any) -> RegistrationForm:
    """The event's open form, without limit; `fields` are the custom fields of its first version."""
    made = ensure_form(event, now=clock.now())
    for name, value in {"is_open": True, **columns}.items():
        setattr(made, name, value)
    if fields is not None:
        made.versions[-1].fields = fields
    db.session.flush()
    return made


def version(form: RegistrationForm, fields: list[dict[str, Any]]) -> FormVersion:
    made = FormVersion(form=form, number=form.versions[-1].number + 1, fields=fields, created_at=clock.now())
    db.session.add(made)
    db.session.flush()
    return made


def person(event: Event, **fields: Any) -> Person:
    """A person of the event's institution, with names in two scripts and an address of their own."""
    number = next(_numbers)
    made = Person(institution_id=event.institution_id, created_at=clock.now(), **{**_names(number), **fields})
    index_person(made)
    db.session.add(made)
    db.session.flush()
    return made


def registration(event: Event, *, state: State = State.CONFIRMED, person_: Person | None = None, **columns: Any) -> Registration:
    """A registration on the event's form (made when there is none), in a state, holding its place; no letter is written."""
    who = person_ or person(event)
    of = ensure_form(event, now=clock.now())
    now = columns.pop("created_at", None) or clock.now()
    values = {
        "event_id": event.id, "form_id": of.id, "version_id": of.versions[-1].id, "person_id": who.id, "category_id": of.category_id,
        "state": state, "locale": "fr", "email": who.email, "country": who.country, "function": "Directrice",
        "organisation_name": "Institut de l’Exemple", "badge_token": new_badge_token(), "created_at": now,
        "queued_at": now if state is State.WAITLISTED else None,
    }  # fmt: skip
    made = Registration(**{**values, **columns})
    if state in SEATED and made.delegation_id is None:
        assert seats.take_seat(of), "the form is full"
        made.holds_seat = True
    made.search = columns.get("search") or f"{who.search} {made.email} {made.badge_token.lower()}"
    db.session.add(made)
    db.session.flush()
    return made


def submission(**fields: Any) -> Submission:
    """What a new person hands in: a name of their own, an address of their own."""
    number = next(_numbers)
    known = Submission.__dataclass_fields__
    values = {**_names(number), **{name: value for name, value in fields.items() if name not in known}}
    rest = {name: value for name, value in fields.items() if name in known}
    return Submission(**{"person": PersonFields(**values), "function": "Chercheuse", "organisation": "Université", "locale": "fr", **rest})


def _names(number: int) -> dict[str, Any]:
    (given, given_ar), (family, family_ar) = FIRST[number % 5], LAST[number // 5 % 5]
    return {
        "given_name": given, "family_name": f"{family} {number}", "given_name_ar": given_ar, "family_name_ar": f"{family_ar} {number}",
        "email": f"person{number}@example.org", "country": "MA",
    }  # fmt: skip
