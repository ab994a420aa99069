"""Somebody in the programme: what organisers write of them, and the public page that they agreed to."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from app.accounts.models import Role
from app.agenda.programme import person_address
from app.core.db import db
from app.events.models import EventState
from app.people.models import Person
from tests.accounts.factories import sign_in, user
from tests.agenda import factories
from tests.events import factories as events


@pytest.fixture
def event():
    return events.event(state=EventState.PUBLISHED)


@pytest.fixture
def speaker(event) -> Person:
    return factories.participation(factories.session(event), factories.speaker(event)).person


def page_of(event, person: Person) -> str:
    return f"/manage/events/{event.slug}/programme/people/{person.id}"


def fields(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Dr", "given_name": "Salma", "family_name": "Bennis", "given_name_ar": "سلمى", "family_name_ar": "بنيس",
        "function-fr": "Géographe", "function-ar": "", "function-en": "", "biography-fr": "Travaille sur **l’eau**.", "biography-ar": "",
        "biography-en": "", **changes,
    }  # fmt: skip


def test_who_agrees_has_a_public_page_and_who_takes_it_back_has_none(client, event, speaker) -> None:
    sign_in(client, user(Role.PROGRAMME, event))
    address = f"/people/{person_address(speaker.id, 'Salma Bennis')}"
    assert client.get(address).status_code == 404
    assert client.post(page_of(event, speaker), data=fields(public="y")).status_code == 302
    shown = client.get(f"{address}?lang=fr").text
    assert "Salma Bennis" in shown
    assert "Géographe" in shown
    assert "<strong>l’eau</strong>" in shown
    agreed = db.session.get_one(Person, speaker.id).public_since
    client.post(page_of(event, speaker), data=fields(public="y", title="Pr"))
    assert db.session.get_one(Person, speaker.id).public_since == agreed
    client.post(page_of(event, speaker), data=fields())
    assert client.get(address).status_code == 404


def test_a_corrected_name_stands_in_the_programme_at_once(client, event, speaker) -> None:
    programme = f"/events/{event.slug}/programme?lang=fr"
    assert "Salma Bennis" not in client.get(programme).text
    sign_in(client, user(Role.PROGRAMME, event))
    client.post(page_of(event, speaker), data=fields())
    assert "Salma Bennis" in client.get(programme).text


def test_an_address_and_a_country_that_the_page_does_not_show_stay(client, event, speaker) -> None:
    speaker.email, speaker.country = "salma@example.org", "MA"
    sign_in(client, user(Role.PROGRAMME, event))
    client.post(page_of(event, speaker), data=fields())
    found = db.session.get_one(Person, speaker.id)
    assert (found.family_name, found.email, found.country) == ("Bennis", "salma@example.org", "MA")


def test_a_person_without_a_name_is_refused_beside_its_field(client, event, speaker) -> None:
    before = speaker.latin_name
    sign_in(client, user(Role.PROGRAMME, event))
    refused = client.post(page_of(event, speaker), data=fields(given_name="", given_name_ar=""))
    assert refused.status_code == 422
    assert "Give the given name and the family name" in refused.text
    assert db.session.get_one(Person, speaker.id).latin_name == before


def test_whoever_speaks_elsewhere_too_is_not_described_by_those_of_one_event_alone(client, event, speaker) -> None:
    other = events.event()
    factories.participation(factories.session(other), speaker)
    before = speaker.latin_name
    sign_in(client, user(Role.PROGRAMME, event))
    for page, status in ((client.get(page_of(event, speaker)), 200), (client.post(page_of(event, speaker), data=fields(public="y")), 422)):
        assert page.status_code == status
        assert "an event whose programme you may not change" in page.text
        assert 'name="given_name"' not in page.text
    assert db.session.get_one(Person, speaker.id).latin_name == before


def test_somebody_who_does_not_take_part_has_no_page_here(client, event, speaker) -> None:
    sign_in(client, user(Role.PROGRAMME, event))
    assert client.get(page_of(event, factories.speaker(event))).status_code == 404
    assert client.get(page_of(events.event(), speaker)).status_code in (403, 404)


def test_a_portrait_is_shown_to_readers_once_its_person_agreed_and_is_taken_away_again(client, event, speaker) -> None:
    sign_in(client, user(Role.PROGRAMME, event))
    assert client.post(page_of(event, speaker), data=fields(portrait=(picture(), "me.png"))).status_code == 302
    assert client.get(f"/people/{speaker.id}/photo").status_code == 404
    client.post(page_of(event, speaker), data=fields(public="y"))
    shown = client.get(f"/people/{speaker.id}/photo")
    assert (shown.status_code, shown.mimetype) == (200, "image/webp")
    assert max(Image.open(io.BytesIO(shown.data)).size) == 480
    client.post(page_of(event, speaker), data=fields(public="y", remove_portrait="y"))
    assert client.get(f"/people/{speaker.id}/photo").status_code == 404


def test_a_portrait_that_is_no_picture_is_refused_beside_its_field(client, event, speaker) -> None:
    sign_in(client, user(Role.PROGRAMME, event))
    refused = client.post(page_of(event, speaker), data=fields(portrait=(io.BytesIO(b"MZ not a picture"), "me.png")))
    assert refused.status_code == 422
    assert "not one of the kinds taken here" in refused.text
    assert db.session.get_one(Person, speaker.id).photo_id is None


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "#17595a").save(out, "PNG")
    out.seek(0)
    return out
