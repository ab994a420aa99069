"""One of everything that the demonstration holds, and from it every page of the application, as a reader would open it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from app import mail
from app.accounts.models import EventRole, Role, User
from app.agenda.models import Contribution, Participation, Session
from app.audit import SYSTEM
from app.certificates import service as issuing
from app.certificates.models import Certificate, CertificateRole
from app.checkin import devices
from app.checkin.models import Gate
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.core.zones import to_utc
from app.delegations.models import Delegation
from app.events.models import Event, EventKind, Partnership, Room, Series, Venue
from app.institutions.models import Theme
from app.jobs.models import Job, JobState
from app.mail.models import Message
from app.people.models import Person
from app.publications.models import Publication
from app.registration.models import Capacity, Category, Registration, State
from tests.accounts import factories as accounts
from tests.events import factories as events
from tests.publications import factories as publications
from tests.security.samples import World, arguments

OPEN, ARCHIVED = "local-governance", "dakar-2023"

# What answers a GET with something else than a page.
NOT_PAGES = {
    "agenda.pdf", "agenda.photo", "calendar.event", "calendar.institution", "calendar.session", "calendar.theme", "certificates.download",
    "certificates.verify_capitals", "certificates_manage.pdf", "delegations_manage.letter", "delegations_manage.participants",
    "desk.manifest", "desk.service_worker", "desk_api.copy", "desk_api.counts", "desk_api.search", "events.cover", "events.logo",
    "events.picture", "health.healthz", "health.readyz", "manage.attachment", "manage.job_file", "manage.message_html",
    "organisations_manage.logo", "public.robots", "publications.file", "registration.file", "registration.ticket",
    "registration_manage.export", "registration_manage.file",
}  # fmt: skip


@dataclass(frozen=True)
class Stop:
    """One page: its address, whether it is the organiser's, and whether its form is to be sent empty."""

    name: str
    path: str
    organiser: bool = False
    sent_empty: bool = False


def first(model: Any, *conditions: Any) -> Any:
    found = db.session.scalars(select(model).where(*conditions).order_by(model.id).limit(1)).first()
    assert found is not None, f"the demonstration has no {model.__name__} of this kind"
    return found


class Demonstration(World):
    """The open colloquium with what a day's work adds to it: a team, a device, a certificate, a job, a publication."""

    def __init__(self) -> None:
        super().__init__(first(Event, Event.slug == OPEN))

    @cached_property
    def gate(self) -> Gate:
        return first(Gate, Gate.event_id == self.event.id)

    @cached_property
    def delegation(self) -> Delegation:
        found = first(Delegation, Delegation.event_id == self.event.id)
        found.credentials_id = self.file.id
        return found

    @cached_property
    def member(self) -> Registration:
        return first(Registration, Registration.delegation_id == self.delegation.id, Registration.capacity == Capacity.MEMBER)

    @cached_property
    def registration(self) -> Registration:
        return first(Registration, Registration.event_id == self.event.id, Registration.state == State.CONFIRMED, Registration.email != "")

    @cached_property
    def field(self) -> str:
        self.registration.answers = {**self.registration.answers, "mission-order": {"file": self.file.id, "name": "ordre.pdf"}}
        return "mission-order"

    @cached_property
    def message(self) -> Message:
        found = first(Message, Message.event_id == self.event.id)
        found.attachments = [*found.attachments, mail.Attachment(file=self.file)]
        return found

    @cached_property
    def talk(self) -> Contribution:
        return first(Contribution, Contribution.session.has(Session.event_id == self.event.id))

    @cached_property
    def session(self) -> Session:
        return self.talk.session

    @cached_property
    def participation(self) -> Participation:
        return first(Participation, Participation.session_id == self.session.id)

    @cached_property
    def speaker(self) -> Person:
        speaking = select(Participation.person_id).join(Session).where(Session.event_id == self.event.id)
        return first(Person, Person.id.in_(speaking), Person.public_since.is_not(None))

    @cached_property
    def certificate(self) -> Certificate:
        """As it is issued on the first morning: before, nothing is."""
        assert self.event.starts_at is not None
        with clock.frozen(to_utc(self.event.starts_at, self.event.zone)):
            return issuing.issue_by_hand(self.registration, CertificateRole.PARTICIPANT, actor=SYSTEM)

    @cached_property
    def account(self) -> User:
        return accounts.user(Role.PROGRAMME, self.event, name="Salma Bennis", email="salma.bennis@aipect.example", locale="fr")

    @cached_property
    def role(self) -> EventRole:
        return self.account.roles[0]

    @cached_property
    def job(self) -> Job:
        made = Job(
            event_id=self.event.id, kind="badges.print", state=JobState.DONE, done=40, total=42, file=self.file, created_at=clock.now()
        )
        db.session.add(made)
        return made

    @cached_property
    def partnership(self) -> Partnership:
        known = self.event.partnerships
        return known[0] if known else events.partnership(self.event)

    @cached_property
    def code(self) -> str:
        """Of a device that waits to be paired."""
        return devices.create(self.event, "Tablette de l’entrée", [self.gate], actor=SYSTEM)[1]

    @cached_property
    def publication(self) -> Publication:
        title = Translated(fr="Note conceptuelle", ar="ورقة مفاهيمية", en="Concept note")
        return publications.publication(self.event, title=title)

    @cached_property
    def theme(self) -> Theme:
        return self.event.themes[0]

    @cached_property
    def venue(self) -> Venue:
        return first(Venue, Venue.rooms.any())

    @cached_property
    def room(self) -> Room:
        return self.venue.rooms[0]

    @cached_property
    def series(self) -> Series:
        return events.series(slug="rencontres", name=Translated(fr="Rencontres", ar="لقاءات", en="Meetings"))

    @cached_property
    def kind(self) -> EventKind:
        return first(EventKind)

    @cached_property
    def category(self) -> Category:
        return first(Category, Category.event_id == self.event.id)


