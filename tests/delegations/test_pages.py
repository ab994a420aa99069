"""The organiser's pages of delegations: what a form does, what is refused and where it says so, who may."""

from __future__ import annotations

import io
from typing import Any

import pytest
from werkzeug.test import TestResponse

from app.accounts.models import Role
from app.audit import SYSTEM
from app.core.db import db
from app.core.types import Translated
from app.delegations import members, service
from app.delegations.models import Delegation
from app.events.models import Event, EventState
from app.registration.models import Capacity, Registration, State
from tests.accounts import factories as accounts
from tests.delegations import factories
from tests.events import factories as events
from tests.support.client import Client
from tests.support.queries import count_queries

C = Capacity


@pytest.fixture
def event() -> Event:
    return events.event()


@pytest.fixture
def protocol(client: Client, event: Event) -> Client:
    return accounts.sign_in(client, accounts.user(Role.PROTOCOL, event))


def address(event: Event, rest: object = "") -> str:
    return f"/manage/events/{event.slug}/delegations/{rest}"


def post(client: Client, event: Event, rest: str, **data: Any) -> TestResponse:
    return client.post(address(event, rest), data={name: value for name, value in data.items() if value is not None})


def member_of(delegation: Delegation) -> list[Registration]:
    db.session.expire_all()
    return members.roster(delegation)


def test_a_delegation_is_expected_with_its_places_and_focal_point(protocol: Client, event: Event) -> None:
    given = {"kind": "state", "country": "SN", "places_head": "1", "places_member": "3", "focal_point_name": "Bureau"}
    assert post(protocol, event, "new", **given).status_code == 302
    made = db.session.query(Delegation).one()
    assert (made.country, made.focal_point_name, {q.capacity: q.places for q in made.quotas}) == ("SN", "Bureau", {C.HEAD: 1, C.MEMBER: 3})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "state"}, "Choose a country or an organisation"),
        ({"kind": "state", "country": "MA"}, "expected already"),
        ({"kind": "state", "country": "XX"}, "Not a valid choice"),
        ({"kind": "state", "country": "SN", "places_head": "2"}, "A number from 0 to 1"),
        ({"kind": "state", "country": "SN", "places_member": "-1"}, "A number from 0 to 500"),
        ({"kind": "state", "country": "SN", "places_member": "many"}, "Not a valid integer"),
        ({"kind": "state", "country": "SN", "focal_point_email": "nowhere"}, "does not look like an e-mail address"),
        ({"kind": "empire", "country": "SN"}, "Not a valid choice"),
    ],
)
def test_a_delegation_that_cannot_be_is_refused_beside_the_field(protocol: Client, event: Event, given: dict[str, str], said: str) -> None:
    factories.delegation(event, "MA")
    page = post(protocol, event, "new", **given)
    assert (page.status_code, said in page.text, db.session.query(Delegation).count()) == (422, True, 1)


