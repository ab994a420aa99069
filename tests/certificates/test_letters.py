"""Who holds a certificate is told when it is revoked or corrected, in its language, unless the organiser says not to."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Role
from app.audit import SYSTEM
from app.certificates import service
from app.certificates.models import Certificate, CertificateRole
from app.core.db import db
from app.mail import Message
from tests.accounts.factories import sign_in, user
from tests.certificates import factories
from tests.registration import factories as registrations
from tests.support.client import Client
from tests.support.races import at_once


@pytest.fixture
def held() -> Certificate:
    registration = registrations.registration(factories.held(slug="held", contact_email="contact@example.org"), locale="ar")
    made = service.compose(registration, factories.rule(registration.event), CertificateRole.PARTICIPANT, minutes=60, issued_by="Nadwa")
    service.publish(made, b"%PDF-1.7 sample", tell=False)
    return made


def letters() -> list[Message]:
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def post(client: Client, certificate: Certificate, deed: str, **data: str) -> int:
    who = sign_in(client, user(Role.MANAGER, certificate.event))
    return who.post(f"/manage/events/held/certificates/{certificate.id}/{deed}", data={"reason": "Name misspelt", **data}).status_code


def test_a_revocation_is_told_with_its_reason_and_without_a_link(client: Client, held: Certificate) -> None:
    assert post(client, held, "revoke", tell="y") == 303
    (letter,) = letters()
    assert (letter.template, letter.locale, letter.to_address) == ("certificates/revoked", held.locale, held.registration.email)
    assert ("Name misspelt" in letter.text, held.serial in letter.text, "contact@example.org" in letter.text) == (True, True, True)
    assert "/certificates/" not in letter.text + letter.html


def test_a_correction_is_one_letter_with_both_serials_and_the_new_link(client: Client, held: Certificate) -> None:
    assert post(client, held, "correct", tell="y") == 303
    anew = db.session.scalars(select(Certificate).where(Certificate.supersedes_id == held.id)).one()
    (letter,) = letters()
    assert letter.template == "certificates/corrected"
    assert (held.serial in letter.text, anew.serial in letter.text) == (True, True)
    (link,) = re.findall(r"/certificates/\S+", letter.text)
    assert client.get(link).headers["Content-Disposition"].endswith(f"{anew.serial}.pdf")


@pytest.mark.parametrize("deed", ["revoke", "correct"])
def test_an_organiser_may_choose_not_to_write(client: Client, held: Certificate, deed: str) -> None:
    assert post(client, held, deed) == 303
    assert letters() == []


def test_writing_is_what_the_page_proposes(client: Client, held: Certificate) -> None:
    page = sign_in(client, user(Role.MANAGER, held.event)).get(f"/manage/events/held/certificates/{held.id}/?lang=en").text
    assert '<input checked id="tell"' in page.replace('aria-describedby="tell-hint" ', "")


def test_nobody_is_written_to_without_an_address(held: Certificate) -> None:
    held.registration.email = ""
    service.revoke(held, reason="test", actor=SYSTEM)
    assert letters() == []


def test_of_many_who_revoke_in_one_moment_one_does_and_one_letter_is_written(app: Flask, held: Certificate) -> None:
    certificate_id = held.id
    attempts = [lambda: service.revoke(db.session.get_one(Certificate, certificate_id), reason="test", actor=SYSTEM)] * 4
    assert at_once(app, *attempts) == ["refused"] * 3 + ["written"]
    assert len(letters()) == 1
