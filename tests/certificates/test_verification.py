"""Anybody may ask whether a certificate is genuine; the answer is valid, revoked or unknown, and says no more than it must."""

import pytest

from app import create_app
from app.audit import SYSTEM
from app.certificates import service
from app.certificates.models import CertificateRole
from app.certificates.serials import new_serial
from app.core.types import Translated
from app.core.web import limiter
from tests.agenda import factories as agenda
from tests.certificates import factories

EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.fixture
def certificate():
    event = factories.held(title=Translated(fr="Colloque de Dakar", ar="ندوة", en="Colloquium"))
    door = factories.gate(event, agenda.session(event, factories.STARTS, minutes=180))
    return service.issue_by_hand(
        factories.attendee(door, 90, organisation_name="Ministère de l’Ombre"), CertificateRole.PARTICIPANT, actor=SYSTEM
    )


def answer(client, path):
    response = client.get(f"{path}?lang=fr")
    return response.status_code, response.text


def test_a_valid_serial_says_name_event_and_hours_and_nothing_else(client, certificate):
    registration = certificate.registration
    status, page = answer(client, f"/verify/{certificate.serial}")
    assert status == 200
    assert "verdict good" in page
    assert all(words in page for words in (certificate.content["name"], "Colloque de Dakar", "1\xa0heure et 30 minutes"))
    hidden = (registration.email, registration.function, registration.organisation_name, registration.badge_token, certificate.sha256)
    assert not any(words in page for words in hidden)


def test_capitals_lower_case_and_spaces_lead_to_the_same_answer(client, certificate):
    for path in (
        f"/VERIFY/{certificate.serial}",
        f"/verify/{certificate.serial.lower()}",
        f"/verify/{certificate.serial.replace('-', ' - ')}",
        f"/verify/{certificate.serial.replace('-', '')}",
        f"/verify/\u200f{certificate.serial.translate(EASTERN)}",
        f"/verify/{certificate.serial.translate(FULL_WIDTH)}",
    ):
        assert "verdict good" in answer(client, path)[1]


def test_a_revoked_serial_says_so_and_not_why(client, certificate):
    service.revoke(certificate, reason="Confidentiel", actor=SYSTEM)
    status, page = answer(client, f"/verify/{certificate.serial}")
    assert (status, "verdict bad" in page, "Confidentiel" in page) == (200, True, False)


@pytest.mark.parametrize(
    "serial",
    [new_serial(2026), "NDW-2026-AAAA-AAAA-AAAA", "nonsense", "<script>alert(1)", "%F0%9F%92%A5", "x" * 3000],
    ids=["never issued", "wrong check sign", "nonsense", "markup", "not text", "too long"],
)
def test_whatever_is_unknown_gets_the_same_page(client, certificate, serial):
    status, page = answer(client, f"/verify/{serial}")
    assert (status, "verdict warn" in page) == (200, True)
    assert certificate.content["name"] not in page
    assert "<script>alert" not in page


def test_an_unknown_serial_asks_the_database_as_often_as_a_known_one(client, certificate):
    from sqlalchemy import event as listen

    from app.core.db import db

    asked = []
    listen.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]) if "FROM certificate" in args[2] else None)
    counts = []
    for serial in (certificate.serial, new_serial(2026), "nonsense"):
        asked.clear()
        client.get(f"/verify/{serial}")
        counts.append(len(asked))
    assert counts == [1, 1, 1]


def test_the_form_leads_to_the_answer(client, certificate):
    assert client.get("/verify/").status_code == 200
    led = client.get("/verify/", query_string={"serial": certificate.serial.lower()})
    assert (led.status_code, led.location) == (303, f"/verify/{certificate.serial}")
    odd = client.get("/verify/", query_string={"serial": "../../etc/passwd"})
    assert (odd.status_code, client.get(odd.location).status_code) == (303, 200)


def test_guessing_is_slowed_down(app):
    browser = create_app({**app.config, "RATELIMIT_ENABLED": True}).test_client()
    try:
        statuses = [browser.get(f"/verify/{new_serial(2026)}").status_code for _ in range(31)]
    finally:
        limiter.reset()
        limiter.enabled = False
    assert statuses == [200] * 30 + [429]
