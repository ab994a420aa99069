"""Sending: each letter on its own, with growing pauses after a failure."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from urllib.parse import unquote, urlsplit

from flask import current_app
from flask_mailman import Mail
from sqlalchemy import select, update

from app.core import clock, work
from app.core.db import db, read_only
from app.jobs import task

from .composing import compose
from .models import Message, MessageState

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))
CLAIM = timedelta(minutes=15)  # longer than any server takes to answer
mailman = Mail()


def settings(smtp_url: str, sender: str) -> dict[str, object]:
    """Flask-Mailman's settings from one address."""
    url = urlsplit(smtp_url)
    return {
        "MAIL_SERVER": url.hostname or "localhost",
        "MAIL_PORT": url.port or (465 if url.scheme == "smtps" else 25),
        "MAIL_USERNAME": unquote(url.username or "") or None,
        "MAIL_PASSWORD": unquote(url.password or "") or None,
        "MAIL_USE_SSL": url.scheme == "smtps",
        "MAIL_USE_TLS": url.scheme == "smtp" and bool(url.username),
        "MAIL_TIMEOUT": 20,
        "MAIL_DEFAULT_SENDER": sender,
        "MAIL_BACKEND": "smtp",
    }


@task("mail.send")
def send(message_id: int) -> None:
    """Hand one queued letter to the mail server; on failure say why and when it is tried again.

    The letter is claimed first, and no transaction is open while the server answers: a slow one keeps nobody from writing. Should the
    worker die before it wrote down that the letter went out, it goes out again after a while, under the same Message-ID."""
    if not current_app.config["SMTP_URL"] or not _claim(message_id):
        return
    try:
        with read_only():
            message = db.session.get_one(Message, message_id)
            letter, attempts = compose(message), message.attempts
            work.abandon()
        letter.send()
    except Exception as error:  # noqa: BLE001 whatever the server does, the letter stays and says it
        work.abandon()
        _postpone(db.session.get_one(Message, message_id), error)
    else:
        done = {"state": MessageState.SENT, "sent_at": clock.now(), "error": "", "next_try_at": None}
        db.session.execute(update(Message).where(Message.id == message_id, Message.attempts == attempts).values(**done))
    work.finish()


def _claim(message_id: int) -> bool:
    """Whether this run may send the letter; no other one does meanwhile. Commits."""
    now = clock.now()
    is_due = Message.next_try_at.is_(None) | (Message.next_try_at <= now)
    mine = update(Message).where(Message.id == message_id, Message.state == MessageState.QUEUED, is_due)
    claimed = db.session.execute(mine.values(attempts=Message.attempts + 1, next_try_at=now + CLAIM))
    work.finish()
    return bool(claimed.rowcount)  # type: ignore[attr-defined]


def _postpone(message: Message, error: Exception) -> None:
    message.error = f"{type(error).__name__}: {error}"[:500]
    if message.attempts > len(PAUSES) or _is_final(error):
        message.state, message.next_try_at = MessageState.FAILED, None
    else:
        message.next_try_at = clock.now() + PAUSES[message.attempts - 1]


def _is_final(error: Exception) -> bool:
    """Whether no server will ever take this letter: nobody has that address (RFC 5321, 4.2.1: a code of 5…), or it is none."""
    return isinstance(error, UnicodeError) or (
        isinstance(error, SMTPRecipientsRefused) and all(500 <= code < 600 for code, _words in error.recipients.values())
    )


@task("mail.send-due", every_minute=True)
def send_due() -> None:
    """Letters whose pause is over, and those whose task was lost."""
    lost = clock.now() - timedelta(minutes=10)
    due = (Message.next_try_at <= clock.now()) | (Message.next_try_at.is_(None) & (Message.created_at < lost))
    with read_only():
        ids = db.session.scalars(select(Message.id).where(Message.state == MessageState.QUEUED, due).order_by(Message.id).limit(200)).all()
        work.abandon()
    for message_id in ids:
        send(message_id)
