"""The Dakar symposium: its opening, its delegations, and the people whom the report names."""

from __future__ import annotations

from app.agenda.models import ParticipationRole, SessionKind
from app.agenda.service import add_session
from app.agenda.talks import add_participation
from app.audit import SYSTEM
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.delegations.models import Delegation, DelegationKind
from app.events.models import Event, EventState
from app.people.models import Person
from app.people.service import index_person
from app.registration.models import Capacity
from app.registration.service import enrol

from . import dakar
from .directory import Directory


def load_dakar(directory: Directory) -> None:
    event = directory.create(dakar.EVENT, state=EventState.DRAFT)
    opening = add_session(
        event, kind=SessionKind.OPENING, title=dakar.OPENING, summary=dakar.ATTENDED, starts_at=dakar.FIRST_DAY,
        ends_at=dakar.FIRST_DAY.replace(hour=23, minute=59), actor=SYSTEM,
    )  # fmt: skip
    delegations = [_delegation(directory, event, *row) for row in dakar.DELEGATIONS]
    morocco = next(delegation for delegation in delegations if delegation.country == "MA")
    for position, row in enumerate(dakar.MOROCCAN_DELEGATION):
        person = _enrol(directory, event, row, delegation=morocco, position=position)
        if person.family_name == dakar.SPOKE:
            add_participation(opening, person, ParticipationRole.SPEAKER, actor=SYSTEM)
    for row in dakar.GUESTS:
        _enrol(directory, event, row)
    directory.archive(event)


def _delegation(directory: Directory, event: Event, kind: str, country: str | None, key: str | None) -> Delegation:
    organisation = directory.organisations[key] if key else None
    delegation = Delegation(event=event, kind=DelegationKind(kind), country=country, organisation=organisation)
    db.session.add(delegation)
    db.session.flush()
    return delegation


def _enrol(
    directory: Directory, event: Event, row: tuple[str, str, str, Translated], *, delegation: Delegation | None = None, position: int = 0
) -> Person:
    """Somebody known by name and function alone; the report does not say that they agreed to be listed."""
    given_name, family_name, key, function = row
    organisation = directory.organisations[key]
    person = Person(
        institution_id=event.institution_id, given_name=given_name, family_name=family_name, function=function,
        organisation=organisation, created_at=clock.now(),
    )  # fmt: skip
    index_person(person)
    db.session.add(person)
    db.session.flush()
    enrol(
        event, person, actor=SYSTEM, now=clock.now(), function=function.render("fr"), organisation=organisation.name.render("fr"),
        delegation_id=delegation.id if delegation else None, capacity=Capacity.MEMBER if delegation else None, position=position,
        notify=False,
    )  # fmt: skip
    return person