# States worth seeing that no address of the map shows by itself: empty lists, refusals, an archive that knows little, a person's own page.
STATES = (
    ("events.index nothing", "/events/?q=2099", False),
    ("events.index narrowed", "/events/?q=2016&when=past", False),
    ("events.show archived", f"/events/{ARCHIVED}/", False),
    ("agenda.index archived", f"/events/{ARCHIVED}/programme", False),
    ("registration.register closed", f"/events/{ARCHIVED}/register", False),
    ("certificates.verify unknown", "/verify/NDW-2026-AAAA-BBBB-CCCC", False),
    ("desk.pair unknown", "/desk/pair/WRONG-CODE", False),
    ("error 404", "/events/nowhere/", False),
    ("error 410", f"/events/{OPEN}/registrations/forged", False),
    ("registration_manage.index nothing", f"/manage/events/{OPEN}/registrations?q=2099", True),
    ("registration_manage.index narrowed", f"/manage/events/{OPEN}/registrations?state=confirmed", True),
    *((f"{name} empty", f"/manage/events/{ARCHIVED}/{path}", True) for name, path in (
        ("manage.event", ""), ("agenda_manage.index", "programme/"), ("registration_manage.index", "registrations"), ("manage.outbox", "letters/"),
        ("badges_manage.index", "badges/"), ("certificates_manage.index", "certificates/"), ("checkin_manage.index", "check-in/"),
        ("publications_manage.index", "publications/"), ("accounts_manage.team", "team"),
    )),
)  # fmt: skip

# Forms that say what is wrong when they are sent empty.
SENT_EMPTY = {
    "accounts.sign_in", "registration.register", "registration.change", "manage.new_event", "agenda_manage.new_session",
    "delegations_manage.new", "registration_manage.new", "organisations_manage.new", "desk.walk_in", "accounts_manage.new",
    "checkin_manage.new_gate", "directory_manage.new_venue", "publications_manage.edit",
}  # fmt: skip


def page_rules(app: Flask) -> Iterator[Rule]:
    """The routes that answer a GET with a page."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_PAGES and rule.endpoint != "static":
            yield rule


def stops(app: Flask, world: Demonstration) -> list[Stop]:
    """Every page, with what the demonstration puts into its address, and the states above. Fails on an argument that nobody described."""
    found = []
    for rule in page_rules(app):
        given = arguments(rule, world) | ({"code": world.code} if rule.endpoint == "desk.pair" else {})
        path = _path(app, rule, given)
        organiser = path.startswith(("/manage", "/desk"))
        found.append(Stop(f"{rule.endpoint} {'+'.join(sorted(rule.arguments))}".strip(), path, organiser))
        if rule.endpoint in SENT_EMPTY and "publication_id" not in rule.arguments:
            found.append(Stop(f"{rule.endpoint} refused", path, organiser, sent_empty=True))
    return [*found, *(Stop(name, path, organiser) for name, path, organiser in STATES)]


def _path(app: Flask, rule: Rule, values: dict[str, Any]) -> str:
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values)
