"""What a role does not need for its work, it is not shown."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.accounts.models import EventRole, Role
from app.core import clock
from app.core.db import db
from app.core.search import searchable
from app.delegations.models import Delegation
from app.events.models import EventState
from app.registration.models import Registration, State
from app.registration.tokens import link_token
from tests.accounts.factories import sign_in, user
from tests.agenda import factories as agenda
from tests.events import factories as events
from tests.registration import factories as registrations
from tests.security.samples import World
from tests.support.client import Client

ADDRESS, ANSWER, LETTER = "aicha.private@example.org", "Passport AB123456", "Your place is confirmed"
SEES = (Role.VIEWER, Role.PROTOCOL)
READS = (Role.REGISTRAR, Role.MANAGER)


@pytest.fixture
def guest(world: World) -> Registration:
    registrations.form(world.event, fields=[{"id": "papers", "type": "text", "label": {"en": "Papers"}}])
    made = registrations.registration(world.event, email=ADDRESS, answers={"papers": ANSWER})
    made.search = searchable(made.person.latin_name, ADDRESS, made.badge_token)
    world.message.about, world.message.subject, world.message.to_address = f"registration:{made.id}", LETTER, ADDRESS
    db.session.commit()
    return made


def secrets_of(guest: Registration) -> tuple[str, ...]:
    return ADDRESS, ANSWER, LETTER, guest.badge_token, f"/registrations/{link_token(guest).partition('.')[0]}."


@pytest.mark.parametrize("role", [*SEES, *READS])
def test_who_only_sees_registrations_learns_neither_addresses_nor_answers_nor_the_link_that_changes_them(
    client: Client, world: World, guest: Registration, role: Role
) -> None:
    sign_in(client, user(role, world.event))
    shown = [client.get(f"/manage/events/{world.event.slug}/registrations{rest}?lang=en") for rest in ("", f"/{guest.id}")]
    assert [page.status_code for page in shown] == [200, 200]
    assert all(guest.person.latin_name in page.text for page in shown)
    known = {secret for secret in secrets_of(guest) for page in shown if secret in page.text}
    assert known == (set(secrets_of(guest)) if role in READS else set())


@pytest.mark.parametrize("role", [*SEES, Role.REGISTRAR])
def test_nobody_searches_for_what_they_may_not_read(client: Client, world: World, guest: Registration, role: Role) -> None:
    sign_in(client, user(role, world.event))
    lists = f"/manage/events/{world.event.slug}/registrations", "/manage/palette"

    def found(query: str) -> list[bool]:
        return [guest.person.latin_name in client.get(path, query_string={"q": query, "lang": "en"}).text for path in lists]

    assert found(guest.person.family_name) == [True, True]
    for secret in (ADDRESS, "aicha.private@", guest.badge_token):
        assert found(secret) == [role is Role.REGISTRAR] * 2


def test_the_note_verbale_and_the_focal_points_address_are_for_those_who_work_with_them(app: Flask, world: World) -> None:
    one: Delegation = world.delegation
    one.focal_point_name, one.focal_point_email, one.notes = "Omar Diop", ADDRESS, "Comes by night"
    db.session.commit()
    shown = {}
    for role in (Role.VIEWER, Role.PROTOCOL):
        page = sign_in(app.test_client(), user(role, world.event)).get(f"/manage/events/{world.event.slug}/delegations/{one.id}")
        shown[role] = [word in page.text for word in ("Omar Diop", ADDRESS, "Comes by night", f"/{one.id}/letter")]
    assert shown == {Role.VIEWER: [True, False, False, False], Role.PROTOCOL: [True, True, True, True]}


def test_the_programme_draws_on_those_in_view_and_finds_nobody_by_their_address(client: Client, world: World) -> None:
    closed, event = events.event(state=EventState.DRAFT), world.event
    session = agenda.session(event)
    names = {"family_name": "Wanted", "email": ADDRESS}
    guest, agreed, speaker = (registrations.person(event, **names, **more) for more in ({}, {"public_since": clock.now()}, {}))
    left, elsewhere, of_draft = (registrations.person(event, **names) for _ in range(3))
    registrations.registration(event, person_=guest)
    registrations.registration(event, person_=left, state=State.WITHDRAWN)
    registrations.registration(events.event(), person_=elsewhere)
    agenda.participation(agenda.contribution(agenda.session(events.event())), speaker)
    agenda.participation(agenda.session(closed), of_draft)
    db.session.commit()
    path = f"/manage/events/{event.slug}/programme/sessions/{session.id}/people"

    def offered(query: str) -> set[int]:
        return {int(known) for known in re.findall(r'name="known-person" value="(\d+)"', client.get(path, query_string={"q": query}).text)}

    officer = user(Role.PROGRAMME, event)
    sign_in(client, officer)
    assert client.get(f"/manage/events/{closed.slug}/programme/").status_code == 404
    assert offered("wanted") == {guest.id, agreed.id, speaker.id}
    assert offered(ADDRESS) == offered("aicha") == set()
    for hidden in (left, elsewhere, of_draft):  # nor by their number
        assert client.post(path, data={"known-person": hidden.id, "known-role": "speaker"}).status_code == 404
    assert session.participations == []
    db.session.add(EventRole(user=officer, event_id=closed.id, role=Role.VIEWER))
    db.session.commit()
    assert offered("wanted") == {guest.id, agreed.id, speaker.id, of_draft.id}
