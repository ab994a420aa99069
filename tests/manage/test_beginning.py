"""A new event has what every event needs; a clone has what it was copied from, and the rest like a new one."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from app.accounts.models import Role, SiteRole
from app.checkin.models import Gate, GateKind
from app.core.db import db
from app.events.models import Event
from app.registration.models import Category, RegistrationForm
from tests.accounts.factories import organiser, sign_in, user
from tests.agenda import factories as agenda
from tests.checkin import factories as checkin
from tests.events import factories as events
from tests.registration import factories as registration
from tests.support.client import Client

DAYS = {"starts_on": "2026-12-14", "starts_time": "09:00", "ends_on": "2026-12-15", "ends_time": "17:30"}


def kept(model: type, event: Event) -> list:
    return list(db.session.scalars(select(model).where(model.event_id == event.id).order_by(model.id)))


@pytest.fixture
def new(client: Client) -> Event:
    """Made on the page where organisers make one."""
    events.institution()
    fixed = {"kind": str(events.kind().id), "series": "0", "venue": "0", "precision": "time", "zone": "Africa/Casablanca", **DAYS}
    sign_in(client, organiser()).post("/manage/events/new", data={"title-fr": "Sécurité au Sahel", **fixed})
    return db.session.scalars(select(Event)).one()


def test_a_new_event_has_categories_a_closed_form_and_an_entrance(new: Event) -> None:
    assert [category.letter for category in kept(Category, new)] == ["P", "S", "O", "M"]
    (form,) = kept(RegistrationForm, new)
    assert (form.is_open, form.category.letter) == (False, "P")
    assert [(gate.kind, gate.name["ar"]) for gate in kept(Gate, new)] == [(GateKind.ENTRANCE, "المدخل الرئيسي")]


def test_what_it_has_is_seen_and_can_be_changed(client: Client, new: Event) -> None:
    base = f"/manage/events/{new.slug}"
    assert "Intervenant" in client.get(f"{base}/registration-form/categories?lang=fr").text
    press = kept(Category, new)[-1]
    changed = {"name-fr": "Médias", "letter": "M", "colour": "#c4607f", "zones": "A"}
    assert client.post(f"{base}/registration-form/categories/{press.id}", data=changed).status_code == 303
    assert client.post(f"{base}/check-in/gates/{kept(Gate, new)[0].id}/delete").status_code in (302, 303)
    assert ([str(one.name["fr"]) for one in kept(Category, new)][-1], kept(Gate, new)) == ("Médias", [])


def clone(client: Client, event: Event, *parts: str) -> Event:
    sign_in(client, user(Role.MANAGER, event, site_role=SiteRole.ORGANISER))
    client.post(f"/manage/events/{event.slug}/clone", data={"title-fr": "Encore", "starts_on": "2027-12-14", **dict.fromkeys(parts, "y")})
    return db.session.scalars(select(Event).where(Event.slug == "encore")).one()


@pytest.fixture
def held() -> Event:
    """With one category of its own, an open form, an entrance that opens early, and a session's door."""
    event = events.event()
    registration.category(event, letter="X", zones=["B"])
    registration.form(event)
    checkin.gate(event, zone="B", opens_at=datetime(2026, 12, 14, 8), closes_at=datetime(2026, 12, 15, 18))
    checkin.gate(event, GateKind.SESSION, session=agenda.session(event))
    return event


def test_a_clone_copies_and_doubles_nothing(client: Client, held: Event) -> None:
    made = clone(client, held, "registration", "gates", "programme")
    assert [category.letter for category in kept(Category, made)] == ["X"]
    assert [form.is_open for form in kept(RegistrationForm, made)] == [False]
    entrance, door = kept(Gate, made)
    assert (entrance.zone, entrance.opens_at, entrance.closes_at) == ("B", datetime(2027, 12, 14, 8), datetime(2027, 12, 15, 18))
    assert (door.kind, door.session.event_id if door.session else None) == (GateKind.SESSION, made.id)


def test_a_copied_gate_asks_for_no_zone_that_nobody_has(client: Client, held: Event) -> None:
    (entrance,) = kept(Gate, clone(client, held, "gates"))
    assert entrance.zone == ""


def test_a_clone_of_which_nothing_was_chosen_begins_like_a_new_event(client: Client, held: Event) -> None:
    made = clone(client, held)
    assert [category.letter for category in kept(Category, made)] == ["P", "S", "O", "M"]
    assert [gate.name["fr"] for gate in kept(Gate, made)] == ["Entrée principale"]
