from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.badges.models import BadgePrint
from app.checkin import devices
from app.checkin.models import Scan, Verdict
from app.core import clock
from app.core.db import db
from app.registration.models import State
from tests.checkin import factories as checkin
from tests.checkin.factories import TOLD, reading, send
from tests.events import factories as events
from tests.support.client import Client


@pytest.fixture
def event():
    return events.event()


@pytest.fixture
def gate(event):
    return checkin.gate(event)


@pytest.fixture
def desk(client: Client, gate) -> Client:
    return checkin.carry(client, checkin.device(gate)[1])


def kept() -> int:
    return db.session.scalar(select(func.count(Scan.id)))


def test_a_badge_is_admitted_with_names_letter_and_zones(desk, event, gate):
    person = checkin.attendee(event, category_id=checkin.category(event, zones=("A", "B")).id)
    (answer,) = send(desk, reading(gate, token=person.badge_token))
    assert answer["verdict"] == "admitted"
    assert answer["person"] == {
        "id": person.id,
        "t": person.badge_token,
        "n": person.person.latin_name,
        "a": "أمينة بنعلي",
        "c": person.category_id,
        "s": "confirmed",
    }
    assert (answer["category"]["letter"], answer["category"]["zones"]) == ("D", ["A", "B"])


def test_a_second_reading_says_when_the_first_was(desk, event, gate):
    person = checkin.attendee(event)
    first = clock.now() - timedelta(minutes=7)
    send(desk, reading(gate, token=person.badge_token, scanned_at=first.isoformat()))
    (answer,) = send(desk, reading(gate, token=person.badge_token))
    assert (answer["verdict"], answer["first_at"]) == ("repeated", first.isoformat())


def test_a_replay_gets_the_answer_it_got_and_leaves_one_row(desk, event, gate):
    person = checkin.attendee(event)
    sent = [reading(gate, token=person.badge_token), reading(gate, token=person.badge_token), reading(gate, token="NOBODY")]
    answers = send(desk, *sent)
    assert [answer["verdict"] for answer in answers] == ["admitted", "repeated", "unknown"]
    assert send(desk, *sent) == answers
    assert kept() == 3


def test_one_id_twice_in_a_delivery_is_one_reading(desk, event, gate):
    sent = reading(gate, token=checkin.attendee(event).badge_token)
    assert [answer["verdict"] for answer in send(desk, sent, sent)] == ["admitted", "admitted"]
    assert kept() == 1


def test_another_devices_id_is_refused_and_tells_nothing(desk, event, gate, app):
    sent = reading(gate, token=checkin.attendee(event).badge_token)
    send(desk, sent)
    stranger = checkin.carry(app.test_client(), checkin.device(gate)[1])
    assert send(stranger, sent) == [{"id": sent["id"], "refused": "id"}]


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        (State.PENDING, "not-confirmed"),
        (State.WAITLISTED, "not-confirmed"),
        (State.CANCELLED, "cancelled"),
        (State.WITHDRAWN, "cancelled"),
        (State.REJECTED, "cancelled"),
    ],
)
def test_only_the_confirmed_pass(desk, event, gate, state, verdict):
    (answer,) = send(desk, reading(gate, token=checkin.attendee(event, state).badge_token))
    assert answer["verdict"] == verdict


def test_an_older_badge_is_void_and_says_whose_it_was(desk, event, gate):
    person = checkin.attendee(event)
    db.session.add(
        BadgePrint(registration_id=person.id, design="a6", token="OLDTOKEN", registration_revision=1, printed_by="Desk", at=clock.now())
    )
    (answer,) = send(desk, reading(gate, token="oldtoken"))
    assert (answer["verdict"], answer["person"]["id"]) == ("voided", person.id)
    assert desk.get("/desk/api/roster").json["voided"] == {"OLDTOKEN": person.id}


def test_somebody_found_by_name_is_read_like_a_badge(desk, event, gate):
    person = checkin.attendee(event)
    for words in ("bénali", "بنعلي", person.person.given_name.upper()):
        assert [found["id"] for found in desk.get("/desk/api/search", query_string={"q": words}).json["people"]] == [person.id]
    (answer,) = send(desk, reading(gate, registration=person.id))
    assert answer["verdict"] == "admitted"


def test_entry_exit_and_entry_again(desk, event, gate):
    token = checkin.attendee(event).badge_token
    steps = [reading(gate, token=token, direction=direction) for direction in ("in", "out", "out", "in")]
    assert [answer["verdict"] for answer in send(desk, *steps)] == ["admitted", "left", "repeated", "admitted"]


