"""Who speaks at an event, for its page: names and functions, and a link to those who agreed to a page of their own."""

from __future__ import annotations

from flask import current_app
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.agenda.models import Contribution, Participation, ParticipationRole, Session, SessionState
from app.core.db import db
from app.events.models import Event
from app.people.models import Person

HEARD = (ParticipationRole.SPEAKER, ParticipationRole.CHAIR, ParticipationRole.MODERATOR, ParticipationRole.DISCUSSANT)
LIMIT = 24


def has_programme(event: Event) -> bool:
    """Whether there is a programme to read."""
    if "agenda.programme" not in current_app.view_functions:
        return False
    return db.session.scalar(select(Session.id).where(Session.event_id == event.id).limit(1)) is not None


def of_event(event: Event) -> list[Person]:
    """Those who are heard in sessions that take place, in alphabetical order."""
    live = select(Session.id).where(Session.event_id == event.id, Session.state == SessionState.SCHEDULED)
    talks = select(Contribution.id).where(Contribution.session_id.in_(live))
    part = (Participation.role.in_(HEARD), or_(Participation.session_id.in_(live), Participation.contribution_id.in_(talks)))
    people = select(Person).where(Person.id.in_(select(Participation.person_id).where(*part)))
    return list(db.session.scalars(people.options(joinedload(Person.organisation)).order_by(Person.sort_latin, Person.id).limit(LIMIT)))