def test_a_member_is_named_changed_ordered_and_removed(protocol: Client, event: Event) -> None:
    one = factories.delegation(event, places={C.MEMBER: 2, C.ADVISER: 1})
    names = {"family_name": "Sow", "given_name_ar": "مريم", "family_name_ar": "صو", "country": "SN", "locale": "fr", "title": "S.E. Mme"}
    for given in ("Awa", "Binta"):
        assert post(protocol, event, f"{one.id}/members/new", capacity="member", given_name=given, listed="y", **names).status_code == 302
    awa, binta = member_of(one)
    assert (awa.person.latin_name, awa.person.arabic_name, awa.listed, awa.state) == ("Awa Sow", "مريم صو", True, State.CONFIRMED)
    post(protocol, event, f"{one.id}/members/{binta.id}/shift", to="up")
    assert [who.id for who in member_of(one)] == [binta.id, awa.id]
    changed = {**names, "given_name": "Awa", "function": "Maire", "capacity": "adviser"}
    assert post(protocol, event, f"{one.id}/members/{awa.id}", **changed).status_code == 302
    assert [(who.capacity, who.function, who.listed) for who in member_of(one)] == [(C.MEMBER, "", True), (C.ADVISER, "Maire", False)]
    post(protocol, event, f"{one.id}/members/{binta.id}/remove", reason="Replaced")
    assert ([who.id for who in member_of(one)], db.session.get_one(Registration, binta.id).state) == ([awa.id], State.CANCELLED)
    assert {quota.capacity: quota.taken for quota in one.quotas} == {C.MEMBER: 0, C.ADVISER: 1}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"capacity": "adviser", "given_name": "A", "family_name": "B"}, "this delegation has no place in this capacity"),
        ({"capacity": "member", "given_name": "A", "family_name": "B"}, "every place is taken; the quota is 1"),
        ({"capacity": "head", "given_name": "A", "family_name": "B"}, "Mariama Sow is the head of this delegation already"),
        ({"capacity": "member", "given_name": "A"}, "Give the given name and the family name"),
        ({"capacity": "king", "given_name": "A", "family_name": "B"}, "Not a valid choice"),
        ({"capacity": "member", "given_name": "A" * 121, "family_name": "B"}, "At most 120 characters"),
    ],
)
def test_a_member_who_cannot_be_is_refused_and_nothing_is_written(protocol: Client, event: Event, given: dict[str, str], said: str) -> None:
    one = factories.delegation(event, places={C.HEAD: 1, C.MEMBER: 1})
    factories.member(one, C.HEAD, who=factories.person(given_name="Mariama", family_name="Sow"))
    factories.member(one)
    page = post(protocol, event, f"{one.id}/members/new", locale="fr", **given)
    assert (page.status_code, said in page.text, len(member_of(one))) == (422, True, 2)


def test_the_member_s_telephone_stays_when_the_delegation_is_edited(protocol: Client, event: Event) -> None:
    one = factories.delegation(event)
    who = factories.member(one, who=factories.person(phone="+221 700"))
    post(protocol, event, f"{one.id}/members/{who.id}", capacity="member", given_name="Awa", family_name="Ba", locale="fr")
    assert (who.person.phone, who.person.family_name) == ("+221 700", "Ba")


def test_a_letter_is_typed_by_its_content_and_given_back_as_a_download(protocol: Client, event: Event) -> None:
    one = factories.delegation(event)
    refused = post(protocol, event, f"{one.id}/letter", letter=(io.BytesIO(b"<script>"), "note.pdf"))
    assert (refused.status_code, "not one of the kinds" in refused.text, one.credentials_id) == (422, True, None)
    assert post(protocol, event, f"{one.id}/letter").status_code == 422
    assert protocol.get(address(event, f"{one.id}/letter")).status_code == 404
    assert post(protocol, event, f"{one.id}/letter", letter=(io.BytesIO(b"%PDF-1.7 note"), "note.pdf")).status_code == 302
    kept = protocol.get(address(event, f"{one.id}/letter"))
    assert (kept.data, kept.headers["Content-Disposition"]) == (b"%PDF-1.7 note", "attachment; filename=note.pdf")
    post(protocol, event, f"{one.id}/letter/remove")
    db.session.expire_all()
    assert one.credentials_id is None


def test_what_is_missing_is_said_but_not_of_an_event_of_the_past(protocol: Client, event: Event) -> None:
    factories.delegation(event)
    page = protocol.get(address(event)).text
    assert ("No head" in page, "No letter" in page) == (True, True)
    event.state = EventState.ARCHIVED
    page = protocol.get(address(event)).text
    assert ("No head" in page, "No letter" in page) == (False, False)


def test_a_name_is_set_apart_and_nothing_in_it_is_markup(protocol: Client, event: Event) -> None:
    one = factories.delegation(event)
    factories.member(one, C.HEAD, who=factories.person(given_name="<b>Awa", family_name="Ba"))
    assert "<bdi>&lt;b&gt;Awa Ba</bdi>" in protocol.get(address(event)).text
    assert "<b>Awa" not in protocol.get(address(event, one.id)).text