def test_undo_takes_an_admission_back_once(desk, event, gate):
    token = checkin.attendee(event).badge_token
    admitted, undo, again = reading(gate, token=token), reading(gate), reading(gate, token=token)
    undo["undoes"] = admitted["id"]
    assert [answer["verdict"] for answer in send(desk, admitted, undo, again)] == ["admitted", "undone", "admitted"]
    second = reading(gate, undoes=admitted["id"])
    assert send(desk, second) == [{"id": second["id"], "refused": "already-undone"}]
    nothing = reading(gate, undoes="00000000-0000-0000-0000-000000000000")
    assert send(desk, nothing) == [{"id": nothing["id"], "refused": "nothing-to-undo"}]
    assert kept() == 3


def test_a_clock_ahead_is_set_right_and_one_far_behind_is_refused(desk, event, gate):
    token, now = checkin.attendee(event).badge_token, clock.now()
    ahead = reading(gate, token=token, scanned_at=(now + timedelta(days=1)).isoformat())
    behind = reading(gate, token=token, scanned_at=(now - timedelta(days=31)).isoformat())
    with clock.frozen(now):
        first, second = send(desk, ahead, behind)
    assert (first["verdict"], second) == ("admitted", {"id": behind["id"], "refused": "clock"})
    assert db.session.get_one(Scan, ahead["id"]).scanned_at == now


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "not a uuid"},
        {"id": 7},
        {"gate": "1"},
        {"gate": True},
        {"direction": "sideways"},
        {"scanned_at": "yesterday"},
        {"scanned_at": "2026-11-22T09:00:00"},
        {"token": "X" * 401},
        {"token": ["X"]},
        {"token": "  "},
        {"registration": 1},
        {"registration": 2**70, "token": None},
        {"token": None},
        {"token": None, "undoes": "x"},
    ],
)
def test_a_malformed_reading_is_refused_alone(desk, event, gate, wrong):
    token = checkin.attendee(event).badge_token
    answers = send(desk, {**reading(gate, token=token), **wrong}, reading(gate, token=token))
    assert (answers[0]["refused"], answers[1]["verdict"]) == ("malformed", "admitted")
    assert kept() == 1


def test_a_delivery_is_bounded(desk, gate):
    def status(body):
        return desk.post("/desk/api/scans", json=body, headers=TOLD).status_code

    assert status([reading(gate, token="X")] * 201) == 400
    assert status({"readings": []}) == 400
    assert status([{"notes": "x" * 1_000_000}]) == 413
    assert desk.post("/desk/api/scans", json=[]).status_code == 400  # another site's form cannot send the header
    assert status([]) == 200
    assert kept() == 0


def test_gates_of_others_do_not_exist_for_a_device(desk, event, gate):
    beside, elsewhere = checkin.gate(event), checkin.gate(events.event())
    token = checkin.attendee(event).badge_token
    for other in (beside, elsewhere):
        sent = reading(other, token=token)
        assert send(desk, sent) == [{"id": sent["id"], "refused": "gate"}]
        assert desk.get(f"/desk/{other.id}").status_code == 404
        assert desk.get(f"/desk/api/gates/{other.id}/counts").status_code == 404
    assert kept() == 0


def test_people_of_another_event_are_unknown(desk, gate):
    stranger = checkin.attendee(events.event())
    by_code, by_id = send(desk, reading(gate, token=stranger.badge_token), reading(gate, registration=stranger.id))
    assert (by_code["verdict"], by_code["person"]) == ("unknown", None)
    assert (by_id["verdict"], by_id["person"]) == ("unknown", None)
    assert desk.get("/desk/api/search?q=benali").json == {"people": []}


def test_a_revoked_device_is_told_so_on_every_route(client, event, gate):
    device, secret = checkin.device(gate)
    checkin.carry(client, secret)
    assert client.get("/desk/api/roster").status_code == 200
    devices.revoke(db.session.merge(device), actor=checkin.SYSTEM)
    sent = reading(gate, token=checkin.attendee(event).badge_token)
    response = client.post("/desk/api/scans", json=[sent], headers=TOLD)
    assert (response.status_code, response.json["status"]) == (401, 401)
    checkin.carry(client, secret)  # the answer took the cookie away; a hostile device keeps it
    for path in ("/desk/api/roster", "/desk/api/search?q=be", f"/desk/api/gates/{gate.id}/counts"):
        assert client.get(path).status_code == 401
        checkin.carry(client, secret)
    assert client.get(f"/desk/{gate.id}").headers["Location"] == "/desk/"
    assert kept() == 0


