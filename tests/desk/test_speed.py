"""The number of queries does not grow with what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event as listen

from app.core.db import db
from tests.checkin import factories as checkin
from tests.checkin.factories import TOLD, reading
from tests.events import factories as events


@contextmanager
def counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    listen.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        listen.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def place(client):
    gate = checkin.gate(event := events.event())
    checkin.carry(client, checkin.device(gate, checkin.gate(event))[1])
    return client, gate, event


def test_a_delivery_of_thirty_asks_as_often_as_one_of_one(place):
    client, gate, event = place
    people = [checkin.attendee(event) for _ in range(31)]
    client.post("/desk/api/scans", json=[], headers=TOLD)
    seen = []
    for batch in (people[:1], people[1:]):
        readings = [reading(gate, token=person.badge_token) for person in batch]
        db.session.commit()
        with counted() as statements:
            assert client.post("/desk/api/scans", json=readings, headers=TOLD).status_code == 200
        seen.append(len(statements))
    assert seen == [5, 5]  # the device, earlier readings, the people, who is where, the new rows


@pytest.mark.parametrize("path", ["/desk/api/roster", "/desk/api/search?q=benali", "/desk/api/roster?since=2020-01-01T00:00:00%2B00:00"])
def test_reading_for_thirty_asks_as_often_as_for_one(place, path):
    client, gate, event = place
    seen = []
    for more in (1, 29):
        people = [checkin.attendee(event) for _ in range(more)]
        client.post("/desk/api/scans", json=[reading(gate, token=person.badge_token) for person in people], headers=TOLD)
        with counted() as statements:
            assert client.get(path).status_code == 200
        seen.append(len(statements))
    assert seen[0] == seen[1]
