"""The members of a delegation: each is a registration, counted by the quota of its capacity (see `quotas`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app import audit
from app.audit import Actor
from app.core.db import db
from app.core.errors import Conflict, NotAllowed
from app.people.service import PersonFields
from app.registration import seats
from app.registration import service as registrations
from app.registration.models import LIVE, Capacity, Registration, State
from app.registration.moves import move

from . import quotas
from .models import Delegation
from .rules import in_order, shifted
from .words import delegation_name


@dataclass(frozen=True)
class Mandate:
    """In what capacity and for whom somebody comes. `listed`: they agreed to stand in the published list."""

    capacity: Capacity
    function: str = ""
    organisation: str = ""
    listed: bool = False
    category_id: int | None = None
    locale: str | None = None


def add_member(
    delegation: Delegation, person: PersonFields, mandate: Mandate, *, actor: Actor, now: datetime, notify: bool = True
) -> Registration:
    """Name a delegate, last of their capacity. Raises SecondHead, QuotaReached, Conflict for somebody registered already, NameMissing;
    then nothing is written."""
    with db.session.begin_nested():
        seats.lock(registrations.ensure_form(delegation.event, now=now))
        try:
            return registrations.enrol(
                delegation.event,
                person,
                actor=actor,
                now=now,
                delegation_id=delegation.id,
                position=_last(delegation, mandate.capacity) + 1,
                notify=notify,
                **vars(mandate),
            )
        except registrations.AlreadyRegistered as error:
            raise Conflict(_already(error.registration), field="given_name") from None


def change_member(member: Registration, person: PersonFields, mandate: Mandate, *, actor: Actor, now: datetime) -> None:
    """Write a delegate anew. Raises SecondHead, QuotaReached, NameMissing; then nothing is written.

    What the delegation does not ask (gender, telephone) stays as the person gave it."""
    with db.session.begin_nested():
        _hold(member)
        kept = replace(person, gender=member.person.gender, phone=member.person.phone)
        changed = registrations.Submission(
            kept,
            function=mandate.function,
            organisation=mandate.organisation,
            listed=mandate.listed,
            locale=member.locale,
            answers=member.answers,
            consents=member.consents,
        )
        registrations.change(member, changed, actor=actor, now=now, notify=False)
        member.category_id, member.locale = mandate.category_id or member.category_id, mandate.locale or member.locale
        _recapacitate(member, mandate.capacity, actor)
        db.session.flush()


def change_capacity(member: Registration, capacity: Capacity, *, actor: Actor) -> None:
    """Send somebody in another capacity, last of it. Raises SecondHead, QuotaReached; then nothing is written."""
    with db.session.begin_nested():
        _hold(member)
        _recapacitate(member, capacity, actor)


def shift_member(member: Registration, by: int, *, actor: Actor) -> None:
    """Move a delegate up (-1) or down (+1) among those of the same capacity; at either end nothing happens."""
    delegation = _hold(member)
    group = [one for one in roster(delegation) if one.capacity is member.capacity]
    order = shifted(group, member, by)
    if order == group:
        return
    for position, one in enumerate(order, start=1):
        one.delegation_position = position
    places = [group.index(member) + 1, order.index(member) + 1]
    audit.record(actor, "delegation.member-moved", member, difference={"position": places})
    db.session.flush()


def remove_member(member: Registration, *, actor: Actor, now: datetime, reason: str = "") -> None:
    """Withdraw a delegate: the registration is cancelled and keeps its history, the place is free again."""
    move(member, State.CANCELLED, actor=actor, now=now, reason=reason)


def roster(delegation: Delegation) -> list[Registration]:
    """The live members: the head first, by capacity, then in their order."""
    query = select(Registration).where(Registration.delegation_id == delegation.id, Registration.state.in_(LIVE))
    people = joinedload(Registration.person), joinedload(Registration.category)
    return in_order(db.session.scalars(query.options(*people)))


def _recapacitate(member: Registration, capacity: Capacity, actor: Actor) -> None:
    before, delegation = member.capacity, _delegation(member)
    if before is None or capacity is before:
        return
    quotas.give_back(delegation, before)
    quotas.take(delegation, capacity, besides=member)
    member.delegation_position = _last(delegation, capacity) + 1
    member.capacity = capacity
    member.revision = Registration.revision + 1
    audit.record(actor, "delegation.member-changed", member, difference={"capacity": [before.value, capacity.value]})
    db.session.flush()


def _hold(member: Registration) -> Delegation:
    """Hold the form, then the delegation, and read the member anew. Raises NotAllowed for somebody who left meanwhile."""
    seats.lock(member.form)
    delegation = quotas.lock(_delegation(member).id)
    db.session.refresh(member)
    if not member.is_live:
        raise NotAllowed(_l("This person is no longer a delegate."))
    return delegation


def _delegation(member: Registration) -> Delegation:
    found = db.session.get(Delegation, member.delegation_id) if member.delegation_id else None
    if found is None:
        raise NotAllowed(_l("This person belongs to no delegation."))
    return found


def _last(delegation: Delegation, capacity: Capacity) -> int:
    query = select(func.max(Registration.delegation_position))
    return db.session.scalar(query.where(Registration.delegation_id == delegation.id, Registration.capacity == capacity)) or 0


def _already(registration: Registration) -> Any:
    name = registration.person.name
    if registration.delegation_id is None:
        return _l("%(name)s is registered already, without a delegation.", name=name)
    return _l("%(name)s is a delegate already: %(delegation)s.", name=name, delegation=delegation_name(_delegation(registration)))
