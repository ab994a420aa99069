"""A letter as mail servers carry it (RFC 5322, RFC 2045): plain text and HTML, pictures within the HTML, files beside it."""

from __future__ import annotations

from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.utils import formataddr
from typing import Any

from flask import current_app
from flask_mailman import EmailMultiAlternatives
from flask_mailman.message import SafeMIMEMultipart

from .enclosures import Enclosure
from .models import Message
from .service import parts


class Letter(EmailMultiAlternatives):  # type: ignore[misc]
    """Flask-Mailman's, with pictures that the HTML shows by their content id (RFC 2387)."""

    pictures: tuple[MIMEBase, ...] = ()

    def _create_alternatives(self, body: Any) -> Any:
        both = super()._create_alternatives(body)
        if not self.pictures:
            return both
        related = SafeMIMEMultipart(_subtype="related", type="multipart/alternative")
        for part in (both, *self.pictures):
            related.attach(part)
        return related


def compose(message: Message) -> Letter:
    """The letter, ready to be sent. No holiday notice answers it (RFC 3834)."""
    headers = {
        "Content-Language": message.locale,
        "Message-ID": _message_id(message),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    letter = Letter(message.subject, message.text, to=[_address(message)], headers=headers)
    letter.attach_alternative(message.html, "text/html")
    enclosed = parts(message)
    letter.pictures = tuple(_part(one) for one in enclosed if one.content_id)
    for one in enclosed:
        if not one.content_id:
            letter.attach(_part(one))
    return letter


def _part(one: Enclosure) -> MIMEBase:
    """A file, byte for byte; its media type with what belongs to it ("text/calendar; method=PUBLISH")."""
    kind, _, more = one.media_type.partition(";")
    part = MIMEBase(*kind.strip().split("/"))
    part.replace_header("Content-Type", f"{kind.strip()}; {more.strip()}" if more else kind.strip())
    part.set_payload(one.content)
    encode_base64(part)
    part.add_header("Content-Disposition", "inline" if one.content_id else "attachment", filename=one.name)
    if one.content_id:
        part.add_header("Content-ID", f"<{one.content_id}>")
    return part


def _message_id(message: Message) -> str:
    """The same whenever this letter is sent, so that a second copy is known as one."""
    return f"<letter-{message.id}-{message.created_at:%Y%m%d%H%M%S%f}@{_domain()}>"


def _domain() -> str:
    return str(current_app.config["MAIL_DEFAULT_SENDER"]).rpartition("@")[2].strip("> ")


def _address(message: Message) -> str:
    """With its name; a domain in letters of its own as mail servers know it (RFC 3490)."""
    local, _, domain = message.to_address.rpartition("@")
    address = f"{local}@{domain.encode('idna').decode()}"
    return formataddr((message.to_name, address)) if message.to_name else address
