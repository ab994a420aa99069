"""The members of a delegation: each is a registration, counted by the quota of its capacity."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from app import audit
from app.audit import Actor
from app.core.db import db
from app.core.errors import Conflict, NotAllowed
from app.people.service import PersonFields
from app.registration import seats
from app.registration import service as registrations
from app.registration.models import LIVE, Capacity, Registration, State
from app.registration.moves import move, watch_moves

from . import quotas
from .models import Delegation
from .words import delegation_name

ORDER = {capacity: number for number, capacity in enumerate(Capacity)}


def add_member(
    delegation: Delegation,
    person: PersonFields,
    capacity: Capacity,
    *,
    actor: Actor,
    now: datetime,
    function: str = "",
    organisation: str = "",
    listed: bool = False,
    category_id: int | None = None,
    locale: str | None = None,
) -> Registration:
    """Name a delegate. Raises SecondHead, QuotaReached, Conflict for somebody who is registered already, NameMissing."""
    with db.session.begin_nested():
        seats.lock(registrations.ensure_form(delegation.event, now=now))  # before the delegation, as every move of a registration does
        quotas.lock(delegation)
        quotas.take(delegation, capacity)
        try:
            return registrations.enrol(
                delegation.event,
                replace(person, country=person.country or delegation.country),
                actor=actor,
                now=now,
                delegation_id=delegation.id,
                capacity=capacity,
                position=_last(delegation, capacity) + 1,
                function=function,
                organisation=organisation,
                listed=listed,
                category_id=category_id,
                locale=locale,
            )
        except registrations.AlreadyRegistered as error:
            raise Conflict(_already(error.registration), field="given_name") from None


def change_capacity(member: Registration, capacity: Capacity, *, actor: Actor) -> None:
    """Send somebody in another capacity. Raises SecondHead, QuotaReached."""
    delegation, before = _delegation(member), member.capacity
    if capacity is before or before is None:
        return
    with db.session.begin_nested():
        quotas.lock(delegation)
        if member.is_live:
            quotas.take(delegation, capacity)
            quotas.give_back(delegation, before)
        member.delegation_position = _last(delegation, capacity) + 1
        member.capacity = capacity
        member.revision += 1
        audit.record(actor, "delegation.member-changed", member, difference={"capacity": [before.value, capacity.value]})
        db.session.flush()


def shift_member(member: Registration, by: int, *, actor: Actor) -> None:
    """Move a delegate up (-1) or down (+1) among those of the same capacity; at the end, nothing happens."""
    delegation = _delegation(member)
    quotas.lock(delegation)
    group = [one for one in roster(delegation) if one.capacity is member.capacity]
    present = group.index(member)
    wanted = min(max(present + by, 0), len(group) - 1)
    if wanted == present:
        return
    group.insert(wanted, group.pop(present))
    for position, one in enumerate(group, start=1):
        one.delegation_position = position
    audit.record(actor, "delegation.member-moved", member, difference={"position": [present + 1, wanted + 1]})
    db.session.flush()


def remove_member(member: Registration, *, actor: Actor, now: datetime, reason: str = "") -> None:
    """Withdraw a delegate; the place of the capacity is free again, the registration keeps its history."""
    if not member.is_live:
        raise NotAllowed(_l("This person is no longer a delegate."))
    move(member, State.CANCELLED, actor=actor, now=now, reason=reason)


def roster(delegation: Delegation) -> list[Registration]:
    """The live members: the head first, by capacity, then in their order."""
    query = select(Registration).where(Registration.delegation_id == delegation.id, Registration.state.in_(LIVE))
    found = db.session.scalars(query.order_by(Registration.delegation_position, Registration.id))
    return sorted(found, key=lambda one: ORDER[one.capacity] if one.capacity else len(ORDER))


@watch_moves
def count_delegates(registration: Registration, before: State | None, to: State) -> None:
    """A delegate who withdraws frees the place of the capacity; one who comes back takes it again, or is refused."""
    if before is None or registration.delegation_id is None or registration.capacity is None:
        return
    delegation = _delegation(registration)
    if before in LIVE and to not in LIVE:
        quotas.give_back(delegation, registration.capacity)
    elif before not in LIVE and to in LIVE:
        quotas.lock(delegation)
        quotas.take(delegation, registration.capacity, other_than=registration)


def _delegation(member: Registration) -> Delegation:
    found = db.session.get(Delegation, member.delegation_id)
    if found is None:
        raise NotAllowed(_l("This person belongs to no delegation."))
    return found


def _last(delegation: Delegation, capacity: Capacity) -> int:
    query = select(func.max(Registration.delegation_position))
    return db.session.scalar(query.where(Registration.delegation_id == delegation.id, Registration.capacity == capacity)) or 0


def _already(registration: Registration) -> object:
    name = registration.person.name
    if registration.delegation_id is None:
        return _l("%(name)s is registered already, without a delegation.", name=name)
    return _l("%(name)s is a delegate already: %(delegation)s.", name=name, delegation=delegation_name(_delegation(registration)))
