"""Sending: each letter on its own, with growing pauses after a failure."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote, urlsplit

from flask import current_app
from flask_mailman import EmailMultiAlternatives, Mail
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.jobs import task

from .models import Message, MessageState
from .service import parts

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))
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
    """Hand one queued letter to the mail server; on failure say why and when it is tried again."""
    message = db.session.get(Message, message_id)
    if message is None or message.state is not MessageState.QUEUED or not current_app.config["SMTP_URL"]:
        return
    message.attempts += 1
    try:
        _compose(message).send()
    except Exception as error:  # noqa: BLE001 whatever the server does, the letter stays and says it
        message.error = f"{type(error).__name__}: {error}"[:500]
        if message.attempts > len(PAUSES):
            message.state, message.next_try_at = MessageState.FAILED, None
        else:
            message.next_try_at = clock.now() + PAUSES[message.attempts - 1]
        return
    message.state, message.sent_at, message.error, message.next_try_at = MessageState.SENT, clock.now(), "", None


@task("mail.send-due", every_minute=True)
def send_due() -> None:
    """Letters whose pause is over, and those whose task was lost."""
    lost = clock.now() - timedelta(minutes=10)
    due = (Message.next_try_at <= clock.now()) | (Message.next_try_at.is_(None) & (Message.created_at < lost))
    for message_id in db.session.scalars(select(Message.id).where(Message.state == MessageState.QUEUED, due).limit(200)).all():
        send(message_id)


def _compose(message: Message) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(message.subject, message.text, to=[_address(message)], headers={"Content-Language": message.locale})
    mail.attach_alternative(message.html, "text/html")
    for part in parts(message):
        mail.attach(part.name, part.content, part.media_type)
    return mail


def _address(message: Message) -> str:
    from email.utils import formataddr

    return formataddr((message.to_name, message.to_address)) if message.to_name else message.to_address
