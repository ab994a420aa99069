"""What is known about an event's certificates: who is entitled, who has one, what a serial stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.agenda.models import Contribution, Participation, ParticipationRole, Session, SessionState
from app.checkin.attendance import attendance_of
from app.core import clock
from app.core.db import db
from app.core.pages import count
from app.core.types import Translated
from app.events.models import Event
from app.people.models import Person
from app.registration.models import Registration, State

from .models import Certificate, CertificateRole, CertificateRule
from .rules import WHY_NOT, Assessment, Outcome, assess, roles_of, stage_of

AT_ONCE = 500  # registrations asked for by their ids


class Candidate(NamedTuple):
    """Somebody with a place, in one role: what the rule says, and the certificate there is already."""

    registration_id: int
    assessment: Assessment
    certificate_id: int | None
    was_revoked: bool = False

    @property
    def is_due(self) -> bool:
        """What was revoked is not given back by a job; an organiser may still issue it by hand."""
        return self.certificate_id is None and not self.was_revoked and self.assessment.outcome is Outcome.ENTITLED


def rule_of(event: Event) -> CertificateRule:
    """The event's rule; a new one, not yet kept, that asks for nothing."""
    found = db.session.scalar(select(CertificateRule).where(CertificateRule.event_id == event.id))
    return found or CertificateRule(event_id=event.id, threshold_minutes=0, citation=Translated(), signatories=[])


def why_not(event: Event) -> Any | None:
    """Why nobody can be issued a certificate of this event now, in a sentence; None when that is open."""
    return WHY_NOT.get(stage_of(event, clock.now()))


def candidates(event: Event) -> list[Candidate]:
    """Everybody with a place, once per role, in the order of their names; thousands, so without what is known of each (see people_of)."""
    attendance, programme, known = attendance_of(event), programme_roles(event), _known(event)
    threshold, stage = rule_of(event).threshold_minutes, stage_of(event, clock.now())
    found: list[Candidate] = []
    for registration_id, person_id in _attendees(event):
        minutes = seen.minutes if (seen := attendance.get(registration_id)) else 0
        for role in roles_of(programme.get(person_id, ())):
            live = known.get((registration_id, role), 0)
            found.append(Candidate(registration_id, assess(role, minutes, threshold, stage), live or None, was_revoked=live is None))
    return found


def people_of(some: Iterable[Candidate]) -> dict[int, Registration]:
    """{registration id: registration} of a page or a run of candidates, with the people."""
    ids = sorted({one.registration_id for one in some})
    query = select(Registration).options(joinedload(Registration.person))
    lots = (ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE))
    return {one.id: one for lot in lots for one in db.session.scalars(query.where(Registration.id.in_(lot)))}


def programme_roles(event: Event) -> dict[int, list[ParticipationRole]]:
    """{person id: what they do in sessions and talks that take place}."""
    in_session = select(Participation.person_id, Participation.role).join(Session, Session.id == Participation.session_id)
    in_talk = (
        select(Participation.person_id, Participation.role)
        .join(Contribution, Contribution.id == Participation.contribution_id)
        .join(Session, Session.id == Contribution.session_id)
    )
    found: dict[int, list[ParticipationRole]] = {}
    for query in (in_session, in_talk):
        for person_id, role in db.session.execute(query.where(Session.event_id == event.id, Session.state == SessionState.SCHEDULED)):
            found.setdefault(person_id, []).append(role)
    return found


def latest(event: Event, most: int) -> Sequence[Any]:
    """The certificates issued last, the newest first: rows of id, serial, name, role, issued_at, revoked_at."""
    row = Certificate
    columns = (row.id, row.serial, row.content["name"].as_string().label("name"), row.role, row.issued_at, row.revoked_at)
    return db.session.execute(select(*columns).where(row.event_id == event.id).order_by(row.id.desc()).limit(most)).all()


def valid_count(event: Event) -> int:
    return count(select(Certificate.id).where(Certificate.event_id == event.id, Certificate.revoked_at.is_(None)))


def standing(event: Event) -> Sequence[Certificate]:
    """Those that are valid, with their files, in the order of names."""
    query = select(Certificate).join(Certificate.registration).join(Registration.person)
    valid = query.where(Certificate.event_id == event.id, Certificate.revoked_at.is_(None), Certificate.file_id.is_not(None))
    ordered = valid.order_by(Person.sort_latin, Person.sort_arabic, Certificate.id)
    return db.session.scalars(ordered.options(joinedload(Certificate.file))).all()


def by_serial(serial: str | None) -> Certificate | None:
    """The certificate of a serial; asked even for none, so that the answer takes as long."""
    return db.session.scalar(select(Certificate).where(Certificate.serial == (serial or "")).options(joinedload(Certificate.event)))


def of_registration(registration: Registration) -> Sequence[Certificate]:
    """The valid certificates of one person at one event, for the participant's own page."""
    held = (Certificate.registration_id == registration.id, Certificate.revoked_at.is_(None), Certificate.file_id.is_not(None))
    return db.session.scalars(select(Certificate).where(*held).order_by(Certificate.id)).all()


def holders_of(certificates: Iterable[Certificate]) -> dict[int, Registration]:
    """Whose they are by their ids, with all that their letters speak of, in one query."""
    ids = [certificate.registration_id for certificate in certificates]
    told = (joinedload(Registration.person), joinedload(Registration.event).joinedload(Event.institution))
    return {one.id: one for one in db.session.scalars(select(Registration).where(Registration.id.in_(ids)).options(*told))}


def _attendees(event: Event) -> Iterable[Any]:
    """(registration id, person id) of everybody with a place, in the order of names."""
    query = select(Registration.id, Registration.person_id).join(Person, Person.id == Registration.person_id)
    confirmed = query.where(Registration.event_id == event.id, Registration.state == State.CONFIRMED)
    return db.session.execute(confirmed.order_by(Person.sort_latin, Person.sort_arabic, Registration.id))


def _known(event: Event) -> dict[tuple[int, CertificateRole], int | None]:
    """{(registration id, role): the valid certificate, or None when there are only revoked ones}."""
    columns: Any = (Certificate.registration_id, Certificate.role, Certificate.id, Certificate.revoked_at)
    known: dict[tuple[int, CertificateRole], int | None] = {}
    for registration_id, role, certificate_id, revoked_at in db.session.execute(select(*columns).where(Certificate.event_id == event.id)):
        if revoked_at is None:
            known[registration_id, role] = certificate_id
        else:
            known.setdefault((registration_id, role), None)
    return known
