"""Letters on their way to a real mail server, which takes them, refuses them, or is not there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask_mailman import EmailMultiAlternatives

from app.audit import SYSTEM
from app.core import clock
from app.core.db import db
from app.jobs import run_pending
from app.mail import Enclosure, MessageState, enclosure, enqueue, resend
from app.mail.tasks import CLAIM, PAUSES, send, send_due
from app.registration import letters
from app.registration.models import State
from tests.events import factories as events
from tests.mail.postbox import Postbox, confirmed, sent_now
from tests.registration import factories


def test_a_confirmation_arrives_with_its_ticket_and_a_calendar_entry(app: Flask, postbox: Postbox) -> None:
    registration, message = confirmed()
    assert sent_now(app, message).state is MessageState.SENT
    (letter,) = postbox.letters
    assert letter["To"].addresses[0].addr_spec == registration.email
    assert letter["Content-Language"] == "fr"
    files = {part.get_filename(): part for part in letter.walk() if part.get_filename()}
    assert set(files) == {"ticket.png", f"{registration.event.slug}.ics"}
    assert read_code(files["ticket.png"].get_content()) == registration.badge_token
    body = letter.get_body(("plain",)).get_content()
    assert f"/events/{registration.event.slug}/registrations/" in body
    assert "&" not in body.splitlines()[0]


def read_code(picture: bytes) -> str:
    import io

    import zxingcpp
    from PIL import Image

    return zxingcpp.read_barcode(Image.open(io.BytesIO(picture)).convert("L")).text


def test_a_ticket_is_made_when_the_letter_goes_out_not_before(app: Flask, postbox: Postbox) -> None:
    registration, message = confirmed()
    registration.state = State.CANCELLED
    sent_now(app, message)
    assert [part.get_filename() for part in postbox.letters[0].walk() if part.get_filename()] == [f"{registration.event.slug}.ics"]


def test_a_refused_letter_says_why_and_is_tried_again_after_its_pause(app: Flask, postbox: Postbox) -> None:
    postbox.refusal = "450 try later"
    _registration, message = confirmed()
    kept = sent_now(app, message)
    assert (kept.state, kept.attempts, "450" in kept.error) == (MessageState.QUEUED, 1, True)
    assert timedelta(seconds=50) < kept.next_try_at - clock.now() <= PAUSES[0]
    postbox.refusal = ""
    send_due()
    assert postbox.letters == []
    with clock.frozen(kept.next_try_at + timedelta(seconds=1)):
        send_due()
    assert (kept.state, kept.error, len(postbox.letters)) == (MessageState.SENT, "", 1)


def test_after_the_last_pause_a_letter_has_failed_and_can_be_sent_again(app: Flask, postbox: Postbox) -> None:
    postbox.refusal = "450 try later"
    _registration, message = confirmed()
    for _ in range(len(PAUSES) + 1):
        with clock.frozen(message.next_try_at or clock.now()):
            message = sent_now(app, message)
    assert (message.state, message.next_try_at, message.attempts) == (MessageState.FAILED, None, len(PAUSES) + 1)
    postbox.refusal = ""
    again = resend(message, actor=SYSTEM)
    db.session.commit()
    send(again.id)
    assert (again.state, again.id != message.id, message.state) == (MessageState.SENT, True, MessageState.FAILED)
    assert (again.subject, again.text, again.html, again.about) == (message.subject, message.text, message.html, message.about)
    assert len([part for part in postbox.letters[0].walk() if part.get_filename()]) == 2


def test_an_address_that_nobody_has_is_not_tried_again(app: Flask, postbox: Postbox) -> None:
    postbox.refusal = "550 nobody here"
    kept = sent_now(app, confirmed()[1])
    assert (kept.state, kept.attempts, "550" in kept.error) == (MessageState.FAILED, 1, True)


def test_nobody_waits_for_a_slow_mail_server(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    _registration, message = confirmed()
    open_then = []
    monkeypatch.setattr("flask_mailman.EmailMultiAlternatives.send", lambda _mail: open_then.append(db.session().in_transaction()))
    assert sent_now(app, message).state is MessageState.SENT
    assert open_then == [False]


def test_a_letter_that_one_worker_is_sending_is_sent_by_no_other(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    _registration, message = confirmed()
    db.session.commit()
    sent: list[int] = []

    def slowly(_mail: object) -> None:
        sent.append(message.id)
        if len(sent) < 3:
            send(message.id)
            with clock.frozen(clock.now() + timedelta(minutes=11)):
                send_due()

    monkeypatch.setattr("flask_mailman.EmailMultiAlternatives.send", slowly)
    send(message.id)
    send(message.id)
    assert len(sent) == 1


def test_a_worker_that_dies_after_sending_sends_again_under_the_same_name(
    app: Flask, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    _registration, message = confirmed()
    db.session.commit()
    with monkeypatch.context() as dying:
        real = EmailMultiAlternatives.send

        def send_and_die(mail: EmailMultiAlternatives) -> None:
            real(mail)
            raise KeyboardInterrupt

        dying.setattr(EmailMultiAlternatives, "send", send_and_die)
        with pytest.raises(KeyboardInterrupt):
            send(message.id)
    db.session.rollback()
    assert (message.state, message.attempts) == (MessageState.QUEUED, 1)
    with clock.frozen(clock.now() + CLAIM + timedelta(seconds=1)):
        send_due()
    assert (message.state, len(postbox.letters)) == (MessageState.SENT, 2)
    assert postbox.letters[0]["Message-ID"] == postbox.letters[1]["Message-ID"]


def test_a_domain_in_letters_of_its_own_is_reached(app: Flask, postbox: Postbox) -> None:
    _registration, message = confirmed(email="amina@exämple.example")
    assert sent_now(app, message).error == ""
    assert postbox.letters[0]["To"].addresses[0].domain == "xn--exmple-cua.example"
    _registration, message = confirmed(email="äm@example.org")
    assert sent_now(app, message).state is MessageState.FAILED, "no server of today is asked six times"


def test_a_server_that_is_not_there_loses_nothing(app: Flask, postbox: Postbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.extensions["mailman"], "port", 1)
    _registration, message = confirmed()
    kept = sent_now(app, message)
    assert (kept.state, kept.attempts) == (MessageState.QUEUED, 1)
    assert kept.error.startswith("ConnectionRefusedError")


def test_the_task_of_a_letter_runs_after_its_commit_and_not_without_it(app: Flask, postbox: Postbox) -> None:
    _registration, _message = confirmed()
    db.session.rollback()
    assert run_pending(app) == 0
    _registration, message = confirmed()
    from app.core import work

    work.finish()
    assert run_pending(app) == 1
    db.session.expire_all()
    assert (message.state, len(postbox.letters)) == (MessageState.SENT, 1)


def test_without_a_mail_server_a_letter_is_kept_and_can_be_read(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SMTP_URL", "")
    registration, message = confirmed()
    assert message.state is MessageState.KEPT
    assert registration.person.latin_name in message.text
    assert message.html.startswith("<!doctype html>") or "<html" in message.html
    send(message.id)
    assert message.state is MessageState.KEPT


def test_a_letter_cannot_be_given_headers_by_a_name_or_a_title(app: Flask, postbox: Postbox) -> None:
    person = factories.person(events.event(), given_name="Amina\r\nBcc: everyone@example.org", family_name="<script>")
    registration = factories.registration(events.event(), person_=person)
    sent_now(app, letters.tell(registration, None))
    (letter,) = postbox.letters
    assert letter["Bcc"] is None
    assert "<script>" not in letter.get_body(("html",)).get_content()
    assert "<script>" in letter.get_body(("plain",)).get_content()


def test_each_letter_speaks_the_language_of_its_reader(app: Flask) -> None:
    for locale, direction in (("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")):
        registration = factories.registration(events.event(), locale=locale)
        message = letters.tell(registration, None)
        assert f'<html lang="{locale}" dir="{direction}">' in message.html
        assert registration.event.title[locale] in message.subject
        assert registration.person.name_in(locale) in message.text


@pytest.mark.parametrize(
    "news", ["received", "confirmed", "waitlisted", "promoted", "cancelled", "rejected", "already-registered", "changed", "address-changed"]
)
def test_every_letter_can_be_written(app: Flask, news: str) -> None:
    registration = factories.registration(events.event(), locale="en")
    message = letters.send(registration, news, reason="Visa & delay")
    assert message.template == f"registration/{news}"
    assert str(registration.event.title["en"]) in message.subject
    assert ("Visa & delay" in message.text) == (news in ("cancelled", "rejected"))
    assert ("Visa &amp; delay" in message.html) == (news in ("cancelled", "rejected"))


def test_an_enclosure_that_nobody_makes_is_left_out(app: Flask, postbox: Postbox) -> None:
    @enclosure("test.note")
    def note(argument: str, locale: str) -> Enclosure:
        return Enclosure("note.txt", "text/plain", f"{argument} {locale}".encode())

    event = events.event()
    registration = factories.registration(event)
    values = {"registration": registration, "event": event, "link": "http://localhost/", "reason": ""}
    message = enqueue(
        "registration/changed",
        to=("Amina", "amina@example.org"),
        locale="ar",
        enclosures=[("test.note", "7"), ("test.unknown", "1")],
        **values,
    )
    sent_now(app, message)
    ((part),) = postbox.letters[0].iter_attachments()
    assert (part.get_filename(), part.get_content().strip()) == ("note.txt", "7 ar")
