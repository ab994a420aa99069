"""A mail server of our own, and letters to send to it."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from app.core.db import db
from app.mail import Message
from app.mail.tasks import send
from app.registration import letters
from tests.events import factories as events
from tests.registration import factories
from tests.support.server import free_port


class Postbox:
    """A mail server's handler: keeps what it takes, or refuses."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusal = ""

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802 aiosmtpd's name
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802 aiosmtpd's name
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


def listening(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    mailer = app.extensions["mailman"]
    for name, value in {"backend": "smtp", "server": "127.0.0.1", "port": server.port}.items():
        monkeypatch.setattr(mailer, name, value)
    yield box
    server.stop()


def confirmed(**columns):
    event = events.event()
    registration = factories.registration(event, locale="fr", **columns)
    return registration, letters.tell(registration, None)


def sent_now(app: Flask, message: Message) -> Message:
    db.session.commit()
    send(message.id)
    db.session.commit()
    return db.session.get(Message, message.id)