def test_forged_cookies_are_nobody(client, gate):
    for forged in ("", "x", "é", "a.b", checkin._signer().dumps(["x"]), checkin._signer().dumps("guess")):
        client.set_cookie(checkin.COOKIE, str(forged), path="/desk")
        assert client.get("/desk/api/roster").status_code == 401


def test_the_copy_holds_names_codes_and_states_and_no_address(desk, event, gate):
    category = checkin.category(event)
    person = checkin.attendee(event, category_id=category.id)
    checkin.attendee(events.event())
    text = desk.get("/desk/api/roster").text
    copy = desk.get("/desk/api/roster").json
    assert [set(row) for row in copy["people"]] == [{"id", "t", "n", "a", "c", "s"}]
    assert (copy["total"], copy["people"][0]["t"]) == (1, person.badge_token)
    assert copy["categories"] == [{"id": category.id, "letter": "D", "colour": "#17595a", "zones": ["A"], "name": "Delegate"}]
    assert "@" not in text
    assert "+212" not in text


def test_the_copy_is_renewed_by_what_changed(desk, event, gate):
    before = clock.now() - timedelta(hours=1)
    with clock.frozen(before):
        still, moved = checkin.attendee(event), checkin.attendee(event)
        renamed = checkin.attendee(event)
        db.session.commit()
    with clock.frozen(before + timedelta(minutes=10)):
        since = desk.get("/desk/api/roster").json["now"]
    with clock.frozen(before + timedelta(minutes=20)):
        moved.state = State.CANCELLED
        renamed.person.family_name = "Alaoui"
        db.session.commit()
    copy = desk.get("/desk/api/roster", query_string={"since": since}).json
    assert (copy["whole"], copy["total"]) == (False, 3)
    assert [(row["id"], row["s"]) for row in copy["people"]] == [(moved.id, "cancelled"), (renamed.id, "confirmed")]
    assert still.id not in {row["id"] for row in copy["people"]}


def test_the_copy_says_who_is_where_and_who_is_not_any_more(desk, event, gate):
    stays, undone = checkin.attendee(event), checkin.attendee(event)
    admitted = reading(gate, token=undone.badge_token)
    send(desk, reading(gate, token=stays.badge_token), admitted)
    since = desk.get("/desk/api/roster").json["now"]
    send(desk, reading(gate, undoes=admitted["id"]))
    renewed = desk.get("/desk/api/roster", query_string={"since": since}).json["presences"]
    assert [(row["p"], row["v"]) for row in renewed] == [(stays.id, "admitted"), (undone.id, None)]
    assert [row["p"] for row in desk.get("/desk/api/roster").json["presences"]] == [stays.id]


@pytest.mark.parametrize("since", ["yesterday", "2026-11-22", "0001-01-01T00:00:00+00:00", "x" * 500])
def test_a_copy_since_nonsense_is_refused(desk, since):
    assert desk.get("/desk/api/roster", query_string={"since": since}).status_code == 400


def test_counts_follow_what_stands(desk, event, gate):
    people = [checkin.attendee(event) for _ in range(4)]
    admitted = [reading(gate, token=person.badge_token) for person in people]
    send(
        desk,
        *admitted,
        reading(gate, token=people[0].badge_token),
        reading(gate, token=people[1].badge_token, direction="out"),
        reading(gate, undoes=admitted[2]["id"]),
        reading(gate, token="NOBODY"),
    )
    assert desk.get(f"/desk/api/gates/{gate.id}/counts").json == {"inside": 2, "admitted": 3, "repeated": 1, "refused": 1}


def test_nothing_is_rewritten(desk, event, gate):
    admitted = reading(gate, token=checkin.attendee(event).badge_token)
    send(desk, admitted)
    row = db.session.get_one(Scan, admitted["id"])
    before = {column.key: getattr(row, column.key) for column in Scan.__mapper__.column_attrs}
    send(desk, reading(gate, undoes=admitted["id"]))
    row = db.session.get_one(Scan, admitted["id"])
    assert {column.key: getattr(row, column.key) for column in Scan.__mapper__.column_attrs} == before
    assert row.verdict is Verdict.ADMITTED
