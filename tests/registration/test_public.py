"""Registering over HTTP: form, summary, confirmation, and the participant's own page."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask

from app.core import clock
from app.core.db import db
from app.mail import Message
from app.registration.models import Registration, State
from app.registration.tokens import link_token, open_link
from tests.events import factories as events
from tests.registration import factories, pages
from tests.support.client import Client

QUESTIONS = [
    {"id": "profile", "type": "choice", "required": True, "label": {"fr": "Vous êtes", "ar": "صفتكم", "en": "You are"}, "options": [
        {"id": "elected", "label": {"fr": "Élu", "ar": "منتخب", "en": "Elected"}},
        {"id": "research", "label": {"fr": "Chercheur", "ar": "باحث", "en": "Researcher"}}]},
    {"id": "days", "type": "choices", "label": {"en": "Days"}, "options": [
        {"id": "first", "label": {"en": "First"}}, {"id": "second", "label": {"en": "Second"}}]},
    {"id": "headset", "type": "yes-no", "label": {"en": "Headset"}},
    {"id": "expectations", "type": "long-text", "limit": 50, "label": {"en": "Expectations"}},
    {"id": "order", "type": "file", "label": {"en": "Travel order"}},
    {"id": "photographs", "type": "consent", "label": {"en": "Photographs"}},
]  # fmt: skip
PDF = b"%PDF-1.7 a travel order"


@pytest.fixture
def event():
    event = events.event()
    factories.form(event, fields=QUESTIONS)
    return event


def only() -> Registration:
    return db.session.query(Registration).one()


@pytest.mark.parametrize(
    ("locale", "heading"), [("fr", 'lang="fr" dir="ltr"'), ("ar", 'lang="ar" dir="rtl"'), ("en", 'lang="en" dir="ltr"')]
)
def test_somebody_registers_in_each_language_from_the_form_to_the_ticket(
    app: Flask, client: Client, event, locale: str, heading: str
) -> None:
    form = pages.opened(client, event, lang=locale)
    typed = pages.entries(q_profile="elected", q_days=["first", "second"], q_headset="yes", q_photographs="y", listed="y")
    summary = client.post(f"/events/{event.slug}/register", data={**form, **typed, "q-order": (io.BytesIO(PDF), "ordre.exe")})
    assert summary.status_code == 200
    assert heading in summary.text
    assert {"fr": "Élu", "ar": "منتخب", "en": "Elected"}[locale] in summary.text
    assert "ordre.pdf" in summary.text
    assert db.session.query(Registration).count() == 0
    hidden = pages.hidden(summary)
    confirmed = client.post(f"/events/{event.slug}/register", data={**typed, **hidden, "step": "confirm"})
    assert (confirmed.status_code, confirmed.location) == (303, f"/events/{event.slug}/register/sent")
    made = only()
    assert (made.state, made.locale, made.listed, made.country) == (State.CONFIRMED, locale, True, "MA")
    assert made.answers == {
        "profile": "elected",
        "days": ["first", "second"],
        "headset": True,
        "order": {"file": made.answers["order"]["file"], "name": "ordre.pdf"},
    }
    assert set(made.consents) == {"privacy", "listed", "photographs"}
    letter = db.session.query(Message).one()
    assert (letter.template, letter.locale, letter.to_address) == ("registration/confirmed", locale, made.email)
    link = re.search(r"http://localhost(/events/\S+/registrations/\S+)", letter.text)[1]
    page = client.get(link)
    assert page.status_code == 200
    assert "<svg viewBox" in page.text
    assert made.person.arabic_name in page.text
    assert client.get(f"{link}/ticket.png").mimetype == "image/png"
    assert client.get(f"{link}/files/order").data == PDF


def test_without_a_mail_server_the_ticket_is_shown_at_once(app: Flask, client: Client, event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SMTP_URL", "")
    answer = pages.post(client, event, pages.entries(q_profile="elected"))
    address, _, token = answer.location.rpartition("/")
    assert (address, open_link(token)) == (
        f"/events/{event.slug}/registrations",
        only(),
    )  # signed a moment ago: not the same signs as one of now
    assert only().badge_token not in client.get(answer.location).text.split("<svg")[0]
    assert db.session.query(Message).one().state == "kept"


def test_what_was_typed_survives_an_error_which_is_named_at_the_top_and_beside_the_field(client: Client, event) -> None:
    page = pages.post(client, event, pages.entries(q_profile="elected", email="amina", family_name="Zahra"), step="review")
    assert page.status_code == 422
    assert pages.errors(page) == ["This is not an e-mail address."]
    assert '<a href="#email">' in page.text
    assert 'value="Zahra"' in page.text
    assert re.search(r'<input checked[^>]*value="elected"', page.text)


def test_one_whole_script_is_enough(client: Client, event) -> None:
    typed = pages.entries(q_profile="elected", given_name="", family_name="")
    assert pages.post(client, event, typed).status_code == 303
    assert only().person.name_in("fr") == only().person.arabic_name


def test_half_a_name_in_both_scripts_is_refused_beside_what_is_missing(client: Client, event) -> None:
    page = pages.post(client, event, pages.entries(q_profile="elected", family_name="", given_name_ar=""))
    assert (page.status_code, pages.errors(page)) == (422, ["Give the given name and the family name in Latin or in Arabic letters."])
    assert '<a href="#given_name_ar">' in page.text


def test_the_same_submission_sent_twice_is_one_registration(client: Client, event) -> None:
    data = {**pages.opened(client, event), **pages.entries(q_profile="elected"), "step": "confirm"}
    first, second = (client.post(f"/events/{event.slug}/register", data=data) for _ in range(2))
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert db.session.query(Registration).count() == 1
    assert db.session.query(Message).count() == 1


def test_somebody_registered_already_gets_a_letter_and_the_stranger_the_usual_page(client: Client, event) -> None:
    typed = pages.entries(q_profile="elected")
    first, second = (pages.post(client, event, typed) for _ in range(2))
    assert (first.status_code, first.location, first.data) == (second.status_code, second.location, second.data)
    assert db.session.query(Registration).count() == 1
    assert [m.template for m in db.session.query(Message).order_by(Message.id)] == [
        "registration/confirmed",
        "registration/already-registered",
    ]


def test_an_assistant_registers_two_people_with_one_address(client: Client, event) -> None:
    for name in ("Amina", "Fatou"):
        pages.post(
            client,
            event,
            pages.entries(q_profile="elected", given_name=name, given_name_ar="", family_name_ar="", email="office@example.org"),
        )
    assert [r.person.given_name for r in db.session.query(Registration).order_by(Registration.id)] == ["Amina", "Fatou"]


def test_the_participant_changes_and_cancels_by_the_link(client: Client, event) -> None:
    pages.post(client, event, pages.entries(q_profile="elected", q_order=(io.BytesIO(PDF), "a.pdf")))
    link = f"/events/{event.slug}/registrations/{link_token(only())}"
    assert client.get(f"{link}/change").status_code == 200
    file = only().answers["order"]
    typed = pages.entries(q_profile="research", function="Directrice", email="new@example.org")
    del typed["privacy"]
    assert client.post(f"{link}/change", data=typed).status_code == 303
    assert (only().answers, only().function, only().email) == ({"profile": "research", "order": file}, "Directrice", "new@example.org")
    assert client.post(f"{link}/cancel").status_code == 303
    assert (only().state, only().form.seats_taken) == (State.WITHDRAWN, 0)
    assert client.post(f"{link}/cancel").status_code == 409
    assert client.get(f"{link}/ticket.png").status_code == 404
    sent = [(m.template, m.to_address) for m in db.session.query(Message).order_by(Message.id)][1:]
    old = db.session.query(Message).order_by(Message.id).first().to_address
    assert sent == [
        ("registration/changed", "new@example.org"),
        ("registration/address-changed", old),
        ("registration/cancelled", "new@example.org"),
    ]


def test_a_withdrawn_link_is_gone(client: Client, event) -> None:
    pages.post(client, event, pages.entries(q_profile="elected"))
    link = f"/events/{event.slug}/registrations/{link_token(only())}"
    only().link_generation += 1
    assert client.get(link).status_code == 410


def test_remaining_places_are_told(client: Client, event) -> None:
    factories.form(event, capacity=3)
    factories.registration(event)
    assert "2 places left" in client.get(f"/events/{event.slug}/register?lang=en").text
    factories.form(event, capacity=1)
    assert "All places are taken" in client.get(f"/events/{event.slug}/register?lang=en").text


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"opens_at": "2026-12-01T08:00"}, "Registration opens on 1 December 2026, 08:00"),
        ({"closes_at": "2026-11-02T08:00"}, "Registration closed on 2 November 2026, 08:00"),
        ({"is_open": False}, "There is no registration for this event"),
        ({"capacity": 0, "waiting_list": False}, "All places are taken"),
    ],
)
def test_outside_the_window_the_page_says_why_and_takes_nothing(client: Client, event, columns, words) -> None:
    from datetime import UTC, datetime

    with clock.frozen(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        data = {**pages.opened(client, event), **pages.entries(q_profile="elected"), "step": "confirm"}
        factories.form(
            event, **{name: datetime.fromisoformat(value) if isinstance(value, str) else value for name, value in columns.items()}
        )
        page = client.get(f"/events/{event.slug}/register?lang=en")
        assert (page.status_code, words in page.text) == (200, True)
        assert client.post(f"/events/{event.slug}/register", data=data).status_code == 409
    assert db.session.query(Registration).count() == 0
