"""What a device read without a network, and told hours later, counts from when it was read."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from app.accounts.models import Role
from app.audit import SYSTEM
from app.certificates import queries as certificates
from app.certificates.rules import Outcome
from app.certificates.service import set_rule
from app.checkin import roster
from app.checkin.attendance import attendance_of
from app.checkin.models import Gate, GateKind, Scan, Verdict
from app.checkin.queries import Counts, counts_of, was_admitted
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.core.zones import to_utc
from app.events.models import Event
from app.registration.models import Registration
from tests.accounts.factories import sign_in, user
from tests.agenda import factories as agenda
from tests.certificates import factories as held
from tests.checkin import factories as checkin
from tests.checkin.factories import reading, send
from tests.support.client import Client

DAY = clock.now().astimezone().replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0) - timedelta(days=2)


def at(hour: int, minute: int = 0) -> datetime:
    return to_utc(DAY.replace(hour=hour, minute=minute), "Africa/Casablanca")


@pytest.fixture
def event() -> Event:
    return held.held(zone="Africa/Casablanca", starts_at=DAY.replace(hour=9), ends_at=DAY.replace(hour=18))


@pytest.fixture
def gate(event: Event) -> Gate:
    """The door of a session from 14:00 to 17:00."""
    return checkin.gate(event, GateKind.SESSION, session=agenda.session(event, DAY.replace(hour=14), minutes=180))


@pytest.fixture
def guest(event: Event) -> Registration:
    return checkin.attendee(event)


@pytest.fixture
def online(client: Client, gate: Gate) -> Client:
    return checkin.carry(client, checkin.device(gate)[1])


@pytest.fixture
def offline(app: Flask, gate: Gate) -> Client:
    return checkin.carry(app.test_client(), checkin.device(gate)[1])


def read(desk: Client, gate: Gate, guest: Registration, when: datetime, direction: str = "in") -> dict[str, Any]:
    (answer,) = send(desk, reading(gate, token=guest.badge_token, scanned_at=when.isoformat(), direction=direction))
    return {key: answer[key] for key in ("verdict", "first_at")}


def minutes(event: Event, guest: Registration) -> int:
    return attendance_of(event)[guest.id].minutes


def test_an_earlier_reading_that_is_heard_late_begins_the_presence(online, offline, event, gate, guest) -> None:
    assert read(online, gate, guest, at(16, 30)) == {"verdict": "admitted", "first_at": None}
    assert minutes(event, guest) == 30
    assert read(offline, gate, guest, at(14, 5)) == {"verdict": "repeated", "first_at": at(14, 5).isoformat()}
    assert minutes(event, guest) == 175


def test_it_decides_on_the_certificate(online, offline, event, gate, guest) -> None:
    set_rule(event, threshold_minutes=120, citation=Translated(), signatories=[], actor=SYSTEM)
    read(online, gate, guest, at(16, 30))
    assert [one.assessment.outcome for one in certificates.candidates(event)] == [Outcome.BELOW]
    read(offline, gate, guest, at(14, 5))
    assert [(one.assessment.outcome, one.assessment.minutes) for one in certificates.candidates(event)] == [(Outcome.ENTITLED, 175)]


def test_what_is_called_first_is_the_earliest_wherever_it_is_said(online, offline, gate, guest) -> None:
    read(online, gate, guest, at(16, 30))
    sent = reading(gate, token=guest.badge_token, scanned_at=at(14, 5).isoformat())
    answers = send(offline, sent)
    assert read(online, gate, guest, at(16, 45))["first_at"] == at(14, 5).isoformat()
    assert read(offline, gate, guest, at(14, 2))["first_at"] == at(14, 2).isoformat()
    assert read(online, gate, guest, at(16, 50))["first_at"] == at(14, 2).isoformat()
    assert send(offline, sent) == answers  # told again, it gets the answer it got
    device = checkin.paired(gate)
    (known,) = roster.presences(device, None)
    assert (known["v"], known["at"]) == ("admitted", at(14, 2).isoformat())
    assert roster.presences(device, clock.now()) == [known]


def test_a_gate_counts_one_person_inside_and_admitted_once(online, offline, gate, guest) -> None:
    read(online, gate, guest, at(16, 30))
    read(offline, gate, guest, at(14, 5))
    assert counts_of([gate.id]) == {gate.id: Counts(inside=1, admitted=1, repeated=1)}


def test_the_page_of_a_person_says_which_reading_was_made_before_and_told_late(online, offline, event, gate, guest) -> None:
    read(online, gate, guest, at(16, 30))
    read(offline, gate, guest, at(14, 5))
    read(online, gate, guest, at(16, 40))
    page = sign_in(online, user(Role.MANAGER, event)).get(f"/manage/events/{event.slug}/registrations/{guest.id}?lang=en").text
    assert re.findall(r"Earlier, told late|Admitted|Read again", page.partition('id="presence"')[2].partition("</section>")[0]) == [
        "Earlier, told late",
        "Admitted",
        "Read again",
    ]


def test_nothing_that_was_written_is_changed(online, offline, gate, guest) -> None:
    read(online, gate, guest, at(16, 30))
    read(offline, gate, guest, at(14, 5))
    kept = [(scan.scanned_at, scan.verdict, scan.repeats_id is not None) for scan in db.session.query(Scan).order_by(Scan.scanned_at)]
    assert kept == [(at(14, 5), Verdict.REPEATED, True), (at(16, 30), Verdict.ADMITTED, False)]


def test_several_that_are_heard_in_one_delivery_find_each_other(online, offline, event, gate, guest) -> None:
    read(online, gate, guest, at(16, 30))
    sent = [reading(gate, token=guest.badge_token, scanned_at=when.isoformat()) for when in (at(14, 20), at(14, 10), at(15))]
    answers = send(offline, *sent)
    assert [one["first_at"] for one in answers] == [when.isoformat() for when in (at(14, 20), at(14, 10), at(14, 10))]
    assert minutes(event, guest) == 170


def test_a_stay_between_leaves_begins_where_it_was_first_read(online, offline, event, gate, guest) -> None:
    for when, direction in ((at(14), "in"), (at(15), "out"), (at(16, 30), "in")):
        read(online, gate, guest, when, direction)
    assert read(offline, gate, guest, at(14, 30))["first_at"] == at(14).isoformat()
    assert minutes(event, guest) == 90
    assert read(offline, gate, guest, at(15, 30))["first_at"] == at(15, 30).isoformat()
    assert minutes(event, guest) == 150
    assert counts_of([gate.id])[gate.id].inside == 1


def test_a_reading_before_the_door_opened_would_not_have_let_anybody_in(online, offline, event, gate, guest) -> None:
    gate.opens_at = DAY.replace(hour=14, minute=30)
    read(online, gate, guest, at(16, 30))
    assert read(offline, gate, guest, at(14, 5)) == {"verdict": "closed", "first_at": None}
    assert minutes(event, guest) == 30


def test_when_the_later_admission_is_taken_back_the_earlier_reading_stands(online, offline, event, gate, guest) -> None:
    sent = reading(gate, token=guest.badge_token, scanned_at=at(16, 30).isoformat())
    send(online, sent)
    read(offline, gate, guest, at(14, 5))
    send(online, reading(gate, undoes=sent["id"]))
    assert (minutes(event, guest), was_admitted(guest.id)) == (175, True)
    assert counts_of([gate.id])[gate.id].inside == 1


def test_an_earlier_reading_that_is_taken_back_counts_no_more(online, offline, event, gate, guest) -> None:
    read(online, gate, guest, at(16, 30))
    sent = reading(gate, token=guest.badge_token, scanned_at=at(14, 5).isoformat())
    send(offline, sent)
    send(offline, reading(gate, undoes=sent["id"]))
    assert minutes(event, guest) == 30
    assert read(online, gate, guest, at(16, 45))["first_at"] == at(16, 30).isoformat()
