"""What is known about an event's certificates: who is entitled, who has one, what a serial stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.agenda.models import Contribution, Participation, ParticipationRole, Session, SessionState
from app.checkin.attendance import attendance_of
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event
from app.people.models import Person
from app.registration.models import Registration, State

from .models import Certificate, CertificateRole, CertificateRule
from .rules import Assessment, Outcome, assess, roles_of


@dataclass(frozen=True)
class Candidate:
    """A person in one role: what the rule says, and the certificate there is already."""

    registration: Registration
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


def candidates(event: Event) -> list[Candidate]:
    """Everybody with a place, once per role, in the order of their names."""
    attendance, programme, known = attendance_of(event), programme_roles(event), _known(event)
    threshold = rule_of(event).threshold_minutes
    found: list[Candidate] = []
    for registration in _attendees(event):
        minutes = seen.minutes if (seen := attendance.get(registration.id)) else 0
        for role in roles_of(programme.get(registration.person_id, ())):
            live = known.get((registration.id, role), 0)
            found.append(Candidate(registration, assess(role, minutes, threshold), live or None, was_revoked=live is None))
    return found


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


def issued(event: Event) -> Sequence[Certificate]:
    """Every certificate of an event, the newest first."""
    query = select(Certificate).where(Certificate.event_id == event.id).order_by(Certificate.id.desc())
    return db.session.scalars(query.options(joinedload(Certificate.registration).joinedload(Registration.person))).all()


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


def _attendees(event: Event) -> Sequence[Registration]:
    query = select(Registration).join(Registration.person).where(Registration.event_id == event.id, Registration.state == State.CONFIRMED)
    ordered = query.order_by(Person.sort_latin, Person.sort_arabic, Registration.id)
    return db.session.scalars(ordered.options(joinedload(Registration.person))).all()


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