@pytest.mark.parametrize("rest", ["{0}", "{0}/edit", "{0}/letter", "{0}/members/new", "{0}/members/{1}"])
def test_another_event_s_delegation_does_not_exist_here(protocol: Client, event: Event, rest: str) -> None:
    theirs = factories.delegation(events.event())
    who = factories.member(theirs)
    assert protocol.get(address(event, rest.format(theirs.id, who.id))).status_code == 404


def test_a_member_of_another_delegation_does_not_exist_in_this_one(protocol: Client, event: Event) -> None:
    one, who = factories.delegation(event, "SN"), factories.member(factories.delegation(event, "ML"))
    assert post(protocol, event, f"{one.id}/members/{who.id}/remove").status_code == 404
    assert who.is_live


@pytest.mark.parametrize(
    ("role", "sees", "edits"),
    [(Role.REGISTRAR, 200, 200), (Role.PROTOCOL, 200, 200), (Role.VIEWER, 200, 403), (Role.DESK, 403, 403), (Role.PROGRAMME, 403, 403)],
)
def test_registrars_and_protocol_edit_viewers_look(client: Client, event: Event, role: Role, sees: int, edits: int) -> None:
    one = factories.delegation(event)
    accounts.sign_in(client, accounts.user(role, event))
    assert [client.get(address(event, rest)).status_code for rest in ("", one.id, "participants.pdf")] == [sees] * 3
    assert [client.get(address(event, rest)).status_code for rest in ("new", f"{one.id}/edit", f"{one.id}/members/new")] == [edits] * 3


def test_the_list_is_a_pdf_in_the_language_asked_for_and_nothing_else_than_provisional_or_final(protocol: Client, event: Event) -> None:
    paper = protocol.get(address(event, "participants.pdf?lang=ar&status=final"))
    assert (paper.mimetype, paper.data[:5]) == ("application/pdf", b"%PDF-")
    assert f"{event.slug}-participants-final-ar.pdf" in paper.headers["Content-Disposition"]
    assert protocol.get(address(event, "participants.pdf?status=draft")).status_code == 400


def test_the_index_asks_as_much_for_thirty_as_for_one(protocol: Client, event: Event) -> None:
    def asked() -> int:
        with count_queries() as queries:
            assert protocol.get(address(event)).status_code == 200
        return len(queries)

    countries = ["SN", "ML", "NE", "BF", "CI", "MR", "EG", "TN", "DZ", "LY"]
    for country in countries:
        factories.member(factories.delegation(event, country), C.HEAD)
        if country == "SN":
            alone = asked()
    assert asked() == alone


def test_a_clone_expects_the_same_delegations_without_their_people(event: Event) -> None:
    one = factories.delegation(event, "SN", places={C.MEMBER: 2}, focal_point_email="bureau@example.org", name=Translated(fr="Dakar"))
    factories.member(one)
    clone = events.event()
    assert service.copy_to(event, clone, actor=SYSTEM) == 1
    copy = db.session.query(Delegation).filter_by(event_id=clone.id).one()
    assert (copy.country, str(copy.name), copy.focal_point_email) == ("SN", "Dakar", "")
    assert [(quota.capacity, quota.places, quota.taken) for quota in copy.quotas] == [(C.MEMBER, 2, 0)]


def test_a_name_within_a_refusal_is_no_markup(protocol: Client, event: Event) -> None:
    delegation = factories.delegation(event)
    typed = {
        "capacity": "member",
        "given_name": "<img src=x>",
        "family_name": "Diop",
        "email": "awa@example.org",
        "locale": "fr",
        "category": "",
    }
    post(protocol, event, f"{delegation.id}/members/new", **typed)
    again = post(protocol, event, f"{delegation.id}/members/new?lang=en", **typed)
    assert "&lt;img src=x&gt; Diop is a delegate already" in again.text
    assert "<img src=x>" not in again.text
