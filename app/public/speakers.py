"""Who speaks at an event, for its page: names and functions, and a link to those who agreed to a page of their own."""

from __future__ import annotations

from flask import url_for
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.agenda.models import Contribution, Participation, ParticipationRole, Session, SessionState
from app.agenda.programme import person_address
from app.core.db import db
from app.events.models import Event
from app.people.models import Person

HEARD = (ParticipationRole.SPEAKER, ParticipationRole.CHAIR, ParticipationRole.MODERATOR, ParticipationRole.DISCUSSANT)
LIMIT = 24


def has_programme(event: Event) -> bool:
    """Whether there is a programme to read."""
    return db.session.scalar(select(Session.id).where(Session.event_id == event.id).limit(1)) is not None


def of_event(event: Event) -> list[Person]:
    """Those who are heard in sessions that take place, in alphabetical order."""
    live = select(Session.id).where(Session.event_id == event.id, Session.state == SessionState.SCHEDULED)
    talks = select(Contribution.id).where(Contribution.session_id.in_(live))
    part = (Participation.role.in_(HEARD), or_(Participation.session_id.in_(live), Participation.contribution_id.in_(talks)))
    people = select(Person).where(Person.id.in_(select(Participation.person_id).where(*part)))
    return list(db.session.scalars(people.options(joinedload(Person.organisation)).order_by(Person.sort_latin, Person.id).limit(LIMIT)))


def page_of(person: Person) -> str:
    """The address of the page of somebody who agreed to one, else nothing."""
    return f"{url_for('public.home')}people/{person_address(person.id, person.latin_name)}" if person.public_since else ""


def portrait_of(person: Person) -> str:
    """The address of the photograph of somebody who agreed to a page, else nothing."""
    return url_for("agenda.photo", person_id=person.id) if person.public_since and person.photo_id else ""
