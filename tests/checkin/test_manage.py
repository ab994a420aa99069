from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.checkin import devices
from app.checkin.models import Device, Gate, GateKind
from app.core import clock
from app.core.db import db
from app.core.errors import Gone
from tests.accounts import factories as accounts
from tests.agenda import factories as agenda
from tests.checkin import factories as checkin
from tests.checkin.factories import reading, send
from tests.events import factories as events
from tests.support.client import Client


@pytest.fixture
def event():
    return events.event()


@pytest.fixture
def base(event):
    return f"/manage/events/{event.slug}/check-in"


@pytest.fixture
def organiser(client: Client, event) -> Client:
    return accounts.sign_in(client, accounts.user(Role.REGISTRAR, event))


GATE = {"kind": "entrance", "name-fr": "Entrée", "name-ar": "المدخل", "name-en": "Entrance", "session_id": "0", "zone": ""}


def test_a_gate_is_made_and_changed(organiser, event, base):
    checkin.category(event, zones=("A", "B"))
    data = {**GATE, "zone": "B", "opens_at": "2026-12-14T08:00", "closes_at": "2026-12-14T18:00"}
    assert organiser.post(f"{base}/gates/new", data=data).status_code == 302
    gate = db.session.scalars(select(Gate)).one()
    assert (gate.kind, dict(gate.name)["ar"], gate.zone) == (GateKind.ENTRANCE, "المدخل", "B")
    assert (gate.opens_at, gate.closes_at) == (datetime(2026, 12, 14, 8), datetime(2026, 12, 14, 18))
    assert organiser.post(f"{base}/gates/{gate.id}", data={**data, "kind": "meal"}).status_code == 302
    assert db.session.scalars(select(Gate.kind)).one() is GateKind.MEAL


@pytest.mark.parametrize(
    "wrong",
    [
        {"name-fr": "", "name-ar": "", "name-en": ""},
        {"name-fr": "x" * 121},
        {"kind": "door"},
        {"kind": "session"},
        {"zone": "Z"},
        {"session_id": "999"},
        {"opens_at": "2026-12-14T18:00", "closes_at": "2026-12-14T08:00"},
        {"opens_at": "soon"},
    ],
)
def test_a_wrong_gate_is_explained_and_not_made(organiser, base, wrong):
    response = organiser.post(f"{base}/gates/new", data={**GATE, **wrong})
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert db.session.scalar(select(func.count(Gate.id))) == 0


def test_another_events_session_has_no_door_here(organiser, base):
    session = agenda.session(events.event())
    assert organiser.post(f"{base}/gates/new", data={**GATE, "kind": "session", "session_id": session.id}).status_code == 422


def test_each_session_gets_one_gate_in_one_click(organiser, event, base):
    sessions = [agenda.session(event) for _ in range(3)]
    agenda.session(event, kind="break")
    agenda.session(event, state="cancelled")
    for _ in range(2):
        assert organiser.post(f"{base}/gates/for-sessions").status_code == 302
    assert list(db.session.scalars(select(Gate.session_id).order_by(Gate.id))) == [session.id for session in sessions]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, "14/12/2026 13:30–17:00"),
        ({"opens_at": datetime(2026, 12, 14, 13)}, "14/12/2026 13:00–17:00"),
        ({"opens_at": datetime(2026, 12, 13, 8), "closes_at": datetime(2026, 12, 14, 9)}, "13/12/2026, 08:00 – 14/12/2026, 09:00"),
    ],
)
def test_the_gate_of_a_session_is_said_to_let_in_when_it_does(organiser, event, base, columns, said):
    session = agenda.session(event, starts_at=datetime(2026, 12, 14, 14), ends_at=datetime(2026, 12, 14, 17))
    gate = checkin.gate(event, kind=GateKind.SESSION, session=session, **columns)
    row = organiser.get(f"{base}/?lang=en").text.split(f'id="gate-{gate.id}"')[1].split("</tr>")[0]
    window = re.search(r'data-label="Window">(.*?)</td>', row)
    assert window
    assert re.sub(r"<[^>]+>", "", window[1]) == said


def test_a_gate_with_readings_stays(organiser, event, base, app):
    gate, empty = checkin.gate(event), checkin.gate(event)
    desk = checkin.carry(app.test_client(), checkin.device(gate)[1])
    send(desk, reading(gate, token="NOBODY"))
    assert organiser.post(f"{base}/gates/{gate.id}/delete").status_code == 409
    assert organiser.post(f"{base}/gates/{empty.id}/delete").status_code == 302
    assert list(db.session.scalars(select(Gate.id))) == [gate.id]


def test_another_events_gates_and_devices_do_not_exist_here(organiser, base):
    gate = checkin.gate(events.event())
    device, _ = checkin.device(gate)
    for path in (f"gates/{gate.id}/delete", f"devices/{device.id}/revoke", f"devices/{device.id}/renew"):
        assert organiser.post(f"{base}/{path}").status_code == 404
    assert organiser.get(f"{base}/gates/{gate.id}").status_code == 404
    assert organiser.get(f"{base}/devices/{device.id}/pair").status_code == 404
    assert organiser.post(f"{base}/devices/new", data={"device_name": "Mine", "gates": [gate.id]}).status_code == 422
    assert db.session.scalar(select(func.count(Device.id))) == 1


