"""Changing who is registered: for this registration, and for nobody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.accounts.models import Role
from app.audit import SYSTEM, history_of
from app.core import clock
from app.core.db import db
from app.people.models import Person
from app.registration import service
from app.registration.models import Registration, State
from tests.accounts.factories import sign_in, user
from tests.agenda import factories as agenda
from tests.events import factories as events
from tests.registration import factories
from tests.support.client import Client

AMINA = {"given_name": "Amina", "family_name": "Alaoui", "given_name_ar": "", "family_name_ar": "", "email": "amina@example.org"}
RENAMED = AMINA | {"family_name": "Alawi"}


def rename(registration: Registration, **names: Any) -> bool:
    typed = replace(factories.submission(**RENAMED | names), function=registration.function, organisation=registration.organisation_name)
    return service.change(registration, typed, actor=SYSTEM, now=clock.now())


def test_whom_nothing_else_shows_is_corrected_where_they_stand() -> None:
    registration = factories.registration(event := events.event(), person_=factories.person(event, **AMINA, phone="+212 600"))
    person, revision = registration.person, registration.revision
    assert rename(registration)
    assert (registration.person, person.latin_name, person.phone) == (person, "Amina Alawi", "+212 600")
    assert (registration.revision, "alawi" in registration.search) == (revision + 1, True)
    assert db.session.query(Person).count() == 1
    assert not rename(registration)


def other_registration(person: Person) -> None:
    factories.registration(events.event(), person_=person)


def withdrawn_registration(person: Person) -> None:
    factories.registration(events.event(), person_=person, state=State.WITHDRAWN)


def part_in_a_programme(person: Person) -> None:
    agenda.participation(agenda.session(events.event()), person)


def part_in_the_same_programme(person: Person) -> None:
    agenda.participation(agenda.session(db.session.query(Registration).one().event), person)


def public_page(person: Person) -> None:
    person.public_since = clock.now()


@pytest.mark.parametrize(
    "besides", [other_registration, withdrawn_registration, part_in_a_programme, part_in_the_same_programme, public_page]
)
def test_whom_something_else_shows_stays_as_they_were_and_the_registration_gets_a_person_of_its_own(besides: Any) -> None:
    registration = factories.registration(event := events.event(), person_=factories.person(event, **AMINA))
    known, since = registration.person, registration.changed_at
    besides(known)
    db.session.commit()
    assert rename(registration, email="other@example.org")
    db.session.commit()
    assert (known.latin_name, known.email) == ("Amina Alaoui", "amina@example.org")
    assert (registration.person.latin_name, registration.email) == ("Amina Alawi", "other@example.org")
    assert "alawi" in registration.search
    assert "alaoui" not in registration.search
    assert (registration.revision, registration.changed_at >= since) == (2, True)
    entry = history_of(registration)[0]
    assert (entry.event_id, entry.action) == (event.id, "registration.changed")
    assert entry.difference == {
        "family_name": ["Alaoui", "Alawi"],
        "email": ["amina@example.org", "other@example.org"],
        "person_id": [known.id, registration.person_id],
    }
    assert rename(registration, family_name="Alami", email="other@example.org")  # the copy is this registration's alone
    assert registration.person.latin_name == "Amina Alami"
    assert db.session.query(Person).count() == 2


def test_what_a_registration_keeps_for_itself_makes_nobody_new() -> None:
    registration = factories.registration(event := events.event(), person_=factories.person(event, **AMINA))
    other_registration(known := registration.person)
    assert service.change(registration, factories.submission(**AMINA, function="Consul", country="SN"), actor=SYSTEM, now=clock.now())
    assert (registration.person, registration.function, registration.country, known.country) == (known, "Consul", "SN", "MA")


def test_a_registrar_renames_nobody_at_an_event_that_is_closed_to_them(client: Client) -> None:
    mine, closed = events.event(), events.event()
    factories.form(mine)
    theirs = factories.registration(closed, person_=factories.person(closed, **AMINA))
    sign_in(client, user(Role.REGISTRAR, mine))
    assert client.get(f"/manage/events/{closed.slug}/registrations").status_code == 403
    base = f"/manage/events/{mine.slug}/registrations"
    page = client.post(f"{base}/new", data=AMINA).location
    registered = db.session.query(Registration).filter_by(event_id=mine.id).one()
    assert registered.person is theirs.person
    form = RENAMED | {"opened": str(registered.edition)}
    assert client.post(f"{page}/edit", data=form).location == page
    db.session.expire_all()
    assert (registered.person.latin_name, theirs.person.latin_name) == ("Amina Alawi", "Amina Alaoui")
    history = client.get(f"{page}?lang=en").text
    assert "Amina Alawi" in history


def test_a_speaker_who_is_written_anew_keeps_their_name_where_no_programme_names_them(client: Client) -> None:
    event, closed = events.event(), events.event()
    known = factories.person(event, **AMINA, public_since=clock.now())
    agenda.participation(agenda.session(event), known)
    here, there = (factories.registration(one, person_=known) for one in (event, closed))
    db.session.commit()
    sign_in(client, user(Role.PROGRAMME, event))
    page = f"/manage/events/{event.slug}/programme/people/{known.id}"
    names = {name: value for name, value in RENAMED.items() if name != "email"}
    assert client.post(page, data=names | {"public": "y", "function-fr": "Maire"}).location == page
    db.session.expire_all()
    assert (here.person, known.latin_name, known.function, known.public_since is not None) == (known, "Amina Alawi", {"fr": "Maire"}, True)
    assert (here.revision, "alawi" in here.search) == (2, True)
    assert history_of(here)[0].difference == {"family_name": ["Alaoui", "Alawi"]}
    assert (there.person.latin_name, there.person.function, there.person.email) == ("Amina Alaoui", {}, AMINA["email"])
    assert (there.person.public_since, there.revision) == (None, 1)
