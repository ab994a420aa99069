"""The organiser's page of certificates: counts over everybody, a page of people, the last that were issued."""

from __future__ import annotations

import re

import pytest

from app.accounts.models import Role
from app.audit import SYSTEM
from app.certificates import queries, service
from app.certificates.models import CertificateRole
from app.core.db import db
from app.registration.models import Registration
from tests.accounts.factories import sign_in, user
from tests.agenda import factories as agenda
from tests.certificates import factories
from tests.events import factories as events
from tests.registration import factories as registrations


def test_the_page_counts_everybody_and_shows_a_page_of_them(client, monkeypatch):
    monkeypatch.setattr("app.certificates.views.PAGE_SIZE", 2)
    event = factories.held()
    factories.rule(event, 60)
    door = factories.gate(event, agenda.session(event, factories.STARTS, minutes=180))
    for name, minutes in (("Abc", 90), ("Bcd", 90), ("Cde", 30)):
        factories.attendee(door, minutes, person_=registrations.person(event, given_name="X", family_name=name))
    first = db.session.get_one(Registration, queries.candidates(event)[0].registration_id)
    service.issue_by_hand(first, CertificateRole.PARTICIPANT, actor=SYSTEM)
    sign_in(client, user(Role.MANAGER, event))
    base = f"/manage/events/{event.slug}/certificates/?lang=en"
    pages = [re.findall(r"<bdi>X (\w+)</bdi>", client.get(base + more).text) for more in ("", "&page=2", "&show=issued")]
    assert pages == [["Abc", "Bcd", "Abc"], ["Cde", "Abc"], ["Abc", "Abc"]]  # the last of each stands among those issued so far
    assert "Issue 1 certificate" in client.get(base).text


def test_what_was_issued_last_comes_first_with_the_name_it_was_issued_to(client):
    event = factories.held()
    made = [service.issue_by_hand(registrations.registration(event), CertificateRole.SPEAKER, actor=SYSTEM) for _ in range(3)]
    service.revoke(made[0], reason="test", actor=SYSTEM)
    rows = queries.latest(event, 2)
    assert [(row.id, row.name, row.role) for row in rows] == [(one.id, one.content["name"], CertificateRole.SPEAKER) for one in made[:0:-1]]
    assert queries.valid_count(event) == 2


def test_by_hand_the_role_is_that_of_the_list_and_otherwise_nobody_s_guess(client):
    event = factories.held()
    door = factories.gate(event, agenda.session(event, factories.STARTS, minutes=180))
    registration = factories.attendee(door, 30)
    sign_in(client, user(Role.MANAGER, event))
    listed = client.get(f"/manage/events/{event.slug}/certificates/").text
    (link,) = re.findall(rf'href="([^"]*/by-hand/{registration.id}\?[^"]*)"', listed)
    assert chosen(client.get(link).text) == ["participant"]
    assert chosen(client.get(link.partition("?")[0]).text) == []
    refused = client.post(link, data={"csrf_token": ""})
    assert (refused.status_code, queries.valid_count(event)) == (422, 0)
    assert "Choose the role that it attests." in refused.text


def chosen(page: str) -> list[str]:
    radios = re.findall(r'<input[^>]* name="role"[^>]*>', page)
    return [match[1] for radio in radios if " checked" in radio and (match := re.search(r'value="(\w+)"', radio))]


@pytest.mark.parametrize(
    ("language", "written", "shown"), [("fr", "7,5", "7,5"), ("en", "7.5", "7.5"), ("ar", "7٫5", "7,5"), ("fr", "4", "4")]
)
def test_hours_are_written_and_shown_as_the_language_does(client, language, written, shown):
    event = events.event()
    sign_in(client, user(Role.MANAGER, event))
    address = f"/manage/events/{event.slug}/certificates/rule?lang={language}"
    assert client.post(address, data={"hours": written}).status_code == 303
    assert queries.rule_of(event).threshold_minutes == float(shown.replace(",", ".")) * 60
    (field,) = re.findall(r'<input[^>]* name="hours"[^>]*>', client.get(address).text)
    assert f'value="{shown}"' in field
