"""A person's page at an event tells the whole story; what a role may not read stays out of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

import pytest

from app.accounts.models import Role
from app.agenda.models import ParticipationRole
from app.audit import SYSTEM
from app.badges import service as badges
from app.certificates import service as issuing
from app.certificates.models import Certificate, CertificateRole
from app.checkin.models import Verdict
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event
from app.people.service import fields_of
from app.registration.models import Capacity, Registration
from app.registration.service import change
from tests.accounts.factories import sign_in, user
from tests.agenda import factories as agenda
from tests.certificates import factories as certificates
from tests.delegations import factories as delegations
from tests.events import factories as events
from tests.registration import factories
from tests.support.client import Client
from tests.support.queries import count_queries

STARTS = certificates.STARTS
TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def event() -> Event:
    return events.event(slug="held", starts_at=STARTS, ends_at=STARTS + timedelta(days=1))


@pytest.fixture
def guest(event: Event) -> Registration:
    return factories.registration(event)


def page(client: Client, registration: Registration, role: Role = Role.MANAGER) -> str:
    who = sign_in(client, user(role, registration.event))
    response = who.get(f"/manage/events/held/registrations/{registration.id}?lang=en")
    assert response.status_code == 200
    return " ".join(unescape(TAG.sub(" ", response.text)).split())


def attest(registration: Registration) -> Certificate:
    rule = certificates.rule(registration.event)
    made = issuing.compose(registration, rule, CertificateRole.PARTICIPANT, minutes=60, issued_by="Nadwa")
    issuing.publish(made, b"%PDF-1.7 sample", tell=False)
    return made


def test_every_reading_stands_with_gate_direction_answer_and_device_and_the_minutes_with_their_session(client, event, guest) -> None:
    session = agenda.session(event, STARTS, minutes=120, title=Translated(en="Water and peace"))
    door, entrance = certificates.gate(event, session), certificates.gate(event)
    certificates.scan(door, guest, STARTS)
    certificates.scan(door, guest, STARTS + timedelta(minutes=95), Verdict.LEFT)
    wrong = certificates.scan(entrance, guest, STARTS + timedelta(hours=3), Verdict.WRONG_ZONE)
    certificates.scan(entrance, guest, STARTS + timedelta(hours=4), Verdict.UNDONE, undoes_id=wrong.id)
    told = page(client, guest)
    assert "Attended 1 h 35 min in all." in told
    assert "Water and peace 1 h 35 min" in told
    for line in ("09:00 Door Entry Admitted Tablet", "10:35 Door Exit Left Tablet", "12:00 Door Entry Wrong zone taken back Tablet"):
        assert line in told


def test_who_was_never_read_is_told_so(client, guest) -> None:
    assert "The badge was not read yet." in page(client, guest)


def test_certificates_stand_with_serial_role_and_state_and_one_can_be_issued_by_hand(client, guest) -> None:
    first = attest(guest)
    issuing.revoke(first, reason="Wrong name", actor=SYSTEM)
    second = attest(guest)
    told = page(client, guest)
    assert f"{second.serial} Participant" in told
    assert told.index(second.serial) < told.index(first.serial)
    assert told.partition("Certificates")[2].count("Revoked") == 1
    assert "Issue by hand" in told


def test_the_badges_that_left_the_printer_stand_with_their_code_s_state(client, guest) -> None:
    badges.remember([(guest.id, guest.badge_token, guest.revision)], "a6", actor=SYSTEM)
    badges.replace_lost(guest, reason="Lost on the train", actor=SYSTEM)
    told = page(client, guest)
    assert "A6, one on a page" in told
    assert told.partition("A6, one on a page")[2].split().index("Void") < 12


def test_the_delegation_the_programme_and_the_history_are_there(client, event) -> None:
    member = delegations.member(delegations.delegation(event, "SN"), Capacity.HEAD)
    session = agenda.session(event, datetime(2026, 10, 14, 10), title=Translated(en="Opening"))
    agenda.participation(session, member.person, ParticipationRole.CHAIR)
    agenda.participation(agenda.contribution(session, title=Translated(en="On wells")), member.person)
    handed = factories.submission(**vars(fields_of(member.person)), function="Mayor")
    change(member, handed, actor=SYSTEM, now=clock.now(), notify=False)
    told = page(client, member)
    for words in ("Senegal · Head of delegation", "Opening Chair", "On wells", "Registration changed"):
        assert words in told


@pytest.mark.parametrize(
    ("role", "hidden"), [(Role.PROTOCOL, ("Certificates", "Badges", "History")), (Role.VIEWER, ("Badges", "History")), (Role.REGISTRAR, ())]
)
def test_a_role_reads_the_chapters_that_its_work_needs(client, guest, role: Role, hidden: tuple[str, ...]) -> None:
    who = sign_in(client, user(role, guest.event))
    found = who.get(f"/manage/events/held/registrations/{guest.id}?lang=en").text
    shown = {title for title in ("Presence", "Certificates", "Badges", "History") if f"<h2>{title}</h2>" in found}
    assert shown == {"Presence", "Certificates", "Badges", "History"} - set(hidden)


def grow(event: Event, guest: Registration, times: int) -> None:
    for number in range(times):
        session = agenda.session(event, STARTS + timedelta(minutes=10 * number), minutes=10)
        certificates.scan(certificates.gate(event, session), guest, session.starts_at)
        agenda.participation(session, guest.person)
        badges.remember([(guest.id, guest.badge_token, guest.revision)], "a6", actor=SYSTEM)
        issuing.revoke(attest(guest), reason="Again", actor=SYSTEM)
    db.session.commit()


def test_a_long_story_costs_as_many_queries_as_a_short_one(client, event, guest) -> None:
    grow(event, guest, 1)
    page(client, guest)
    with count_queries() as short:
        client.get(f"/manage/events/held/registrations/{guest.id}")
    grow(event, guest, 29)
    with count_queries() as long:
        client.get(f"/manage/events/held/registrations/{guest.id}")
    assert len(long) == len(short), f"{short}\n\n{long}"