def test_the_page_counts_and_renews_itself(organiser, event, base, app):
    gate = checkin.gate(event)
    desk = checkin.carry(app.test_client(), checkin.device(gate)[1])
    send(desk, *[reading(gate, token=checkin.attendee(event).badge_token) for _ in range(3)], reading(gate, token="NOBODY"))
    for headers in ({}, {"HX-Request": "true"}):
        text = organiser.get(f"{base}/", headers=headers).text
        assert dict(re.findall(r'data-count="(\w+)">(\d+)<', text)) == {"inside": "3", "admitted": "3", "repeated": "0", "refused": "1"}
        assert ("<!doctype html>" in text) is not headers


def test_a_device_is_paired_by_the_code_that_is_shown(organiser, event, base, app):
    gate = checkin.gate(event)
    response = organiser.post(f"{base}/devices/new", data={"device_name": "Tablet", "gates": [gate.id]}, follow_redirects=True)
    code = re.search(r"/desk/pair/(\w{10})", response.text)[1]
    assert code not in db.session.scalars(select(Device.secret_hash)).one()
    phone = app.test_client()
    assert "Tablet" in phone.get(f"/desk/pair/{code}").text
    assert phone.post("/desk/pair", data={"code": f"{code[:5].lower()}-{code[5:]}"}).status_code == 303
    paired = phone.post(f"/desk/pair/{code}")
    cookie = paired.headers["Set-Cookie"]
    assert (paired.status_code, paired.headers["Location"]) == (303, f"/desk/{gate.id}")
    assert all(part in cookie for part in ("nadwa_desk=", "HttpOnly", "Path=/desk", "SameSite=Strict"))
    assert phone.get(f"/desk/{gate.id}").status_code == 200
    assert app.test_client().get(f"/desk/pair/{code}").status_code == 410  # it worked once
    assert code not in organiser.get(f"{base}/devices/{db.session.scalar(select(Device.id))}/pair").text


def test_a_code_that_pairs_nothing_is_asked_for_again_with_the_reason_beside_it(client, event):
    _, code = devices.create(event, "Phone", [gate := checkin.gate(event)], actor=checkin.SYSTEM)
    db.session.flush()
    devices.pair(code)
    staff = accounts.sign_in(client.application.test_client(), accounts.user(Role.DESK, event))
    staff.post(f"/desk/events/{event.slug}/gates/{gate.id}/use")
    for browser in (client, staff):
        for answer in (
            browser.post("/desk/pair", data={"code": f" {code} "}),
            browser.get(f"/desk/pair/{code}"),
            browser.post(f"/desk/pair/{code}"),
        ):
            assert answer.status_code == 410
            field = re.search(r'<input id="code".*?>', answer.text)[0]
            assert all(part in field for part in (f'value="{code}"', 'aria-invalid="true"', 'aria-describedby="code-error"'))
            assert "wrong, used or too old" in answer.text.partition('id="code-error"')[2].partition("</div>")[0]


def test_a_code_whose_gates_are_gone_pairs_nothing(client, event):
    device, code = devices.create(event, "Phone", [checkin.gate(event)], actor=checkin.SYSTEM)
    device.gates = []
    db.session.flush()
    assert client.post(f"/desk/pair/{code}").status_code == 410
    assert device.paired_at is None


def test_a_pairing_code_dies_after_a_quarter_of_an_hour(event):
    gate, now = checkin.gate(event), clock.now()
    with clock.frozen(now):
        _, code = devices.create(event, "Phone", [gate], actor=checkin.SYSTEM)
        db.session.flush()
    with clock.frozen(now + timedelta(minutes=14, seconds=59)):
        assert devices.waiting(code).name == "Phone"
    with clock.frozen(now + timedelta(minutes=15)), pytest.raises(Gone):
        devices.pair(code)


def test_a_new_code_shuts_the_old_browser_out(event):
    device, secret = checkin.device(checkin.gate(event))
    code = devices.renew_code(device, actor=checkin.SYSTEM)
    assert devices.recognise(secret) is None
    assert devices.recognise(code) is None
    _, newer = devices.pair(code)
    assert devices.recognise(newer).id == device.id


def test_staff_make_their_browser_a_device_in_one_click(client, event):
    gate, second = checkin.gate(event), checkin.gate(event)
    accounts.sign_in(client, accounts.user(Role.DESK, event))
    assert gate.name["en"] in client.get("/desk/").text
    for chosen in (gate, second):
        response = client.post(f"/desk/events/{event.slug}/gates/{chosen.id}/use")
        assert response.headers["Location"] == f"/desk/{chosen.id}"
        assert client.get(f"/desk/{chosen.id}").status_code == 200
    device = db.session.scalars(select(Device)).one()
    assert [served.id for served in device.gates] == [gate.id, second.id]


def test_staff_of_another_event_and_strangers_do_not(client, event):
    gate, other = checkin.gate(event), events.event()
    path = f"/desk/events/{event.slug}/gates/{gate.id}/use"
    assert "/sign-in" in client.post(path).headers["Location"]
    accounts.sign_in(client, accounts.user(Role.DESK, other))
    assert client.post(path).status_code == 403
    assert client.post(f"/desk/events/{other.slug}/gates/{gate.id}/use").status_code == 404
    assert db.session.scalar(select(func.count(Device.id))) == 0


def test_a_device_gives_itself_up(client, event):
    gate = checkin.gate(event)
    device, secret = checkin.device(gate)
    checkin.carry(client, secret)
    assert client.post("/desk/api/leave", json={}, headers=checkin.TOLD).json == {"left": True}
    assert db.session.get_one(Device, device.id).revoked_at is not None
    assert client.get("/desk/api/roster").status_code == 401
