"""Two devices in the same moment: real threads, real connections, on either database."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.checkin import devices
from app.checkin.models import Device, Scan
from app.core.db import db
from app.core.errors import Gone
from tests.checkin import factories as checkin
from tests.checkin.factories import TOLD, reading
from tests.events import factories as events

DEVICES = 6


def together(app, calls):
    """Run calls of (client) -> result in threads that start at the same moment."""
    db.session.commit()
    gate = threading.Barrier(len(calls))

    def run(call):
        with app.app_context():
            gate.wait()
            return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def deliver(client, *readings):
    response = client.post("/desk/api/scans", json=list(readings), headers=TOLD)
    assert response.status_code == 200, response.text
    return response.json["answers"]


@pytest.mark.parametrize("_round", range(3))
def test_of_devices_that_read_one_badge_at_once_one_admits(app, _round):
    gate = checkin.gate(event := events.event())
    number, token = gate.id, checkin.attendee(event).badge_token
    clients = [checkin.carry(app.test_client(), checkin.device(gate)[1]) for _ in range(DEVICES)]
    answers = together(app, [lambda client=client: deliver(client, reading(number, token=token)) for client in clients])
    assert sorted(answer["verdict"] for (answer,) in answers) == ["admitted", *["repeated"] * (DEVICES - 1)]
    assert db.session.scalar(select(func.count(Scan.id)).where(Scan.verdict == "admitted")) == 1


def test_of_two_tabs_that_send_one_queue_at_once_every_reading_is_kept_once(app):
    gate = checkin.gate(event := events.event())
    queue = [reading(gate, token=checkin.attendee(event).badge_token) for _ in range(5)] + [reading(gate, token="NOBODY")]
    secret = checkin.device(gate)[1]
    tabs = [checkin.carry(app.test_client(), secret) for _ in range(3)]
    first, *others = together(app, [lambda tab=tab: deliver(tab, *queue) for tab in tabs])
    assert [answer["verdict"] for answer in first] == ["admitted"] * 5 + ["unknown"]
    assert others == [first, first]
    assert db.session.scalar(select(func.count(Scan.id))) == 6


def test_a_reading_is_taken_back_once_by_whoever_is_first(app):
    gate = checkin.gate(event := events.event())
    clients = [checkin.carry(app.test_client(), checkin.device(gate)[1]) for _ in range(3)]
    number, admitted = gate.id, reading(gate, token=checkin.attendee(event).badge_token)
    db.session.commit()
    deliver(clients[0], admitted)
    answers = together(app, [lambda client=client: deliver(client, reading(number, undoes=admitted["id"])) for client in clients])
    told = sorted(answer.get("verdict") or answer["refused"] for (answer,) in answers)
    assert told == ["already-undone", "already-undone", "undone"]


def test_a_pairing_code_makes_one_device(app):
    gate = checkin.gate(event := events.event())
    _, code = devices.create(event, "Phone", [gate], actor=checkin.SYSTEM)
    clients = [app.test_client() for _ in range(4)]
    statuses = together(app, [lambda client=client: client.post(f"/desk/pair/{code}").status_code for client in clients])
    assert sorted(statuses) == [303, 410, 410, 410]
    assert db.session.scalar(select(Device.paired_at)) is not None
    with pytest.raises(Gone):
        devices.pair(code)
