"""Of an event whose month or year is known, and no more, no page, letter or paper names a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from flask import Flask

from app.agenda import paper
from app.audit import SYSTEM
from app.badges.service import occasion_of
from app.certificates import service as certificates
from app.certificates.models import CertificateRole
from app.checkin.models import GateKind
from app.core.i18n import format_date
from app.core.locales import LOCALES
from app.core.types import Translated
from app.events.models import Event, EventState, Precision
from app.registration import letters, tokens
from app.registration.models import Registration
from tests.accounts.factories import administrator, sign_in
from tests.certificates.factories import gate
from tests.events import factories as events
from tests.registration import factories as registrations
from tests.support.client import Client

KNOWN = {Precision.MONTH: datetime(2016, 10, 1), Precision.YEAR: datetime(2016, 1, 1)}
WORDS = {
    Precision.MONTH: {"fr": "octobre 2016", "ar": "أكتوبر 2016", "en": "October 2016"},
    Precision.YEAR: {"fr": "2016", "ar": "2016", "en": "2016"},
}
# Fields where an organiser types: the browser knows no other value for a month than a day of it.
TYPED = re.compile(r"<input\b[^>]*>")


@pytest.fixture(params=KNOWN, ids=str)
def known(request: pytest.FixtureRequest) -> Event:
    precision: Precision = request.param
    event = events.event(
        state=EventState.ARCHIVED, precision=precision, starts_at=KNOWN[precision], ends_at=KNOWN[precision], slug="once",
        series=events.series(slug="forum"), themes=[events.theme("peace")], place=Translated(fr="Rabat"),
    )  # fmt: skip
    registrations.form(event)
    gate(event, kind=GateKind.ENTRANCE)  # so that the desk offers it
    return event


@pytest.fixture
def registered(known: Event) -> Registration:
    return registrations.registration(known)


def ways_to_say(day: date) -> set[str]:
    styles = ("full", "long", "medium", "short", "d MMMM", "d MMM")
    return {day.isoformat()} | {format_date(day, style, locale) for style in styles for locale in LOCALES}


def named(text: str, event: Event) -> list[str]:
    day = KNOWN[event.precision].date()
    return [said for said in ways_to_say(day) if re.search(rf"(?<!\d){re.escape(said)}(?!\d)", text)]


def addresses(app: Flask, registration: Registration) -> Iterator[str]:
    """Every page that needs no more than an event, and those of a registration."""
    values = {
        "event": registration.event, "registration_id": registration.id, "token": tokens.link_token(registration), "slug": "peace",
    }  # fmt: skip
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.methods and "GET" in rule.methods and rule.arguments <= values.keys() and not rule.endpoint.startswith("accounts."):
                yield app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
        yield "/series/forum/"


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_names_a_day(app: Flask, client: Client, registered: Registration, locale: str) -> None:
    event, pages, saying = registered.event, list(addresses(app, registered)), 0
    sign_in(client, administrator())
    for address in pages:
        response = client.get(address, query_string={"lang": locale}, buffered=True)
        if response.mimetype.startswith("text/"):
            text = TYPED.sub("", response.text)
            assert not named(text, event), address
            saying += WORDS[event.precision][locale] in text
    assert saying > 5


LETTERS = sorted(
    set(letters.NEWS.values()) | {"already-registered", "changed", "address-changed", "promoted", "event-cancelled", "event-restored"}
)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("news", LETTERS)
def test_no_letter_names_a_day(registered: Registration, news: str, locale: str) -> None:
    registered.locale = locale
    letter = letters.send(registered, news)
    assert letter is not None
    assert not named(letter.text + letter.html, registered.event)
    assert WORDS[registered.event.precision][locale] in letter.text


@pytest.mark.parametrize("locale", LOCALES)
def test_no_badge_and_no_certificate_names_a_day(registered: Registration, locale: str) -> None:
    event, registered.locale = registered.event, locale
    event.languages = [locale]
    certificate = certificates.issue_by_hand(registered, CertificateRole.ORGANISER, actor=SYSTEM)
    said = occasion_of(event).when_and_where, certificate.content["when_and_where"]
    assert all(WORDS[event.precision][locale] in text and not named(text, event) for text in said), said


@pytest.mark.parametrize("locale", LOCALES)
def test_the_verification_says_no_day(client: Client, registered: Registration, locale: str) -> None:
    event, registered.locale = registered.event, locale
    certificate = certificates.issue_by_hand(registered, CertificateRole.ORGANISER, actor=SYSTEM)
    page = client.get(f"/verify/{certificate.serial}?lang={locale}").text
    assert not named(page, event)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_head_of_a_printed_programme_says_no_day(monkeypatch: pytest.MonkeyPatch, known: Event, locale: str) -> None:
    monkeypatch.setattr(paper, "render_pdf", lambda body, **_rest: body.encode())
    body = paper.programme_pdf(known, locale).decode()
    assert WORDS[known.precision][locale] in body
    assert not named(body, known)
