"""Every letter says something in its subject, its plain text and its page; one that is not tried here fails."""

from __future__ import annotations

import re
from typing import Any

import pytest

import config
from app.certificates import service as issuing
from app.certificates.models import CertificateRole
from app.core.types import Translated
from app.events.models import EventState, Precision
from app.mail import Message, enqueue
from app.registration import letters
from tests.certificates import factories as certificates
from tests.events import factories as events
from tests.registration import factories as registrations

FOLDER = config.ROOT / "templates" / "mail"
SKELETONS = {"certificates/letter", "registration/letter"}  # what others fill
LETTERS = sorted({str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.html")} - SKELETONS)
BODY = re.compile(r"<h1[^>]*>.*?</h1>(.*?)</td></tr></table>", re.DOTALL)


def written(template: str, locale: str) -> Message:
    kind, _, news = template.partition("/")
    if kind == "accounts":
        return enqueue(template, to=("Amina Alaoui", "a@example.org"), locale=locale, url="https://nadwa.example.org/x", hours=2)
    registration = registrations.registration(events.event(), locale=locale)
    if kind == "registration":
        return letters.send(registration, news, reason="Because")  # type: ignore[return-value]
    assert kind == "certificates", "say here how this letter is written"
    made = issuing.compose(registration, certificates.rule(registration.event), CertificateRole.PARTICIPANT, minutes=60, issued_by="Nadwa")
    values: dict[str, Any] = {"event": registration.event, "certificate": made, "link": "https://nadwa.example.org/x", "former": "NDW-2026"}
    return enqueue(template, to=("Amina Alaoui", "a@example.org"), locale=locale, **values)


@pytest.mark.parametrize("template", LETTERS)
def test_a_letter_has_words_in_every_part(template: str) -> None:
    for locale in ("fr", "ar", "en"):
        letter = written(template, locale)
        body = re.sub(r"<[^>]+>", " ", BODY.search(letter.html)[1])  # type: ignore[index]
        assert [part for part in (letter.subject, letter.text, body) if len(part.split()) < 2] == [], locale
        if "http" in letter.text:
            assert 'href="http' in letter.html, "the page has the link of the text"


def test_a_former_address_is_given_neither_the_link_nor_the_ticket() -> None:
    registration = registrations.registration(events.event())
    letter = letters.send(registration, "address-changed", address="former@example.org")
    assert letter is not None
    assert (letter.to_address, letter.attachments) == ("former@example.org", [])
    assert "/registrations/" not in letter.text + letter.html


@pytest.mark.parametrize(
    ("locale", "begins"),
    [
        ("fr", "lundi 14 décembre 2026, 09:00 (Casablanca)"),
        ("ar", "الاثنين، 14 دجنبر 2026، 09:00 (الدار البيضاء)"),
        ("en", "Monday, 14 December 2026, 09:00 (Casablanca)"),
    ],
)
def test_a_letter_says_when_the_event_begins_by_which_clock_and_where(locale: str, begins: str) -> None:
    event = events.event(venue=events.venue(name=Translated(en="Example Centre"), city=Translated(en="Rabat")))
    letter = letters.send(registrations.registration(event, locale=locale), "confirmed")
    assert letter is not None
    assert all(begins in part and "Example Centre" in part and "Rabat" in part for part in (letter.text, letter.html))


def test_a_letter_about_an_archived_event_invents_no_hour() -> None:
    letter = letters.send(registrations.registration(events.event(precision=Precision.MONTH, state=EventState.ARCHIVED)), "confirmed")
    assert letter is not None
    assert not re.search(r"\d\d:\d\d", letter.text)
