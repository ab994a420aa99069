"""The demonstration says what its sources say, and no more."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from app.checkin.models import Scan
from app.core.db import db
from app.core.i18n import speaking
from app.core.types import LOCALES
from app.demo import dakar
from app.demo.load import load
from app.events.models import Event, EventState, Precision
from app.institutions.models import Theme
from app.people.models import Person
from app.registration.models import Registration, RegistrationForm, State


@pytest.fixture
def demonstration() -> None:
    with speaking("fr"):
        assert load(date(2026, 11, 22))
    db.session.flush()


def event(slug: str) -> Event:
    return db.session.scalars(select(Event).where(Event.slug == slug)).one()


def test_a_second_load_changes_nothing(demonstration: None) -> None:
    before = db.session.scalar(select(func.count()).select_from(Registration))
    assert load(date(2026, 11, 23)) is False
    assert db.session.scalar(select(func.count()).select_from(Registration)) == before


def test_one_event_is_open_three_weeks_from_today(demonstration: None) -> None:
    opened = event("local-governance")
    assert (opened.state, opened.first_day) == (EventState.PUBLISHED, date(2026, 12, 13))
    form = db.session.scalars(select(RegistrationForm).where(RegistrationForm.event_id == opened.id)).one()
    assert (form.is_open, form.capacity, form.seats_taken) == (True, 80, 42)


def test_the_archive_knows_no_more_of_its_dates_than_the_sources(demonstration: None) -> None:
    archived = db.session.scalars(select(Event).where(Event.state == EventState.ARCHIVED)).all()
    assert {e.slug: e.precision for e in archived if e.precision is not Precision.UNKNOWN} == {
        "radicalisation-2016": Precision.MONTH,
        "dakar-2023": Precision.DAY,
    }


def test_people_of_the_sources_have_a_function_and_nothing_else(demonstration: None) -> None:
    named = [row[1] for row in (*dakar.MOROCCAN_DELEGATION, *dakar.GUESTS)]
    people = db.session.scalars(select(Person).where(Person.family_name.in_(named))).all()
    assert len(people) == len(named)
    for person in people:
        assert person.function
        assert (person.email, person.phone, person.given_name_ar, person.gender, person.public_since) == ("", "", "", None, None)
    assert db.session.scalar(select(func.count()).select_from(Scan)) == 0


def test_everybody_else_has_an_address_on_a_reserved_domain(demonstration: None) -> None:
    addresses = db.session.scalars(select(Person.email).where(Person.email != "")).all()
    assert len(addresses) > 80
    assert {address.rpartition("@")[2] for address in addresses} == {"participants.example"}


def test_synthetic_people_differ_in_both_scripts(demonstration: None) -> None:
    people = db.session.scalars(select(Person).where(Person.given_name_ar != "")).all()
    assert len({person.latin_name for person in people}) == len({person.arabic_name for person in people}) == len(people)


def test_every_delegation_of_the_colloquium_has_one_head(demonstration: None) -> None:
    members = db.session.scalars(
        select(Registration).where(Registration.event == event("local-governance"), Registration.capacity == "head")
    )
    assert len({member.delegation_id for member in members if member.state is State.CONFIRMED}) == 6


def test_themes_are_a_tree_in_three_languages(demonstration: None) -> None:
    themes = db.session.scalars(select(Theme)).all()
    assert {theme.slug for theme in themes if theme.parent_id is None} == {"peacebuilding", "security", "human-development"}
    assert all(set(theme.name) == set(LOCALES) for theme in themes)
