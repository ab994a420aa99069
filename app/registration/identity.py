"""Who a registration is about. The record of a person is shared by the events they come to and speak at: no registration rewrites it for others."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from app.agenda.models import Participation
from app.audit import Actor
from app.core.db import db
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
