"""The outbox of an event, read in the interface."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import defer

from app import mail
from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core.pages import page_number, paginate
from app.events.models import Event
from app.events.routing import child_or_404
from app.mail.models import Message, MessageState
from app.mail.service import parts

from .blueprint import bp

STATES = {
    MessageState.QUEUED: (_l("Waiting to be sent"), "warn"),
    MessageState.SENT: (_l("Sent"), "good"),
    MessageState.FAILED: (_l("Not sent"), "bad"),
    MessageState.KEPT: (_l("Kept here"), "accent"),
}
TROUBLE = "trouble"
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox"
)


def choose(event: Event, *, query: str, state: str) -> Select[Any]:
    """The letters of an event, newest first, without their bodies."""
    found = select(Message).where(Message.event_id == event.id).options(defer(Message.text), defer(Message.html))
    if state == TROUBLE:
        found = found.where(or_(Message.state == MessageState.FAILED, (Message.state == MessageState.QUEUED) & (Message.attempts > 0)))
    elif state in set(MessageState):
        found = found.where(Message.state == MessageState(state))
    if query := query.strip().lower()[:100]:
        columns = Message.to_address, Message.to_name, Message.subject
        found = found.where(or_(*(func.lower(column).contains(query, autoescape=True) for column in columns)))
    return found.order_by(Message.id.desc())


@bp.get("/events/<event:event>/letters/")
@requires(Permission.MAIL_VIEW)
def outbox(event: Event) -> ResponseReturnValue:
    wanted = choose(event, query=request.args.get("q", ""), state=request.args.get("state", ""))
    page = paginate(wanted, number=page_number(request.args.get("page")))
    choices = [(state.value, words) for state, (words, _tone) in STATES.items()] + [(TROUBLE, _l("Could not be sent"))]
    return render_template("manage/outbox.html", event=event, page=page, states=STATES, choices=choices)


@bp.get("/events/<event:event>/letters/<int:message_id>")
@requires(Permission.MAIL_VIEW)
def message(event: Event, message_id: int) -> ResponseReturnValue:
    letter = child_or_404(Message, message_id, event)
    return render_template("manage/message.html", event=event, letter=letter, state=STATES[letter.state], files=parts(letter))


@bp.get("/events/<event:event>/letters/<int:message_id>/html")
@requires(Permission.MAIL_VIEW)
def message_html(event: Event, message_id: int) -> ResponseReturnValue:
    """The letter as its reader sees it, in a frame that can run, load and send nothing."""
    response = Response(mail.as_page(child_or_404(Message, message_id, event)), mimetype="text/html")
    response.headers["Content-Security-Policy"] = LETTER_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@bp.get("/events/<event:event>/letters/<int:message_id>/files/<int:number>")
@requires(Permission.MAIL_VIEW)
def attachment(event: Event, message_id: int, number: int) -> ResponseReturnValue:
    files = parts(child_or_404(Message, message_id, event))
    if not 1 <= number <= len(files):
        abort(404)
    one = files[number - 1]
    response = send_file(io.BytesIO(one.content), mimetype=one.media_type, as_attachment=True, download_name=one.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/events/<event:event>/letters/<int:message_id>/again")
@requires(Permission.MAIL_VIEW)
def resend(event: Event, message_id: int) -> ResponseReturnValue:
    letter = child_or_404(Message, message_id, event)
    again = mail.resend(letter, actor=current_actor())
    flash(gettext("The letter to %(address)s goes out again.", address=letter.to_address), "good")
    return redirect(url_for(".message", event=event, message_id=again.id))
