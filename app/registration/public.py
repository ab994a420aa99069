"""Registering without an account: one page, a summary, and it is done."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, URLSafeSerializer

from app.accounts.access import requires
from app.accounts.permissions import Permission
from app.audit import Actor
from app.core import clock
from app.core.web import limiter
from app.events.models import Event
from app.people.countries import country_name

from . import answers, letters, queries, seats, service
from .fields import Field, fields_of
from .models import RegistrationForm
from .questions import IdentityForm, ParticipantForm, form_for
from .rules import Phase, window
from .tokens import link_token

bp = Blueprint("registration", __name__, url_prefix="/events/<event:event>")
PARTICIPANT = Actor(None, "Participant")
QUICKEST = timedelta(seconds=2)  # nobody fills the form in faster; programs do
LONGEST = timedelta(hours=24)


@bp.route("/register", methods=["GET", "POST"])
@limiter.limit("10 per minute; 100 per hour", methods=["POST"])
@requires(Permission.EVENT_VIEW)
def register(event: Event) -> ResponseReturnValue:
    form = queries.find_form(event, asked=True)
    if form is None or window(form, clock.now()).phase is not Phase.OPEN or is_full(form):
        return not_now(event, form)
    fields = fields_of(form.versions[-1].fields)
    questions = form_for(form.versions[-1], ParticipantForm)
    if request.method == "GET":
        return ask(event, form, questions, new_submission(event))
    questions.refuse_unknown()
    submission, problem = check_submission(event, request.form.get("submission", ""))
    sound = questions.validate()
    held = (
        answers.hold_files(questions, fields, request.form, submission) if submission else {}
    )  # nothing is kept for a page that is not ours
    if problem:
        questions.form_errors.append(problem)
    if not sound or problem or questions.errors:
        return ask(event, form, questions, request.form["submission"] if submission else new_submission(event), held), 422
    if request.form.get("step") == "edit":
        return ask(event, form, questions, request.form["submission"], held)
    if request.form.get("step") != "confirm":
        return review(event, form, questions, fields, held)
    return hand_in(
        event, form, answers.submission_of(questions, fields, held, submission=submission, now=clock.now(), version_id=form.versions[-1].id)
    )


@bp.get("/register/sent")
@requires(Permission.EVENT_VIEW)
def sent(event: Event) -> ResponseReturnValue:
    """The one answer to everybody, whether their name and address were known or not."""
    return render_template("registration/sent.html", event=event)


def hand_in(event: Event, form: RegistrationForm, submission: service.Submission) -> ResponseReturnValue:
    """Register, and lead to the page that follows. With a mail server that page tells nobody who was registered before:
    the ticket comes by letter. Without one there would be no other way to it, so it is shown at once."""
    privacy = {"at": clock.now().isoformat(), "text": answers.notice_version(event.institution)}
    submission.consents["privacy"] = privacy
    if submission.listed:
        submission.consents["listed"] = privacy
    try:
        registration = service.register(form, submission, actor=PARTICIPANT, now=clock.now())
    except service.AlreadyRegistered as known:
        letters.send(known.registration, "already-registered")
        return redirect(url_for(".sent", event=event), 303)
    except (service.FormFull, service.RegistrationClosed):
        return not_now(event, form)
    if current_app.config["SMTP_URL"]:
        return redirect(url_for(".sent", event=event), 303)
    return redirect(url_for(".show", event=event, token=link_token(registration)), 303)


def ask(event: Event, form: RegistrationForm, questions: IdentityForm, submission: str, held: dict[str, str] | None = None) -> str:
    return render_template(
        "registration/register.html",
        event=event,
        questions=questions,
        introduction=form.introduction,
        waiting=seats.places_left(form) == 0,
        left=seats.places_left(form),
        submission=submission,
        held=held or {},
        names=held_names(held or {}, submission, event),
    )


def review(event: Event, form: RegistrationForm, questions: IdentityForm, fields: tuple[Field, ...], held: dict[str, str]) -> str:
    """The summary before sending; everything typed travels in hidden fields."""
    typed = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "step") and not name.startswith("held-")
    ]
    typed += [(f"held-q-{field_id}", reference) for field_id, reference in held.items()]
    names = held_names(held, request.form["submission"], event)
    summary = [answers.typed_in_words(field, questions, names) for field in fields]
    return render_template(
        "registration/review.html",
        event=event,
        questions=questions,
        summary=summary,
        typed=typed,
        country=country_name(questions.country.data),
        waiting=seats.places_left(form) == 0,
    )


def not_now(event: Event, form: RegistrationForm | None) -> ResponseReturnValue:
    """Why nobody can register now, in words; what was sent meanwhile is refused."""
    standing = window(form, clock.now()) if form else None
    page = render_template("registration/closed.html", event=event, standing=standing, full=form is not None and is_full(form))
    return page, 409 if request.method == "POST" else 200


def is_full(form: RegistrationForm) -> bool:
    """Whether not even the waiting list is open."""
    return seats.places_left(form) == 0 and not form.waiting_list


def new_submission(event: Event) -> str:
    """A signed mark of one filling-in of the form: sent twice, it is one registration; sent at once, it came from a program."""
    return str(_signer().dumps([event.id, int(clock.now().timestamp()), secrets.token_hex(16)]))


def check_submission(event: Event, signed: str) -> tuple[str, Any]:
    """(its id, what is wrong with it)."""
    try:
        event_id, since, known = _signer().loads(signed)
    except (BadSignature, TypeError, ValueError):
        return "", _l("This page was not ours, or it was changed. Look your entries over and send them again.")
    age = clock.now() - datetime.fromtimestamp(since, tz=clock.now().tzinfo)
    if event_id != event.id or age > LONGEST:
        return "", _l("This page was open for too long. Look your entries over and send them again.")
    if request.form.get("website"):
        return str(known), _l("A field that must stay empty was filled in. Empty it and send the form again.")
    if age < QUICKEST and current_app.config["RATELIMIT_ENABLED"]:
        return str(known), _l("That was very quick. Look your entries over and send them again.")
    return str(known), None


def held_names(held: dict[str, str], signed: str, event: Event) -> dict[str, str]:
    """{field id: name of the file} of what was brought."""
    submission, _problem = check_submission(event, signed) if held else ("", None)
    files = {field_id: answers.held_file(reference, submission, field_id) for field_id, reference in held.items()}
    return {field_id: file.name for field_id, file in files.items() if file}


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key, salt="nadwa.registration-submission")  # type: ignore[arg-type]
