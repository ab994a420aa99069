"""The ground of all other tests holds: isolation, captured mail, no network."""

from __future__ import annotations

import socket
import threading

import pytest
from flask import Flask, g
from flask_mailman import EmailMessage
from sqlalchemy import func, select

from app.core import clock, work
from app.core.db import db
from app.mail.models import Message
from app.mail.tasks import send
from tests.support.client import Client
from tests.support.network import NetworkIsOff


def queue_a_letter() -> None:
    who = {"to_name": "A", "to_address": "a@example.org", "locale": "fr", "created_at": clock.now()}
    db.session.add(Message(template="t", subject="S", text="T", html="<p>T</p>", **who))
    work.finish()


@pytest.mark.parametrize("time", ["first", "second"])
def test_rows_committed_by_a_test_and_by_its_threads_are_gone_in_the_next(app: Flask, time: str) -> None:
    def elsewhere() -> None:
        with app.app_context():
            queue_a_letter()

    assert db.session.scalar(select(func.count()).select_from(Message)) == 0, time
    queue_a_letter()
    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert db.session.scalar(select(func.count()).select_from(Message)) == 2


def test_a_request_sees_what_the_test_wrote_but_not_its_context(app: Flask, client: Client) -> None:
    g.mark = "the test's own"
    queue_a_letter()
    seen = {}
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: seen.update(mark=g.get("mark"), rows=_letters()))
    try:
        assert client.get("/healthz").status_code == 200
    finally:
        app.before_request_funcs[None].pop(0)
    assert seen == {"mark": None, "rows": 1}


def _letters() -> int:
    return db.session.scalar(select(func.count()).select_from(Message)) or 0


def test_the_network_is_off() -> None:
    with pytest.raises(NetworkIsOff):
        socket.create_connection(("203.0.113.7", 80), timeout=1)
    with pytest.raises(NetworkIsOff):
        socket.getaddrinfo("example.org", 443)


def test_mail_is_handed_to_the_mailbox(mailbox: list[EmailMessage]) -> None:
    queue_a_letter()
    message = db.session.scalars(select(Message)).one()
    send(message.id)
    assert [(mail.subject, mail.to) for mail in mailbox] == [("S", ["A <a@example.org>"])]
