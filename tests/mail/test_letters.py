"""What a letter is made of, as its reader gets it."""

from __future__ import annotations

import re
import socket

import pytest
from flask import Flask

from app.core.types import Translated
from app.mail import as_page, enqueue
from app.mail.enclosures import make
from app.registration import letters
from app.registration.models import State
from tests.events import factories as events
from tests.mail.postbox import Postbox, confirmed, sent_now
from tests.registration import factories


def test_the_ticket_is_shown_within_the_letter_and_the_calendar_entry_lies_beside_it(app: Flask, postbox: Postbox) -> None:
    registration, message = confirmed()
    sent_now(app, message)
    (letter,) = postbox.letters
    shape = [(part.get_content_type(), part.get_content_disposition(), part["Content-ID"]) for part in letter.walk()]
    assert shape == [
        ("multipart/mixed", None, None),
        ("multipart/related", None, None),
        ("multipart/alternative", None, None),
        ("text/plain", None, None),
        ("text/html", None, None),
        ("image/png", "inline", "<ticket>"),
        ("text/calendar", "attachment", None),
    ]
    assert letter.get_body(("html",)).get_content().count('src="cid:ticket"') == 1
    entry = next(part for part in letter.walk() if part.get_content_type() == "text/calendar")
    assert (entry.get_param("method"), entry.get_param("charset")) == ("PUBLISH", "utf-8")
    calendar = entry.get_payload(decode=True)
    assert calendar == make("calendar.event", str(registration.event_id), "fr").content
    assert b"METHOD:PUBLISH\r\n" in calendar
    assert b"ATTENDEE" not in calendar


def test_a_letter_that_brings_no_ticket_shows_none(app: Flask, postbox: Postbox) -> None:
    registration = factories.registration(events.event(), state=State.WAITLISTED)
    sent_now(app, letters.tell(registration, None))
    assert "cid:" not in postbox.letters[0].get_body(("html",)).get_content()


def test_no_machine_answers_a_letter_and_none_names_the_machine_that_sent_it(app: Flask, postbox: Postbox) -> None:
    _registration, message = confirmed()
    sent_now(app, message)
    (letter,) = postbox.letters
    assert (letter["Auto-Submitted"], letter["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert letter["Message-ID"].endswith("@localhost.example>")
    assert socket.gethostname() not in letter["Message-ID"]
    assert letter["Date"].datetime is not None


@pytest.mark.parametrize("name", ["Léa\r\nBcc: all@example.org", 'Roux" <x@example.org>, "', "ليا رو", "=?utf-8?q?Bcc?=", "a" * 300])
def test_a_name_adds_no_header_and_no_reader(app: Flask, postbox: Postbox, name: str) -> None:
    message = enqueue("accounts/password", to=(name, "one@example.org"), locale="fr", url="https://example.org/x", hours=2)
    sent_now(app, message)
    (letter,) = postbox.letters
    assert [address.addr_spec for address in letter["To"].addresses] == ["one@example.org"]
    assert letter["Bcc"] is None
    assert "\n" not in letter["Subject"]


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
@pytest.mark.parametrize("news", ["confirmed", "promoted", "received", "waitlisted", "rejected", "cancelled", "changed", "address-changed"])
def test_a_letter_is_readable_as_plain_text_in_each_language(locale: str, news: str) -> None:
    event = events.event(title=Translated(fr="L’eau & la paix", ar="الماء والسلام", en="Water & peace"), venue=events.venue(rooms=()))
    message = letters.send(factories.registration(event, locale=locale), news, reason="Complet & fermé" if news == "rejected" else "")
    assert event.title[locale] in message.text
    assert not re.search(r"<[a-z/]|&[a-z]+;|\n\n\n", message.text)
    assert event.title[locale] in message.subject
    assert message.html.count("<h1") == 1
    assert f'<html lang="{locale}" dir="{"rtl" if locale == "ar" else "ltr"}">' in message.html
    assert all(place in message.text for place in (event.venue.name.render(locale), event.town.render(locale)))


def test_a_subject_is_one_line_in_which_a_french_colon_stays_with_its_word() -> None:
    event = events.event(title=Translated(fr="L’eau\u00a0:\n ce qui \u2028 reste"))
    message = letters.send(factories.registration(event, locale="fr"), "confirmed")
    assert message.subject.endswith(": L’eau\u00a0: ce qui reste")


def test_the_page_of_a_letter_shows_its_ticket_without_loading_anything() -> None:
    _registration, message = confirmed()
    page = as_page(message)
    assert "cid:" not in page
    assert page.count('src="data:image/png;base64,') == 1
