"""Who a registration is about. The record of a person is shared by the events they come to and speak at: no registration rewrites it for others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select

from app.agenda import speakers
from app.agenda.models import Participation
from app.audit import Actor, record_edit
from app.core import clock
from app.core.db import db
from app.core.search import searchable
from app.events.models import Event
from app.people.countries import country_names
from app.people.models import Person
from app.people.service import PersonFields, create_person, differences, hold_person, update_person

from .models import Registration


def identify(registration: Registration, fields: PersonFields, *, actor: Actor, now: datetime) -> dict[str, list[str]]:
    """Write anew who is registered; {field: [before, after]} of what was different. Raises NameMissing.

    A person who is known by nothing else is changed where they stand. Of anybody else the registration gets a person of its own."""
    known = registration.person
    if not differences(known, fields):
        return {}
    hold_person(known)
    difference = differences(known, fields)
    if is_shared(known, registration):
        registration.person = own = create_person(known.institution_id, fields, actor=actor, now=now)
        registration.person_id = own.id  # so that the trail has it
    else:
        update_person(known, fields, actor=actor)
    return difference


def is_shared(person: Person, registration: Registration) -> bool:
    """Whether anything besides this registration shows the person: another one, of whatever event and state, a programme (be it of the same
    event), a page of their own."""
    another = exists().where(Registration.person_id == person.id, Registration.id != registration.id)
    speaks = exists().where(Participation.person_id == person.id)
    return person.public_since is not None or bool(db.session.scalar(select(another | speaks)))


def words_of(registration: Registration, person: Person) -> str:
    """What a registration is found by."""
    countries = [country_names(code).get(registration.country or "") for code in ("fr", "ar", "en")]
    return searchable(
        person.latin_name,
        person.arabic_name,
        registration.email,
        registration.organisation_name,
        registration.function,
        *countries,
        registration.badge_token,
    )


@speakers.follower
def follow(person: Person, former: speakers.Former, events: Sequence[Event], actor: Actor) -> None:
    """Somebody is written anew in a programme: so are their registrations for the events that name them, and no others."""
    named, difference = {event.id for event in events}, differences(person, former.names)
    told = {name: [before, after] for name, (after, before) in difference.items()}
    elsewhere = []
    for registration in db.session.scalars(select(Registration).where(Registration.person_id == person.id)).all():
        if registration.event_id not in named:
            elsewhere.append(registration)
        elif told:
            registration.search = words_of(registration, person)
            registration.revision += 1
            record_edit(actor, "registration.changed", registration, difference=told)
    if elsewhere:
        own = create_person(person.institution_id, former.names, actor=actor, now=clock.now())
        own.function, own.organisation_id = former.function, person.organisation_id
        for registration in elsewhere:
            registration.person, registration.person_id = own, own.id
