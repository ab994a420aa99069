"""The participant's own page, opened by the link in their letters: see, ticket, change, cancel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.access import public
from app.audit import Actor
from app.core import clock
from app.core.db import db
from app.core.errors import Gone, NotAllowed
from app.documents.qr import qr_svg_path
from app.events.models import Event, EventState
from app.storage import StoredFile, respond

from . import answers, service
from .fields import fields_of
from .letters import ticket_picture
from .models import Registration, State
from .public import bp
from .questions import IdentityForm, form_for, values_of
from .rules import LABELS, TONES, is_over
from .tokens import open_link


class Paper(NamedTuple):
    """Something to fetch from one's own page."""

    label: str
    address: str
    locale: str  # of the label: papers are called by the name that stands on them


Papers = Callable[[Registration], Iterable[Paper]]
_papers: list[Papers] = []


def papers(found: Papers) -> Papers:
    """Decorate what a feature above has for a participant: certificates do."""
    _papers.append(found)
    return found


@bp.get("/registrations/<token>")
@public
def show(event: Event, token: str) -> ResponseReturnValue:
    registration, gone = opened(event, token), event.state is EventState.CANCELLED
    page = render_template(
        "registration/show.html",
        event=event,
        registration=registration,
        token=token,
        label=LABELS[registration.state],
        tone=TONES[registration.state],
        code=qr_svg_path(registration.badge_token) if registration.state is State.CONFIRMED and not gone else None,
        answers=[answer for answer in answers.in_words(registration) if answer.text],
        gone=gone,
        may_change=registration.is_live and not gone and not is_over(registration.form, clock.now()),
        papers=[paper for found in _papers for paper in found(registration)],
        calendar="calendar.event" in current_app.view_functions,
    )
    return private(current_app.make_response(page))


@bp.get("/registrations/<token>/ticket.png")
@public
def ticket(event: Event, token: str) -> ResponseReturnValue:
    """The badge's code as a picture to keep on the phone."""
    registration = opened(event, token)
    if registration.state is not State.CONFIRMED:
        abort(404)
    response = Response(ticket_picture(registration.badge_token), mimetype="image/png")
    response.headers.set("Content-Disposition", "attachment", filename=f"{event.slug}-ticket.png")
    return private(response)


@bp.get("/registrations/<token>/files/<field_id>")
@public
def file(event: Event, token: str, field_id: str) -> ResponseReturnValue:
    return private(file_of(opened(event, token), field_id))


@bp.route("/registrations/<token>/change", methods=["GET", "POST"])
@public
def change(event: Event, token: str) -> ResponseReturnValue:
    registration = opened(event, token)
    require_changeable(registration)
    fields = fields_of(registration.version.fields)
    questions = form_for(registration.version, IdentityForm, data=values_of(registration, fields))
    if request.method == "POST":
        questions.refuse_unknown()
        sound = questions.validate()
        held = answers.hold_files(questions, fields, request.form, "", has_before=True)
        if sound and not questions.errors:
            submission = answers.submission_of(questions, fields, held, submission="", now=clock.now(), before=registration)
            service.change(registration, submission, actor=participant(registration), now=clock.now())
            flash(_("Your changes are saved."), "good")
            return redirect(url_for(".show", event=event, token=token), 303)
    page = render_template("registration/change.html", event=event, registration=registration, questions=questions, token=token)
    response = private(current_app.make_response(page))
    response.status_code = 422 if request.method == "POST" else 200
    return response


@bp.post("/registrations/<token>/cancel")
@public
def cancel(event: Event, token: str) -> ResponseReturnValue:
    registration = opened(event, token)
    require_changeable(registration)
    service.move(registration, State.WITHDRAWN, actor=participant(registration), now=clock.now())
    flash(_("Your registration is cancelled."), "good")
    return redirect(url_for(".show", event=event, token=token), 303)


def opened(event: Event, token: str) -> Registration:
    """The registration of a link; under another event's address it does not exist. Without a link, neither does a draft."""
    try:
        registration = open_link(token)
    except Gone:
        if not event.is_public:
            abort(404)
        raise
    if registration.event_id != event.id:
        abort(404)
    return registration


def require_changeable(registration: Registration) -> None:
    if not registration.is_live or is_over(registration.form, clock.now()):
        raise NotAllowed(_("This registration can no longer be changed here. Write to the organisers."))


def file_of(registration: Registration, field_id: str) -> Response:
    """A file that was handed in with these answers; no other can be named."""
    answer = registration.answers.get(field_id)
    stored = db.session.get(StoredFile, answer["file"]) if isinstance(answer, dict) else None
    if stored is None:
        abort(404)
    return respond(stored)


def participant(registration: Registration) -> Actor:
    """Whoever holds the link acts as the participant."""
    return Actor(None, registration.person.name_in("fr"))


def private(response: Response) -> Response:
    """The address is a key: neither caches nor other sites learn it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
