"""The open colloquium: venue, programme, form, participants, delegations, gates, and what its certificates ask for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from app.agenda.models import ParticipationRole, Session, SessionKind
from app.agenda.service import add_session
from app.agenda.talks import add_contribution, add_participation
from app.audit import SYSTEM
from app.certificates.models import CertificateRule
from app.checkin.models import Gate, GateKind
from app.checkin.service import create_gate, gates_for_sessions
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event, EventState, Room, Venue
from app.people.models import Person
from app.people.service import find_or_create_person
from app.registration.models import Category, RegistrationForm, State
from app.registration.moves import move
from app.registration.service import Submission, enrol, ensure_form, register

from . import colloquium, delegations, names, programme, staff
from .directory import Directory

WEEKS_AHEAD = timedelta(weeks=3)
PARTICIPANTS, PLACES = 46, 80
FIRST_PARTICIPANT, FIRST_TO_APPROVE = 100, 150  # numbers below are speakers and delegates
# Who of the participants did not stay: place in the order of registering, what became of it, and the reason given.
GONE = (
    (2, State.CANCELLED, "Empêchement professionnel"),
    (10, State.WITHDRAWN, "Mission reportée"),
    (16, State.REJECTED, "Inscription en double avec la délégation"),
    (22, State.CANCELLED, "Déplacement annulé"),
)


def load_colloquium(directory: Directory, today: date) -> None:
    day = today + WEEKS_AHEAD
    rooms = _venue(directory.institution.id)
    first_minute = datetime.combine(day, time(8, 30))
    event = directory.create(
        colloquium.EVENT, state=EventState.PUBLISHED, venue=rooms[0].venue, starts_at=first_minute, ends_at=datetime.combine(day + timedelta(days=1), time(16, 0)),
    )  # fmt: skip
    categories = _categories(event)
    form = _form(event, categories["P"], first_minute)
    speakers = [_speaker(event, number, categories["S"]) for number in range(programme.SPEAKERS)]
    _programme(event, day, rooms, speakers)
    delegations.load_delegations(event, categories["D"])
    _participants(event, form)
    staff.load_staff(event, _gates(event))
    _certificates(event)


def _venue(institution_id: int) -> list[Room]:
    venue = Venue(institution_id=institution_id, name=colloquium.VENUE, address=colloquium.ADDRESS, city=colloquium.CITY, country="MA")
    venue.rooms = [Room(name=name, seats=seats, position=position) for position, (name, seats) in enumerate(colloquium.ROOMS)]
    db.session.add(venue)
    db.session.flush()
    return venue.rooms


def _categories(event: Event) -> dict[str, Category]:
    rows = [
        Category(event_id=event.id, name=name, colour=colour, letter=letter, zones=zones, position=position)
        for position, (name, colour, letter, zones) in enumerate(colloquium.CATEGORIES)
    ]
    db.session.add_all(rows)
    db.session.flush()
    return {row.letter: row for row in rows}


def _form(event: Event, category: Category, starts_at: datetime) -> RegistrationForm:
    form = ensure_form(event, now=clock.now())
    form.category, form.introduction, form.capacity, form.is_open = category, colloquium.INTRODUCTION, PLACES, True
    form.opens_at, form.closes_at = starts_at - timedelta(days=60), starts_at - timedelta(hours=12)
    form.versions[-1].fields = colloquium.FIELDS
    db.session.flush()
    return form


def _speaker(event: Event, number: int, category: Category) -> Person:
    now = clock.now()
    person = find_or_create_person(event.institution_id, names.synthetic_person(number), actor=SYSTEM, now=now)
    person.function = names.FUNCTIONS[number % len(names.FUNCTIONS)]
    person.public_since = None if number % 6 == 5 else now  # one in six has not agreed to a public page
    enrol(
        event, person, actor=SYSTEM, now=now, category_id=category.id, function=person.function.render("fr"), organisation=_organisation(number),
        listed=True, beyond_capacity=True, notify=False,
    )  # fmt: skip
    return person


def _organisation(number: int) -> str:
    return names.ORGANISATION_NAMES[number % len(names.ORGANISATION_NAMES)]


def _programme(event: Event, day: date, rooms: list[Room], speakers: list[Person]) -> None:
    for row in programme.SESSIONS:
        session = add_session(
            event, kind=SessionKind(row["kind"]), title=row["title"], room=rooms[row["room"]], language=row.get("language", ""),
            starts_at=_at(day, row["day"], row["from"]), ends_at=_at(day, row["day"], row["to"]), actor=SYSTEM,
        )  # fmt: skip
        _people(session, row, speakers)


def _at(first_day: date, number: int, hour: str) -> datetime:
    return datetime.combine(first_day + timedelta(days=number), time.fromisoformat(hour))


def _people(session: Session, row: dict[str, Any], speakers: list[Person]) -> None:
    for number, role in row.get("people", ()):
        add_participation(session, speakers[number], ParticipationRole(role), actor=SYSTEM)
    for minutes, number, title in row.get("talks", ()):
        talk = add_contribution(session, title=title, minutes=minutes, actor=SYSTEM)
        add_participation(talk, speakers[number], ParticipationRole.SPEAKER, actor=SYSTEM)


def _participants(event: Event, form: RegistrationForm) -> None:
    """People in every state but that of waiting: there are places left (the workshop's are all taken)."""
    came = [
        register(form, submission(number), actor=SYSTEM, now=clock.now())
        for number in range(FIRST_PARTICIPANT, FIRST_PARTICIPANT + PARTICIPANTS)
    ]
    for index, state, reason in GONE:
        move(came[index], state, actor=SYSTEM, now=clock.now(), reason=reason)
    for number in (FIRST_TO_APPROVE, FIRST_TO_APPROVE + 1):
        function = names.FUNCTIONS[number % len(names.FUNCTIONS)].render("fr")
        enrol(
            event, names.synthetic_person(number), state=State.PENDING, function=function, organisation=_organisation(number), actor=SYSTEM, now=clock.now()
        )  # fmt: skip


def submission(number: int) -> Submission:
    """What a synthetic participant of this number hands in."""
    now, locale = clock.now().isoformat(), ("fr", "ar", "fr", "en")[number % 4]
    return Submission(
        names.synthetic_person(number),
        function=names.FUNCTIONS[number % len(names.FUNCTIONS)].render(locale),
        organisation=_organisation(number),
        listed=number % 3 != 0,
        locale=locale,
        answers={"profile": ("elected", "research", "public", "civil")[number % 4], "interpretation": number % 5 == 0},
        consents={"privacy": {"at": now, "text": "1"}},
        id=f"demonstration-{number}",
    )


def _gates(event: Event) -> list[Gate]:
    """The main entrance, lunch, and a door for each session: hours for certificates are counted there. Gives the first two."""
    entrance = Translated(fr="Entrée principale", ar="المدخل الرئيسي", en="Main entrance")
    lunch = Translated(fr="Déjeuner", ar="وجبة الغداء", en="Lunch")
    gates = [
        create_gate(event, kind=GateKind.ENTRANCE, name=entrance, actor=SYSTEM),
        create_gate(event, kind=GateKind.MEAL, name=lunch, actor=SYSTEM),
    ]
    db.session.flush()
    gates_for_sessions(event, actor=SYSTEM)
    return gates


def _certificates(event: Event) -> None:
    signatory = {
        "name": {"fr": "Pr Exemple Signataire", "ar": "أ. المثال الموقع", "en": "Prof. Example Signatory"},
        "function": {"fr": "Présidence du comité scientifique", "ar": "رئاسة اللجنة العلمية", "en": "Chair of the scientific committee"},
    }
    db.session.add(CertificateRule(event_id=event.id, threshold_minutes=4 * 60, signatories=[signatory]))
    db.session.flush()
