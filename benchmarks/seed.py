"""The data: the demonstration, and beside it one large event of 200 sessions and 2,000 confirmed registrations. The same every time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask import Flask
from sqlalchemy import insert

from app.agenda.models import Contribution, Participation, ParticipationRole, Session, SessionKind
from app.audit import SYSTEM
from app.certificates.models import CertificateRule
from app.checkin import devices
from app.checkin.models import Direction, Gate, GateKind, Scan, Verdict
from app.core import clock, work
from app.core.db import Base, db
from app.core.i18n import speaking
from app.core.types import Translated
from app.core.zones import to_utc
from app.demo import colloquium, names
from app.demo.colloquium_loader import _categories
from app.demo.load import Directory, load
from app.demo.programme import SESSIONS as TEXTS
from app.desk.access import _signer
from app.events.models import Event, EventState, Room, Venue
from app.institutions.queries import current_institution
from app.people.models import Person
from app.people.service import find_or_create_person, index_person
from app.registration.identity import words_of
from app.registration.models import FormVersion, Registration, RegistrationForm, State
from app.registration.tokens import new_badge_token

PEOPLE, SLOTS, ROOMS, SPEAKERS, CLIENTS = 2_000, 200, 8, 60, 8
PLACES = 100_000
FIRST = 10_000  # numbers below are the demonstration's people
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Data:
    """What the measures ask for."""

    slug: str
    event_id: int
    tokens: list[str]
    gate_id: int
    devices: list[str]  # values of the desk's cookie
    organiser: str  # value of the session's cookie
    speaker_id: int


def fill(app: Flask) -> Data:
    """Make the tables of an empty database, and fill them."""
    with app.app_context(), app.test_request_context(method="POST"), speaking("fr"):
        Base.metadata.create_all(db.engine)
        load()
        work.finish()
        event = _event()
        speakers = [_speaker(number) for number in range(SPEAKERS)]
        db.session.flush()
        _sessions(event, speakers)
        tokens = _registrations(event)
        gate = Gate(event_id=event.id, kind=GateKind.ENTRANCE, name=Translated(fr="Entrée", ar="المدخل", en="Entrance"))
        db.session.add(gate)
        db.session.flush()
        secrets = [devices.pair(devices.create(event, f"Tablet {number}", [gate], actor=SYSTEM)[1])[1] for number in range(CLIENTS)]
        cookies = [str(_signer().dumps(secret)) for secret in secrets]
        data = Data(event.slug, event.id, tokens, gate.id, cookies, _session_cookie(app), speakers[0].id)
        work.finish()
        db.session.remove()
    return data


def attend(app: Flask, data: Data) -> None:
    """The event began last month with its first session, and everybody was there from its start to its end: what certificates are counted from."""
    with app.app_context():
        session = db.session.query(Session).filter_by(event_id=data.event_id).order_by(Session.starts_at, Session.id).first()
        assert session is not None
        session.starts_at, session.ends_at = session.starts_at - timedelta(weeks=8), session.ends_at - timedelta(weeks=8)
        session.event.starts_at = session.starts_at
        gate = Gate(event_id=data.event_id, session_id=session.id, kind=GateKind.SESSION, name=session.title)
        db.session.add(gate)
        db.session.flush()
        device_id = db.session.query(devices.Device.id).filter_by(event_id=data.event_id).limit(1).scalar()
        start = to_utc(session.starts_at, session.event.zone)
        ids = [row.id for row in db.session.query(Registration.id).filter_by(event_id=data.event_id).limit(PEOPLE)]
        moves = ((Direction.IN, Verdict.ADMITTED, start), (Direction.OUT, Verdict.LEFT, start + HOUR))
        scans = [
            {"id": f"bench-{number}-{way}", "event_id": data.event_id, "gate_id": gate.id, "device_id": device_id, "registration_id": number,
             "direction": way, "verdict": verdict, "scanned_at": at, "received_at": at}
            for number in ids for way, verdict, at in moves
        ]  # fmt: skip
        db.session.execute(insert(Scan), scans)
        signatory = {"name": {"fr": "Pr Exemple Signataire"}, "function": {"fr": "Présidence du comité scientifique"}}
        db.session.add(CertificateRule(event_id=data.event_id, threshold_minutes=30, signatories=[signatory]))
        work.finish()


def _event() -> Event:
    here = current_institution()
    venue = Venue(institution_id=here.id, name=colloquium.VENUE, address=colloquium.ADDRESS, city=colloquium.CITY, country="MA")
    rooms = [Translated(fr=f"Salle {n}", ar=f"القاعة {n}", en=f"Room {n}") for n in range(1, ROOMS + 1)]
    venue.rooms = [Room(name=name, seats=400, position=position) for position, name in enumerate(rooms)]
    db.session.add(venue)
    first = datetime.combine(_first_day(), time(9))
    texts = {**colloquium.EVENT, "slug": "two-thousand"}
    last = first + timedelta(days=4, hours=8)
    return Directory(here).create(texts, state=EventState.PUBLISHED, venue=venue, starts_at=first, ends_at=last)


def _first_day() -> date:
    return clock.now().date() + timedelta(weeks=4)


def _speaker(number: int) -> Person:
    now = clock.now()
    fields = names.synthetic_person(FIRST + PEOPLE + number)
    person = find_or_create_person(current_institution().id, fields, actor=SYSTEM, now=now)
    person.function, person.public_since = names.FUNCTIONS[number % len(names.FUNCTIONS)], now
    return person


def _sessions(event: Event, speakers: list[Person]) -> None:
    """Five days of five slots in eight rooms; each session has a chair and two talks."""
    assert event.venue is not None
    titles = [row["title"] for row in TEXTS if row["kind"] == "panel"]
    for number in range(SLOTS):
        slot, room = divmod(number, ROOMS)
        day, hour = divmod(slot, 5)
        start = datetime.combine(_first_day() + timedelta(days=day), time(9)) + hour * 1.5 * HOUR
        people = [speakers[(number * 3 + shift) % SPEAKERS] for shift in range(3)]
        talks = [
            Contribution(
                title=titles[(number + position) % len(titles)], minutes=30, position=position,
                participations=[Participation(person=people[position], role=ParticipationRole.SPEAKER)],
            )
            for position in (1, 2)
        ]  # fmt: skip
        db.session.add(
            Session(
                event_id=event.id, room=event.venue.rooms[room], kind=SessionKind.PANEL, title=titles[number % len(titles)],
                starts_at=start, ends_at=start + HOUR, language=("fr", "ar", "en")[number % 3], uid=f"bench-{number}@nadwa", updated_at=clock.now(),
                participations=[Participation(person=people[0], role=ParticipationRole.CHAIR)], contributions=talks,
            )
        )  # fmt: skip
    db.session.flush()


def _registrations(event: Event) -> list[str]:
    """Two thousand people with names in two scripts, confirmed, in five categories; gives their badges' codes."""
    categories = list(_categories(event).values())
    version = FormVersion(number=1, fields=[f for f in colloquium.FIELDS if f["type"] != "file"], created_at=clock.now())
    form = RegistrationForm(
        event_id=event.id, category_id=categories[0].id, introduction=colloquium.INTRODUCTION, is_open=True,
        capacity=PLACES, seats_taken=PEOPLE, versions=[version],
    )  # fmt: skip
    db.session.add(form)
    people = [_person(event.institution_id, number) for number in range(PEOPLE)]
    db.session.add_all(people)
    db.session.flush()
    made = [
        Registration(
            event_id=event.id, form_id=form.id, version_id=version.id, person_id=person.id, category_id=categories[number % 5].id,
            state=State.CONFIRMED, holds_seat=True, locale=("fr", "ar", "en")[number % 3], email=person.email, country=person.country,
            function=names.FUNCTIONS[number % 6].render("fr"), organisation_name=names.ORGANISATION_NAMES[number % 5],
            answers={"profile": ("elected", "research", "public", "civil")[number % 4], "interpretation": number % 5 == 0},
            consents={"privacy": {"at": clock.now().isoformat(), "text": "1"}}, badge_token=new_badge_token(),
            created_at=clock.now() - timedelta(minutes=PEOPLE - number),
        )
        for number, person in enumerate(people)
    ]  # fmt: skip
    for registration, person in zip(made, people, strict=True):
        registration.search = words_of(registration, person)
    db.session.add_all(made)
    db.session.flush()
    return [registration.badge_token for registration in made]


def _person(institution_id: int, number: int) -> Person:
    fields = names.synthetic_person(FIRST + number)
    person = Person(
        institution_id=institution_id, given_name=fields.given_name, family_name=fields.family_name, given_name_ar=fields.given_name_ar,
        family_name_ar=fields.family_name_ar, gender=fields.gender, email=fields.email, country=fields.country, created_at=clock.now(),
    )  # fmt: skip
    index_person(person)
    return person


def _session_cookie(app: Flask) -> str:
    """The cookie of a signed-in administrator, as the sign-in page would set it."""
    from app.accounts.models import User

    user = db.session.query(User).order_by(User.id).first()
    assert user is not None
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return str(serializer.dumps({"_user_id": user.get_id(), "_fresh": True}))
