"""The outbox: a letter is written in the transaction of what it tells, and sent by a task afterwards."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import delete

from app.audit import Actor, record
from app.core import clock
from app.core.db import db
from app.core.i18n import speaking
from app.jobs import enqueue as enqueue_task
from app.storage import StoredFile, read

from .enclosures import Enclosure, make
from .models import Attachment, Message, MessageState

BREAKABLE = re.compile(r"[^\S\u00a0\u202f]+")  # any space but those that hold a French colon to its word
COPIED = ("event_id", "about", "template", "to_address", "to_name", "locale", "subject", "text", "html")


def enqueue(
    template: str,
    *,
    to: tuple[str, str],
    locale: str,
    about: str = "",
    event_id: int | None = None,
    attachments: Sequence[tuple[StoredFile, str | None]] = (),
    enclosures: Sequence[tuple[str, str]] = (),
    hold: timedelta | None = None,
    **values: Any,
) -> Message:
    """Write a letter to (name, address) in the reader's language.

    `template` names templates/mail/<template>.html, which has the blocks `subject`, `text` and `html`.
    `attachments` are (file, content id or None); `enclosures` are (name of a maker, its argument), made when the letter goes out.
    For as long as `hold` the letter waits in the outbox, and can be taken back (see `withdraw`)."""
    name, address = to
    subject, text, html = _write(template, locale, {**values, "recipient_name": name})
    message = Message(
        event_id=event_id,
        about=about,
        template=template,
        to_address=address,
        to_name=" ".join(name.split())[:200],
        locale=locale,
        subject=subject,
        text=text,
        html=html,
        state=_first_state(),
        created_at=clock.now(),
        next_try_at=clock.now() + hold if hold else None,
        attachments=[
            *(Attachment(file=file, content_id=content_id) for file, content_id in attachments),
            *(Attachment(maker=maker, argument=argument) for maker, argument in enclosures),
        ],
    )
    db.session.add(message)
    _hand_over(message)
    return message


def withdraw(message_id: int) -> bool:
    """Take a letter back that nobody has been handed yet; False when it went out, or was tried."""
    unsent = Message.attempts == 0, Message.state.in_((MessageState.QUEUED, MessageState.KEPT))
    gone = db.session.execute(delete(Message).where(Message.id == message_id, *unsent).execution_options(synchronize_session=False))
    return bool(gone.rowcount)  # type: ignore[attr-defined]


def resend(message: Message, *, actor: Actor) -> Message:
    """Send a letter once more, as it was written: the same words in a new entry of the outbox, made anew what it encloses."""
    again = Message(
        **{name: getattr(message, name) for name in COPIED},
        state=_first_state(),
        created_at=clock.now(),
        attachments=[
            Attachment(file_id=one.file_id, content_id=one.content_id, maker=one.maker, argument=one.argument)
            for one in message.attachments
        ],
    )
    db.session.add(again)
    record(actor, "message.resent", again, event_id=message.event_id, difference={"again": message.id})
    _hand_over(again)
    return again


def parts(message: Message) -> list[Enclosure]:
    """The files of a letter, as they go out now; what cannot be made any more is left out."""
    found: list[Enclosure] = []
    for one in message.attachments:
        if one.file is not None:
            found.append(Enclosure(one.file.name, one.file.media_type, read(one.file), one.content_id))
        elif one.maker and (made := make(one.maker, one.argument, message.locale)):
            found.append(made)
    return found


def as_page(message: Message) -> str:
    """The HTML of a letter as a page that stands alone: its pictures are within it."""
    html = message.html
    for one in parts(message):
        if one.content_id:
            html = html.replace(f'src="cid:{one.content_id}"', f'src="data:{one.media_type};base64,{b64encode(one.content).decode()}"')
    return html


def _first_state() -> MessageState:
    return MessageState.QUEUED if current_app.config["SMTP_URL"] else MessageState.KEPT


def _hand_over(message: Message) -> None:
    db.session.flush()
    if message.state is MessageState.QUEUED:
        enqueue_task("mail.send", message.id)


def _write(template: str, locale: str, values: dict[str, Any]) -> tuple[str, str, str]:
    """(subject, text, HTML) in the reader's language."""
    with speaking(locale):
        page = current_app.jinja_env.get_template(f"mail/{template}.html")
        context = page.new_context({**_globals(), **values})
        html = "".join(page.root_render_func(context))  # makes the parents' blocks known, too
        subject, text = ("".join(context.blocks[block][0](context)) for block in ("subject", "text"))
    return BREAKABLE.sub(" ", _plain(subject)).strip()[:300], _plain(text).strip() + "\n", html


def _globals() -> dict[str, Any]:
    context: dict[str, Any] = {}
    current_app.update_template_context(context)
    return context


def _plain(text: str) -> str:
    """Templates escape for HTML; the subject and the plain text are not HTML."""
    from markupsafe import Markup

    return Markup(text).unescape()  # noqa: S704 goes out as text/plain
