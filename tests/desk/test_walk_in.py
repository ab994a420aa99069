from __future__ import annotations

import uuid

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.checkin.models import Scan, Verdict
from app.core.db import db
from app.registration.models import Registration, RegistrationForm, State
from tests.accounts import factories as accounts
from tests.checkin import factories as checkin
from tests.events import factories as events


@pytest.fixture
def event():
    return events.event()


@pytest.fixture
def staff(client, event):
    return accounts.sign_in(client, accounts.user(Role.DESK, event))


@pytest.fixture
def somebody(event):
    return {"given_name": "Salma", "family_name": "Tazi", "category_id": checkin.category(event).id, "submission": str(uuid.uuid4())}


def test_a_walk_in_is_registered_admitted_and_shown_once(staff, event, somebody):
    gate = checkin.gate(event)
    checkin.carry(staff, checkin.device(gate)[1])
    path = f"/desk/events/{event.slug}/walk-in?gate={gate.id}"
    assert staff.get(path).status_code == 200
    addresses = {staff.post(path, data=somebody).headers["Location"] for _ in range(2)}
    assert len(addresses) == 1
    made = db.session.scalars(select(Registration)).one()
    assert (made.state, made.person.latin_name, made.category.letter, made.holds_seat) == (State.CONFIRMED, "Salma Tazi", "D", True)
    scan = db.session.scalars(select(Scan)).one()
    assert (scan.registration_id, scan.gate_id, scan.verdict) == (made.id, gate.id, Verdict.ADMITTED)
    page = staff.get(addresses.pop()).text
    assert "Registered and admitted" in page
    assert f"/badges/{made.id}/a6.pdf" in page
    assert staff.post(f"/manage/events/{event.slug}/badges/{made.id}/a6.pdf").data.startswith(b"%PDF")


def test_without_a_device_a_walk_in_is_only_registered(staff, event, somebody):
    response = staff.post(f"/desk/events/{event.slug}/walk-in", data=somebody, follow_redirects=True)
    assert "Registered" in response.text
    assert "admitted" not in response.text
    assert db.session.scalar(select(func.count(Scan.id))) == 0


def test_a_device_of_another_event_admits_nobody_here(staff, event, somebody):
    elsewhere = checkin.gate(events.event())
    checkin.carry(staff, checkin.device(elsewhere)[1])
    assert staff.post(f"/desk/events/{event.slug}/walk-in?gate={elsewhere.id}", data=somebody).status_code == 303
    assert db.session.scalar(select(func.count(Scan.id))) == 0


@pytest.mark.parametrize(
    "wrong", [{"given_name": ""}, {"given_name": "x" * 121}, {"email": "salma"}, {"category_id": "999999"}, {"category_id": "x"}]
)
def test_a_wrong_walk_in_is_explained_and_changes_nothing(staff, event, somebody, wrong):
    response = staff.post(f"/desk/events/{event.slug}/walk-in", data={**somebody, **wrong})
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert db.session.scalar(select(func.count(Registration.id))) == 0


def test_full_means_full_at_the_door_too(staff, event, somebody):
    checkin.attendee(event)
    form = db.session.scalars(select(RegistrationForm)).one()
    form.capacity = form.seats_taken = 1
    response = staff.post(f"/desk/events/{event.slug}/walk-in", data=somebody)
    assert response.status_code == 422
    assert "no place left" in response.text
    assert db.session.scalar(select(func.count(Registration.id))) == 1


def test_only_desk_staff_of_the_event_register_walk_ins(client, event, somebody):
    path = f"/desk/events/{event.slug}/walk-in"
    assert client.post(path, data=somebody).status_code == 302
    for role in (Role.VIEWER, Role.PROGRAMME):
        accounts.sign_in(client, accounts.user(role, event))
        assert client.post(path, data=somebody).status_code == 403
    stranger = checkin.attendee(events.event())
    accounts.sign_in(client, accounts.user(Role.DESK, event))
    assert client.get(f"{path}/{stranger.id}").status_code == 404
    assert db.session.scalar(select(func.count(Registration.id))) == 1
