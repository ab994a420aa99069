"""Registering people, by themselves or by others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.audit import Actor, changes, record, record_edit
from app.core.db import db
from app.core.errors import Conflict
from app.events.models import Event
from app.people.models import Person
from app.people.service import PersonFields, create_person, fields_of, find_or_create_person, namesakes

from . import letters, seats
from .identity import identify, words_of
from .models import Capacity, FormVersion, Registration, RegistrationForm, State
from .moves import AlreadyRegistered, FormFull, move, note, refuse_second
from .rules import Phase, window
from .tokens import new_badge_token

__all__ = [
    "AlreadyRegistered",
    "FormFull",
    "RegistrationClosed",
    "Submission",
    "change",
    "enrol",
    "ensure_form",
    "move",
    "new_badge_token",
    "register",
    "renew_badge",
]


class RegistrationClosed(Conflict):
    """The form takes no registrations now."""


@dataclass(frozen=True)
class Submission:
    """What somebody handed in. `answers` are by field id, `consents` are {key: {"at": …, "text": …}}; `id` makes a double post one registration."""

    person: PersonFields
    function: str = ""
    organisation: str = ""
    listed: bool = False
    locale: str = "fr"
    answers: dict[str, Any] = field(default_factory=dict)
    consents: dict[str, Any] = field(default_factory=dict)
    id: str | None = None
    version_id: int | None = None  # the version that was answered; the latest when none is said


def register(form: RegistrationForm, submission: Submission, *, actor: Actor, now: datetime) -> Registration:
    """Take a place, or one in the queue, for the person who answered; a submission that came before is answered with its registration.

    Raises RegistrationClosed outside the form's window, FormFull without a waiting list, AlreadyRegistered for a
    second live registration, NameMissing without a whole name."""
    seats.lock(form)
    if window(form, now).phase is not Phase.OPEN:
        raise RegistrationClosed(_l("Registration is not open."))
    if submission.id and (known := db.session.scalar(select(Registration).where(Registration.submission == submission.id))):
        return known
    person = _newcomer(form, submission.person, actor=actor, now=now)
    registration = _new(form, person, submission, now)
    if seats.take_seat(form):
        registration.state, registration.holds_seat = State.PENDING if form.moderated else State.CONFIRMED, True
    elif form.waiting_list:
        registration.state, registration.queued_at = State.WAITLISTED, now
    else:
        raise FormFull(_l("There is no place left."))
    return _add(registration, actor=actor, now=now)


def enrol(
    event: Event,
    person: PersonFields | Person,
    *,
    actor: Actor,
    now: datetime,
    state: State = State.CONFIRMED,
    category_id: int | None = None,
    delegation_id: int | None = None,
    capacity: Capacity | None = None,
    position: int = 0,
    function: str = "",
    organisation: str = "",
    listed: bool = False,
    locale: str | None = None,
    beyond_capacity: bool = False,
    notify: bool = True,
) -> Registration:
    """Register somebody on the organiser's word: a delegate, a walk-in, a speaker; the form's window and questions do not matter.

    Delegates are counted by their quota; everyone else takes a place of the form. Raises FormFull when there is none
    (unless `beyond_capacity` lets one more in without counting), AlreadyRegistered, NameMissing."""
    form = ensure_form(event, now=now)
    seats.lock(form)
    newcomer = _newcomer(form, person, actor=actor, now=now)
    fields = person if isinstance(person, PersonFields) else fields_of(person)
    submission = Submission(fields, function, organisation, listed, locale or event.institution.locale)
    registration = _new(form, newcomer, submission, now)
    registration.category_id = category_id or form.category_id
    registration.delegation_id, registration.capacity, registration.delegation_position = delegation_id, capacity, position
    registration.state = state
    if state is State.WAITLISTED:
        registration.queued_at = now
    elif delegation_id is None and not beyond_capacity:
        if not seats.take_seat(form):
            raise FormFull(_l("There is no place left. Raise the number of places first."))
        registration.holds_seat = True
    return _add(registration, actor=actor, now=now, notify=notify)


def change(
    registration: Registration,
    submission: Submission,
    *,
    actor: Actor,
    now: datetime,
    notify: bool = True,
    opened: int | None = None,
    **columns: Any,
) -> bool:
    """Write identity and answers anew, and `columns` of the registration that organisers decide (category_id).

    False when nothing was different. A changed address is told at both. Raises Stale when it was saved since the edition `opened`."""
    old_address = registration.email
    with db.session.begin_nested():
        renamed = identify(registration, submission.person, actor=actor, now=now)
        _fill(registration, submission, **columns)
        _answer(registration, submission)
        difference, search = {**renamed, **changes(registration)}, words_of(registration, registration.person)
        if not difference and registration.search == search:
            return False
        registration.search = search
        registration.revision += 1
        record_edit(actor, "registration.changed", registration, difference=difference, opened=opened)
    if notify:
        letters.send(registration, "changed")
        if old_address and old_address != registration.email:
            letters.send(registration, "address-changed", address=old_address)
    return True


def resend_confirmation(registration: Registration, *, actor: Actor) -> None:
    """Send the letter of the present state again, with the link as it is now."""
    letters.tell(registration, None)
    record(actor, "registration.letter-resent", registration)


def renew_link(registration: Registration, *, actor: Actor) -> None:
    """Withdraw the links sent so far; a letter brings the new one."""
    registration.link_generation += 1
    record(actor, "registration.link-renewed", registration)
    letters.tell(registration, None)


def renew_badge(registration: Registration, *, actor: Actor, reason: str) -> str:
    """Give a registration another badge code, for a badge that was lost; returns the one that is void from now on."""
    old = registration.badge_token
    registration.badge_token = new_badge_token()
    registration.search = words_of(registration, registration.person)
    registration.revision += 1
    record(actor, "registration.badge-renewed", registration, difference={"reason": reason})
    return old


def ensure_form(event: Event, *, now: datetime) -> RegistrationForm:
    """The event's form; a closed one without questions is made when there is none."""
    known = select(RegistrationForm).where(RegistrationForm.event_id == event.id)
    form = db.session.scalar(known)
    if form is None:  # of two who need the first form in one moment, the second waits and finds it
        db.session.execute(select(Event.id).where(Event.id == event.id).with_for_update(key_share=True))
        form = db.session.scalar(known)
    if form is None:
        form = RegistrationForm(event=event, versions=[FormVersion(number=1, fields=[], created_at=now)])
        db.session.add(form)
        db.session.flush()
    return form


