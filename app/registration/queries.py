"""Reading registrations: one page of a list of thousands, its figures, and what an export writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from app.agenda import directory
from app.core.db import STREAMED, db
from app.core.i18n import current_locale
from app.core.search import matches
from app.events.models import Event
from app.people.models import Person

from .models import LIVE, Category, FormVersion, Registration, RegistrationForm, State

SORTS = {
    "name": (Person.sort_latin, Person.sort_arabic),
    "country": (Registration.country,),
    "organisation": (Registration.organisation_name,),
    "state": (Registration.state,),
    "created": (Registration.created_at,),
}
AT_ONCE = 500  # databases take so many ids in one statement
SHOWN_OF_PERSON = ("given_name", "family_name", "given_name_ar", "family_name_ar")


@dataclass(frozen=True)
class Filters:
    """What the organiser looks for; anything unknown in an address is as if it were not there."""

    query: str = ""
    states: tuple[State, ...] = ()
    category_id: int | None = None
    country: str = ""
    delegates: bool | None = None
    sort: str = "name"
    by_name_only: bool = False  # for those who may not read addresses: they cannot search for them either

    @classmethod
    def read(cls, arguments: Any, *, by_name_only: bool = False) -> Filters:
        """From a query string: q, state (several), category, country, delegation=yes|no, sort."""
        known = {state.value: state for state in State}
        category, sort = arguments.get("category", ""), arguments.get("sort", "name")
        return cls(
            query=arguments.get("q", "").strip()[:200],
            states=tuple(known[value] for value in dict.fromkeys(arguments.getlist("state")) if value in known),
            category_id=int(category) if category.isdecimal() and len(category) < 10 else None,
            country=arguments.get("country", "")[:2],
            delegates={"yes": True, "no": False}.get(arguments.get("delegation", "")),
            sort=sort if sort.removeprefix("-") in SORTS else "name",
            by_name_only=by_name_only,
        )


def find_form(event: Event, *, asked: bool = False) -> RegistrationForm | None:
    """The event's form; with the versions of its questions, in the same journey, when it is to be `asked`."""
    query = select(RegistrationForm).where(RegistrationForm.event_id == event.id)
    return db.session.scalars(query.options(joinedload(RegistrationForm.versions)) if asked else query).unique().one_or_none()


def listed(event: Event, filters: Filters) -> Select[Any]:
    """The registrations of an event that pass the filters, in order, each with its person and its category.

    Each has a person; the outer join lets a database count them without looking at people."""
    query = select(Registration).outerjoin(Registration.person).where(Registration.event_id == event.id, *_conditions(filters))
    named = contains_eager(Registration.person).load_only(*(getattr(Person, name) for name in SHOWN_OF_PERSON), raiseload=True)
    unseen = [defer(column) for column in (Registration.answers, Registration.consents, Registration.search)]
    return query.options(named, *unseen, joinedload(Registration.category)).order_by(*_order(filters.sort), Registration.id)


def all_ids(event: Event, filters: Filters) -> list[int]:
    query = select(Registration.id).where(Registration.event_id == event.id, *_conditions(filters))
    return list(db.session.scalars(query.order_by(Registration.id)))


def chosen(event: Event, ids: list[int]) -> list[Registration]:
    """Those of this event among the ids, in the order in which they came."""
    query = select(Registration).join(Registration.person).where(Registration.event_id == event.id)
    query = query.options(contains_eager(Registration.person)).order_by(Registration.id)
    found: list[Registration] = []
    for start in range(0, len(ids), AT_ONCE):
        found += db.session.scalars(query.where(Registration.id.in_(ids[start : start + AT_ONCE])))
    return sorted(found, key=lambda registration: registration.id)


class Figures(NamedTuple):
    """How many registrations stand in each state, and the countries that any of them names."""

    states: Counter[State]
    countries: set[str]


def figures(event: Event) -> Figures:
    query = select(Registration.state, Registration.country, func.count()).where(Registration.event_id == event.id)
    states, countries = Counter[State](), set[str]()
    for state, country, number in db.session.execute(query.group_by(Registration.state, Registration.country)):
        states[state] += number
        if country:
            countries.add(country)
    return Figures(states, countries)


def categories_of(event: Event) -> list[Category]:
    return list(db.session.scalars(select(Category).where(Category.event_id == event.id).order_by(Category.position, Category.id)))


def versions_of(event: Event) -> list[FormVersion]:
    """Every version of the event's form, the first one first."""
    query = select(FormVersion).join(RegistrationForm).where(RegistrationForm.event_id == event.id)
    return list(db.session.scalars(query.order_by(FormVersion.number)))


def rows(event_id: int, filters: Filters) -> Iterator[Any]:
    """(registration's columns…, person's names, category) for an export; a few hundred rows in memory at a time."""
    columns = (
        Registration.state, Person.title, Person.given_name, Person.family_name, Person.given_name_ar, Person.family_name_ar,
        Registration.email, Registration.function, Registration.organisation_name, Registration.country, Registration.capacity,
        Registration.listed, Registration.created_at, Registration.answers, Registration.consents, Category.name.label("category"),
    )  # fmt: skip
    query = select(*columns).select_from(Registration).join(Registration.person).outerjoin(Registration.category)
    query = query.where(Registration.event_id == event_id, *_conditions(filters)).order_by(*_order(filters.sort), Registration.id)
    with db.engine.connect().execution_options(**STREAMED) as connection:
        yield from connection.execute(query.execution_options(yield_per=500))


def found_by(query: str, *, by_name_only: bool) -> ColumnElement[bool]:
    """Every word occurs in what a registration is found by; or in the name alone, where the query joins the person."""
    return matches(Person.sort_latin + " " + Person.sort_arabic if by_name_only else Registration.search, query)


@directory.expected
def people_registered(event: Event) -> Select[int]:
    """Whom the programme may be given: those with a live registration."""
    return select(Registration.person_id).where(Registration.event_id == event.id, Registration.state.in_(LIVE))


def _conditions(filters: Filters) -> list[Any]:
    conditions: list[Any] = []
    if filters.query:
        conditions.append(found_by(filters.query, by_name_only=filters.by_name_only))
    if filters.states:
        conditions.append(Registration.state.in_(filters.states))
    if filters.category_id is not None:
        conditions.append(Registration.category_id == filters.category_id)
    if filters.country:
        conditions.append(Registration.country == filters.country)
    if filters.delegates is not None:
        conditions.append(Registration.delegation_id.is_not(None) if filters.delegates else Registration.delegation_id.is_(None))
    return conditions


def _order(sort: str) -> list[Any]:
    columns = SORTS[sort.removeprefix("-")]
    if sort.removeprefix("-") == "name":
        columns = (Person.sort_arabic,) if current_locale() == "ar" else (Person.sort_latin,)
    return [column.desc() if sort.startswith("-") else column.asc() for column in columns]
