"""What a stranger's form writes, and what it shows them: nothing of anybody they are not."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from app.audit import SYSTEM
from app.core import clock
from app.core.db import db
from app.people.models import Person
from app.registration import service
from app.registration.models import Registration, State
from app.registration.moves import AlreadyRegistered, move
from tests.agenda import factories as agenda
from tests.events import factories as events
from tests.registration import factories, pages
from tests.support.client import Client

AMINA = {
    "title": "",
    "given_name": "Amina",
    "family_name": "Alaoui",
    "given_name_ar": "",
    "family_name_ar": "",
    "email": "amina@example.org",
}
ARABIC = {"given_name_ar": "أمينة", "family_name_ar": "العلوي"}


def register(event: Any, **names: Any) -> Registration:
    return service.register(factories.form(event), factories.submission(**names), actor=SYSTEM, now=clock.now())


@pytest.mark.parametrize(("known", "typed"), [(AMINA | ARABIC, AMINA), (AMINA, AMINA | ARABIC), (AMINA | {"title": "Dr"}, AMINA)])
def test_a_form_neither_completes_nor_shows_what_is_known_of_somebody(known: dict[str, str], typed: dict[str, str]) -> None:
    one = factories.person(event := events.event(), **known)
    registered = register(event, **typed)
    assert registered.person is not one
    for person, names in ((registered.person, typed), (one, known)):
        assert {name: getattr(person, name) for name in AMINA} == names


def test_who_is_written_just_so_is_the_same_person_at_every_event() -> None:
    one = register(events.event(), **AMINA).person
    assert register(events.event(), **AMINA | {"family_name": "ALAOUI"}).person is one
    assert one.family_name == "Alaoui"


def test_writing_more_or_less_of_ones_name_is_no_way_to_a_second_place() -> None:
    event = events.event()
    first = register(event, **AMINA)
    with pytest.raises(AlreadyRegistered):
        register(event, **AMINA | ARABIC)
    move(first, State.WITHDRAWN, actor=SYSTEM, now=clock.now())
    assert register(event, **AMINA | ARABIC).person is not first.person
    with pytest.raises(AlreadyRegistered):
        move(first, State.CONFIRMED, actor=SYSTEM, now=clock.now())


def test_without_a_mail_server_too_a_stranger_neither_sees_nor_renames_whom_they_name(
    app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SMTP_URL", "")
    known = factories.person(elsewhere := events.event(), **AMINA | ARABIC, public_since=clock.now())
    agenda.participation(agenda.session(elsewhere), known)
    bare = factories.person(elsewhere, **AMINA, public_since=clock.now())
    factories.form(event := events.event())
    own_page = pages.post(client, event, pages.entries(**AMINA, country=None)).location
    assert "أمينة" not in client.get(own_page).text
    registered = db.session.query(Registration).one()
    assert registered.person is bare
    renamed = pages.entries(**AMINA | {"given_name": "Mallory", "email": "mallory@example.org"}, country=None)
    del renamed["privacy"]
    assert client.post(f"{own_page}/change", data=renamed).location == own_page
    db.session.expire_all()
    assert (registered.person.latin_name, registered.email) == ("Mallory Alaoui", "mallory@example.org")
    assert [(one.latin_name, one.email) for one in (known, bare)] == [("Amina Alaoui", "amina@example.org")] * 2
    for one in (known, bare):
        assert client.get(f"/people/{one.id}-amina-alaoui?lang=fr").status_code == 200
    assert db.session.query(Person).count() == 3


def test_addresses_that_look_alike_are_two_people() -> None:
    event = events.event()
    names = {"given_name": "Anna", "family_name": "Gross"}
    one, other = (register(event, **names, email=address) for address in ("anna@strasse.example", "anna@straße.example"))
    assert one.person_id != other.person_id
