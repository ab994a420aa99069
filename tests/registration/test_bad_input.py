"""What no honest form sends: a 4xx, a clear word near its cause, and nothing changed."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.mail import Message
from app.people.models import Person
from app.registration.models import Registration
from app.registration.public import new_submission
from app.registration.tokens import link_token
from app.storage import StoredFile
from tests.events import factories as events
from tests.registration import factories, pages
from tests.registration.test_public import PDF, QUESTIONS
from tests.support.client import Client

REQUIRED_FILE = [{"id": "order", "type": "file", "required": True, "limit": 1, "label": {"en": "Travel order"}}]
STRICT = [{"id": "rules", "type": "consent", "required": True, "label": {"en": "Rules"}}, {"id": "day", "type": "choices", "limit": 1, "label": {"en": "Day"}, "options": [{"id": "a", "label": {"en": "A"}}, {"id": "b", "label": {"en": "B"}}]}]  # fmt: skip


@pytest.fixture
def event():
    event = events.event()
    factories.form(event, fields=QUESTIONS)
    return event


def rows() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(table)) for table in (Registration, Person, Message, StoredFile)]


def upload(content: bytes, name: str = "order.pdf") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


@pytest.mark.parametrize("step", ["review", "confirm"])
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"nonsense": "1"}, "This form has no field “nonsense”."),
        ({"q-unknown": "1"}, "This form has no field “q-unknown”."),
        ({"state": "confirmed"}, "This form has no field “state”."),
        ({"given_name": "x" * 121}, "At most 120 characters."),
        ({"organisation": "x" * 100_000}, "At most 200 characters."),
        ({"email": f"{'x' * 300}@example.org"}, "At most 254 characters."),
        ({"email": "amina"}, "This is not an e-mail address."),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "This is not an e-mail address."),
        ({"email": "a@example.org, b@example.org"}, "This is not an e-mail address."),
        ({"email": ""}, "Please fill this in."),
        ({"country": "XX"}, "Not a valid choice"),
        ({"q-profile": "president"}, "Not a valid choice"),
        ({"q-profile": ""}, "Please choose."),
        ({"q-days": ["first", "third"]}, "is not a valid choice"),
        ({"q-headset": "perhaps"}, "Not a valid choice"),
        ({"q-expectations": "x" * 51}, "At most 50 characters."),
        ({"privacy": ""}, "We need your agreement to register you."),
        ({"website": "http://spam.example"}, "A field that must stay empty was filled in."),
        ({"submission": "forged"}, "This page was not ours"),
        ({"submission": ""}, "This page was not ours"),
        ({"given_name": " ", "family_name_ar": "\x07\u202e"}, "Give the given name and the family name"),
    ],
)
def test_wrong_entries_are_named_and_change_nothing(client: Client, event, step: str, fields: dict, words: str) -> None:
    page = pages.post(client, event, {**pages.entries(q_profile="elected"), **fields}, step=step)
    assert page.status_code == 422
    assert words in page.text
    assert rows() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\x00 a program", "order.pdf", "not one of the kinds taken here"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "order.png", "not one of the kinds taken here"),
        (b"\x89PNG\r\n\x1a\n cut off", "photo.png", "not one of the kinds taken here"),
        (b"", "order.pdf", "This file is empty."),
        (b"%PDF-" + b"x" * (1024 * 1024), "order.pdf", "larger than 1 MB"),
    ],
)
def test_files_that_are_not_what_they_say_are_refused_beside_their_field(client: Client, content: bytes, name: str, words: str) -> None:
    event = events.event()
    factories.form(event, fields=REQUIRED_FILE)
    page = pages.post(client, event, {**pages.entries(), "q-order": upload(content, name)}, step="review")
    assert page.status_code == 422
    assert words in page.text.split('id="q-order-error"')[1]
    assert rows() == [0, 0, 0, 0]


def test_what_is_required_of_files_and_consents_is_required(client: Client) -> None:
    event = events.event()
    factories.form(event, fields=[*REQUIRED_FILE, *STRICT])
    page = pages.post(client, event, {**pages.entries(), "q-day": ["a", "b"]})
    assert (page.status_code, pages.errors(page)) == (
        422,
        ["Please fill this in.", "This consent is needed to take part.", "Choose at most 1."],
    )


def test_a_file_of_somebody_elses_form_cannot_be_taken(client: Client, event) -> None:
    form = pages.opened(client, event)
    summary = client.post(f"/events/{event.slug}/register", data={**form, **pages.entries(q_profile="elected"), "q-order": upload(PDF)})
    reference = pages.hidden(summary)["held-q-order"]
    for stolen in (reference, "forged"):
        page = pages.post(client, event, pages.entries(q_profile="elected"), **{"held-q-order": stolen})
        assert (page.status_code, "Choose this file again." in page.text) == (422, True)
    assert rows() == [0, 0, 0, 0]


def test_a_form_of_another_event_is_not_taken(client: Client, event) -> None:
    other = events.event()
    factories.form(other)
    data = {**pages.opened(client, other), **pages.entries(q_profile="elected"), "step": "confirm"}
    assert client.post(f"/events/{event.slug}/register", data=data).status_code == 422
    assert rows() == [0, 0, 0, 0]


def test_a_page_left_open_for_too_long_is_sent_again(client: Client, event) -> None:
    with clock.frozen(clock.now() - timedelta(hours=25)):
        old = new_submission(event)
    page = pages.post(client, event, pages.entries(q_profile="elected"), submission=old)
    assert (page.status_code, "open for too long" in page.text) == (422, True)
    renewed = pages.hidden(page)["submission"][0]
    assert pages.post(client, event, pages.entries(q_profile="elected"), submission=renewed).status_code == 303


def test_programs_that_fill_in_at_once_are_asked_again(app: Flask, client: Client, event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", True)
    page = pages.post(client, event, pages.entries(q_profile="elected"))
    assert (page.status_code, "That was very quick." in page.text) == (422, True)


@pytest.mark.parametrize("path", ["", "/change", "/ticket.png", "/files/order"])
def test_forged_links_and_links_of_other_events_open_nothing(client: Client, event, path: str) -> None:
    registration = factories.registration(event)
    token = link_token(registration)
    other = events.event()
    assert client.get(f"/events/{event.slug}/registrations/x{token}{path}").status_code == 410
    assert client.get(f"/events/{other.slug}/registrations/{token}{path}").status_code == 404
    assert client.post(f"/events/{other.slug}/registrations/{token}/cancel").status_code == 404
    assert registration.is_live


def test_only_the_files_of_the_answers_are_given_out(client: Client, event) -> None:
    pages.post(client, event, pages.entries(q_profile="elected", q_order=upload(PDF)))
    registration = db.session.query(Registration).one()
    link = f"/events/{event.slug}/registrations/{link_token(registration)}/files"
    assert client.get(f"{link}/order").data == PDF
    assert client.get(f"{link}/profile").status_code == 404
    assert client.get(f"{link}/{registration.answers['order']['file']}").status_code == 404
    assert client.get(f"/manage/events/{event.slug}/registrations/{registration.id}/files/order").status_code == 302


@pytest.mark.parametrize("data", [{"q-profile": "president"}, {"email": "x"}, {"nonsense": "1"}, {"given_name": "", "family_name_ar": ""}])
def test_a_wrong_change_changes_nothing(client: Client, event, data: dict) -> None:
    pages.post(client, event, pages.entries(q_profile="elected", function="Maire"))
    registration = db.session.query(Registration).one()
    typed = {**pages.entries(q_profile="elected", function="Autre", privacy=None), **data}
    assert client.post(f"/events/{event.slug}/registrations/{link_token(registration)}/change", data=typed).status_code == 422
    assert (registration.function, registration.revision) == ("Maire", 1)


def test_a_draft_is_unknown_to_strangers(client: Client) -> None:
    from app.events.models import EventState

    event = events.event(state=EventState.DRAFT)
    factories.form(event)
    assert client.get(f"/events/{event.slug}/register").status_code == 404