def _newcomer(form: RegistrationForm, who: PersonFields | Person, *, actor: Actor, now: datetime) -> Person:
    """The person to register: one who is known just so, or a new one. Nothing is written about anybody known.

    Raises AlreadyRegistered for somebody who stands on the form under the same address and the same name in either script."""
    if isinstance(who, Person):
        refuse_second(form, [who])
        return who
    institution_id, given = form.event.institution_id, who.cleaned()
    known = namesakes(institution_id, given)
    if not known:
        return create_person(institution_id, given, actor=actor, now=now)
    refuse_second(form, known)
    return find_or_create_person(institution_id, given, actor=actor, now=now)


def _new(form: RegistrationForm, person: Person, submission: Submission, now: datetime) -> Registration:
    registration = Registration(
        event_id=form.event_id,
        form_id=form.id,
        version_id=submission.version_id or form.versions[-1].id,
        person_id=person.id,
        category_id=form.category_id,
        locale=submission.locale,
        answers=submission.answers,
        consents=submission.consents,
        badge_token=new_badge_token(),
        submission=submission.id,
        created_at=now,
        queued_at=None,
        holds_seat=False,
    )
    _fill(registration, submission)
    registration.search = words_of(registration, person)
    return registration


def _fill(registration: Registration, submission: Submission, **columns: Any) -> None:
    registration.email = submission.person.cleaned_email
    registration.country = submission.person.country or None
    registration.function, registration.organisation_name = submission.function, submission.organisation
    registration.listed = submission.listed
    for name, value in columns.items():
        setattr(registration, name, value)


def _answer(registration: Registration, submission: Submission) -> None:
    """A consent once given keeps its date and its words."""
    if registration.answers != submission.answers:
        registration.answers = submission.answers
    if added := {key: value for key, value in submission.consents.items() if key not in registration.consents}:
        registration.consents = {**registration.consents, **added}


def _add(registration: Registration, *, actor: Actor, now: datetime, notify: bool = True) -> Registration:
    db.session.add(registration)
    note(registration, None, registration.state, actor=actor, now=now)
    if notify:
        letters.tell(registration, None)
    return registration
