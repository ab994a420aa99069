"""The outbox: a letter is written in the transaction of what it tells, and sent by a task afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app, render_template

from app.core import clock
from app.core.db import db
from app.core.i18n import speaking
from app.jobs import enqueue as enqueue_task
from app.storage import StoredFile

from .models import Attachment, Message, MessageState


def enqueue(
    template: str,
    *,
    to: tuple[str, str],
    locale: str,
    about: str = "",
    event_id: int | None = None,
    attachments: Sequence[tuple[StoredFile, str | None]] = (),
    **values: Any,
) -> Message:
    """Write a letter to (name, address) in the reader's language.

    `template` names templates/mail/<template>.html, which has the blocks `subject`, `text` and `html`.
    `attachments` are (file, content id or None)."""
    name, address = to
    with speaking(locale):
        page = current_app.jinja_env.get_template(f"mail/{template}.html")
        context = page.new_context({**_globals(), **values, "recipient_name": name})
        subject, text = ("".join(page.blocks[block](context)) for block in ("subject", "text"))
        html = render_template(f"mail/{template}.html", **values, recipient_name=name)
    message = Message(
        event_id=event_id,
        about=about,
        template=template,
        to_address=address,
        to_name=" ".join(name.split())[:200],
        locale=locale,
        subject=" ".join(_plain(subject).split())[:300],
        text=_plain(text).strip() + "\n",
        html=html,
        state=MessageState.QUEUED if current_app.config["SMTP_URL"] else MessageState.KEPT,
        created_at=clock.now(),
        attachments=[Attachment(file=file, content_id=cid) for file, cid in attachments],
    )
    db.session.add(message)
    db.session.flush()
    if message.state is MessageState.QUEUED:
        enqueue_task("mail.send", message.id)
    return message


def _globals() -> dict[str, Any]:
    context: dict[str, Any] = {}
    current_app.update_template_context(context)
    return context


def _plain(text: str) -> str:
    """Templates escape for HTML; the subject and the plain text are not HTML."""
    from markupsafe import Markup

    return Markup(text).unescape()  # noqa: S704 goes out as text/plain
