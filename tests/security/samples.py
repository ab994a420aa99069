"""One of everything that an address can name. A route with an argument that nobody described here fails its tests."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app import mail
from app.accounts import service as accounts
from app.accounts.models import EventRole, Role, User
from app.agenda.models import Contribution, Participation
from app.audit import SYSTEM, record
from app.audit.models import AuditEntry
from app.certificates import service as issuing
from app.certificates.models import Certificate, CertificateRole
from app.certificates.public import LINK
from app.checkin.models import Device, Gate
from app.core import clock, tokens
from app.core.db import db
from app.delegations.models import Delegation
from app.events.models import Event, EventKind, Partnership, Room, Series, Venue
from app.institutions.models import Theme
from app.jobs.models import Job, JobState
from app.mail.models import Message
from app.people.models import Organisation, Person
from app.publications.models import Publication, PublicationFile
from app.registration.models import Capacity, Category, Registration
from app.registration.tokens import link_token
from app.storage import StoredFile, keep
from tests.accounts import factories as people
from tests.agenda import factories as agenda
from tests.certificates import factories as certificates
from tests.checkin import factories as checkin
from tests.delegations import factories as delegations
from tests.events import factories as events
from tests.publications import factories as publications
from tests.registration import factories as registration

PNG = b"\x89PNG\r\n\x1a\n sample"


@dataclass
class World:
    """An event with one of everything; each thing is made when a route first asks for it."""

    event: Event

    @cached_property
    def file(self) -> StoredFile:
        return keep(b"%PDF-1.7 sample", name="sample.pdf", media_type="application/pdf")

    @cached_property
    def gate(self) -> Gate:
        return checkin.gate(self.event)

    @cached_property
    def device(self) -> Device:
        return db.session.get_one(Device, checkin.device(self.gate)[0].id)

    @cached_property
    def delegation(self) -> Delegation:
        made = delegations.delegation(self.event)
        made.credentials_id = self.file.id
        return made

    @cached_property
    def member(self) -> Registration:
        return delegations.member(self.delegation, Capacity.MEMBER)

    @cached_property
    def registration(self) -> Registration:
        return registration.registration(self.event, answers={"paper": {"file": self.file.id, "name": "sample.pdf"}})

    @cached_property
    def moved_together(self) -> AuditEntry:
        difference = {"to": "confirmed", "moved": {str(self.registration.id): ["pending", None, None]}}
        return record(SYSTEM, "registrations.moved-together", self.event, difference=difference)

    @cached_property
    def message(self) -> Message:
        made = Message(
            event_id=self.event.id, template="t", to_address="a@example.org", locale="en", subject="S", text="T", html="<p>T</p>",
            created_at=clock.now(), attachments=[mail.Attachment(file=self.file)],
        )  # fmt: skip
        db.session.add(made)
        return made

    @cached_property
    def session(self) -> Any:
        return agenda.session(self.event)

    @cached_property
    def speaker(self) -> Person:
        return agenda.participation(self.session, agenda.speaker(self.event, agreed=True)).person

    @cached_property
    def role(self) -> EventRole:
        return people.user(Role.VIEWER, self.event).roles[0]

    @cached_property
    def job(self) -> Job:
        made = Job(event_id=self.event.id, kind="badges.print", state=JobState.DONE, file=self.file, created_at=clock.now())
        db.session.add(made)
        return made

    @cached_property
    def theme(self) -> Theme:
        return events.theme()

    @cached_property
    def partnership(self) -> Partnership:
        logo = keep(PNG, name="logo.png", media_type="image/png")
        return events.partnership(self.event, organisation_=events.organisation(logo=logo))

    @cached_property
    def organisation(self) -> Organisation:
        return self.partnership.organisation

    @cached_property
    def venue(self) -> Venue:
        return events.venue()

    @cached_property
    def room(self) -> Room:
        return self.venue.rooms[0]

    @cached_property
    def series(self) -> Series:
        return events.series()

    @cached_property
    def kind(self) -> EventKind:
        return events.kind()

    @cached_property
    def publication(self) -> Publication:
        return publications.publication(self.event)

    @cached_property
    def publication_file(self) -> PublicationFile:
        return self.publication.files[0]

    @cached_property
    def general_publication(self) -> Publication:
        return publications.publication()

    @cached_property
    def general_publication_file(self) -> PublicationFile:
        return self.general_publication.files[0]

    @cached_property
    def category(self) -> Category:
        return registration.category(self.event, letter="Z")

    @cached_property
    def talk(self) -> Contribution:
        return agenda.contribution(self.session)

    @cached_property
    def participation(self) -> Participation:
        return agenda.participation(self.session)

    @cached_property
    def field(self) -> str:
        registration.form(self.event, fields=[{"id": "paper", "type": "file", "label": {"en": "Paper"}}])
        return "paper"

    @cached_property
    def certificate(self) -> Certificate:
        rule = certificates.rule(self.event)
        made = issuing.compose(self.registration, rule, CertificateRole.PARTICIPANT, minutes=60, issued_by="Nadwa")
        issuing.publish(made, b"%PDF-1.7 sample", tell=False)
        return made

    @cached_property
    def account(self) -> User:
        return people.user()


def of(thing: str) -> Callable[[World], Any]:
    return lambda world: _id(getattr(world, thing))


def account_token(purpose: accounts.Link) -> Callable[[World], str]:
    def token(world: World) -> str:
        return accounts.link_token(world.account, purpose)

    return token


# Argument -> its value; "endpoint:argument" where one name means several things.
SAMPLES: dict[str, Callable[[World], Any]] = {
    "event": lambda world: world.event.slug,
    "gate_id": of("gate"),
    "device_id": of("device"),
    "delegation_id": of("delegation"),
    "member_id": of("member"),
    "message_id": of("message"),
    "manage.attachment:number": lambda _world: 1,
    "role_id": of("role"),
    "session_id": of("session"),
    "person_id": of("speaker"),
    "job_id": of("job"),
    "user_id": of("account"),
    "registration_id": of("registration"),
    "partnership_id": of("partnership"),
    "organisation_id": of("organisation"),
    "venue_id": of("venue"),
    "room_id": of("room"),
    "series_id": of("series"),
    "kind_id": of("kind"),
    "theme_id": of("theme"),
    "publication_id": of("publication"),
    "publications_manage.edit_general:publication_id": of("general_publication"),
    "publications_manage.remove_general:publication_id": of("general_publication"),
    "publications_manage.remove_general_file:publication_id": of("general_publication"),
    "publications_manage.remove_general_file:file_id": of("general_publication_file"),
    "publications.file:file_id": of("publication_file"),
    "publications_manage.remove_file:file_id": of("publication_file"),
    "public.theme:slug": lambda world: world.theme.slug,
    "entry_id": of("moved_together"),
    "public.series:slug": lambda world: world.series.slug,
    "category_id": of("category"),
    "certificate_id": of("certificate"),
    "serial": lambda world: world.certificate.serial,
    "certificates.download:token": lambda world: tokens.sign(LINK, _id(world.certificate), world.registration.link_generation),
    "field_id": lambda world: world.field,
    "talk_id": of("talk"),
    "participation_id": of("participation"),
    "agenda_manage.change_session:action": lambda _world: "cancel",
    "agenda_manage.change_talk:action": lambda _world: "later",
    "agenda_manage.change_participation:action": lambda _world: "later",
    "design": lambda _world: "a6",
    "code": lambda _world: "WRONG-CODE",
    "agenda.session:slug": lambda world: "x",
    "agenda.person:slug": lambda world: "x",
    "calendar.session:slug": lambda world: "x",
    "calendar.theme:slug": lambda world: world.theme.slug,
    "accounts.password_link:token": account_token(accounts.Link.PASSWORD),
    "accounts.invitation_link:token": account_token(accounts.Link.INVITATION),
    "accounts.sign_in_link:token": account_token(accounts.Link.SIGN_IN),
    "token": lambda world: link_token(world.registration),
}

# What is posted, where an empty form would be turned away before it says anything about access.
FORMS: dict[str, Callable[[World], dict[str, Any]]] = {
    "events_manage.move_partner": lambda _world: {"to": "down"},
    "themes_manage.move": lambda _world: {"to": "down"},
    "agenda_manage.people": lambda world: {"known-person": _id(agenda.speaker(world.event, agreed=True)), "known-role": "speaker"},
    "delegations_manage.change_capacity": lambda _world: {"capacity": "adviser"},
}

# What has to be said after the question mark.
QUERIES: dict[str, dict[str, str]] = {"registration_manage.new_field": {"type": "text"}}

# Arguments that name no object of an event, so that another event's value says nothing.
NOT_CHILDREN = {"event", "slug", "number", "field_id", "code", "user_id", "action", "design", "serial"}

# Routes for which "not there" is an honest answer to everybody.
MAY_BE_ABSENT = {"desk.service_worker", "desk.pair", "desk.do_pair", "desk.type_code", "agenda.photo"}

# A draft has none, not even for its team: what was subscribed to would have to be taken back.
NOT_FOR_DRAFTS = {"calendar.event", "calendar.session"}


class Undescribed(AssertionError):
    """A route has an argument that this table does not know."""


def arguments(rule: Any, world: World) -> dict[str, Any]:
    """What stands in a rule's address, for one of everything."""
    return {name: value_of(rule.endpoint, name, world) for name in sorted(rule.arguments)} | QUERIES.get(rule.endpoint, {})


def value_of(endpoint: str, name: str, world: World) -> Any:
    make = SAMPLES.get(f"{endpoint}:{name}") or SAMPLES.get(name)
    if make is None:
        raise Undescribed(f"{endpoint} has the argument {name!r}: say in tests/security/samples.py what it names")
    return make(world)


def _id(thing: Any) -> int:
    if thing.id is None:
        db.session.flush()
    return int(thing.id)


def new_world(**fields: Any) -> World:
    event = events.event(title=None, slug=f"event-{uuid.uuid4().hex[:8]}", **fields)
    event.cover = keep(PNG, name="cover.png", media_type="image/png")
    return World(event)
