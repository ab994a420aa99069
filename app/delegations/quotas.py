"""Places of a delegation, by capacity, and its one head: decided inside the write, whoever makes or moves a registration.

The count hangs on the moves of registrations, not on the pages of delegations: a delegate who is enrolled by an import, cancels by their
own link or is reinstated from the list of registrations is counted like one whom a focal point names. Every writer holds the event's form
first and the delegation second, so that nobody waits for each other in a circle."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select, update

from app.core.db import db
from app.core.errors import Conflict, DomainError
from app.registration.models import LIVE, Capacity, Registration, State
from app.registration.moves import watch_moves

from .models import Delegation, Quota
from .words import CAPACITIES

Places = Mapping[Capacity, int]


class QuotaReached(Conflict):
    """Every place of this capacity is taken, or there never was one."""


class SecondHead(Conflict):
    """A delegation has one head."""


@watch_moves
def count_delegate(registration: Registration, before: State | None, to: State) -> None:
    """Who is registered, and who comes back, takes a place of their capacity or is refused; who leaves frees it."""
    if registration.delegation_id is None or registration.capacity is None:
        return
    was_live, is_live = before in LIVE, to in LIVE
    if was_live is is_live:
        return
    delegation = lock(registration.delegation_id)
    db.session.refresh(registration, ["capacity"])
    if is_live:
        take(delegation, registration.capacity, besides=registration)
    else:
        give_back(delegation, registration.capacity)


def lock(delegation_id: int) -> Delegation:
    """Hold a delegation until the transaction ends: who is its head, and how many it has, cannot change meanwhile."""
    query = select(Delegation).where(Delegation.id == delegation_id).with_for_update(key_share=True)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def take(delegation: Delegation, capacity: Capacity, *, besides: Registration) -> None:
    """Count one more; `besides` is whom it is for. Raises SecondHead with the first one's name, QuotaReached with the number of places."""
    if capacity is Capacity.HEAD and (first := live_head(delegation, besides)) is not None:
        raise SecondHead(_l("%(name)s is the head of this delegation already.", name=first.person.name), field="capacity")
    if not _count(delegation, capacity, +1, Quota.taken < Quota.places) and has_quotas(delegation):
        raise _reached(delegation, capacity)


def give_back(delegation: Delegation, capacity: Capacity) -> None:
    _count(delegation, capacity, -1, Quota.taken > 0)


def has_quotas(delegation: Delegation) -> bool:
    """A delegation without any quota may send whom it likes; with one, it sends nobody in a capacity that has none."""
    return db.session.scalar(select(Quota.id).where(Quota.delegation_id == delegation.id).limit(1)) is not None


def live_head(delegation: Delegation, besides: Registration | None = None) -> Registration | None:
    query = select(Registration).where(Registration.delegation_id == delegation.id, Registration.capacity == Capacity.HEAD)
    others = query.where(Registration.state.in_(LIVE), Registration.id != (besides.id if besides else 0))
    return db.session.scalars(others.limit(1)).first()


def set_places(delegation: Delegation, places: Places) -> dict[str, list[int | None]]:
    """Write how many may come in each capacity, none at all meaning no limit; returns what changed. The caller holds the form.

    Raises DomainError, with the field at fault, for a second head, a negative number, and fewer places than there are delegates."""
    if places.get(Capacity.HEAD, 1) > 1:
        raise DomainError(_l("A delegation has one head."), field=places_field(Capacity.HEAD))
    lock(delegation.id)
    taken, kept = _live_counts(delegation), {quota.capacity: quota for quota in delegation.quotas}
    before: dict[Capacity, int] = {capacity: quota.places for capacity, quota in kept.items()}
    for capacity in Capacity:
        wanted, come = places.get(capacity), taken.get(capacity, 0)
        if places and come > (wanted or 0):
            message = _l("%(capacity)s: %(taken)s already named; there cannot be fewer places.", capacity=CAPACITIES[capacity], taken=come)
            raise DomainError(message, field=places_field(capacity))
        if wanted is None and capacity in kept:
            delegation.quotas.remove(kept[capacity])
        elif wanted is not None and capacity in kept:
            kept[capacity].places, kept[capacity].taken = wanted, come
        elif wanted is not None:
            delegation.quotas.append(Quota(capacity=capacity, places=wanted, taken=come))
    db.session.flush()
    return {one.value: [before.get(one), places.get(one)] for one in Capacity if before.get(one) != places.get(one)}


def places_field(capacity: Capacity) -> str:
    """The form's field for the places of a capacity."""
    return f"places_{capacity.name.lower()}"


def _live_counts(delegation: Delegation) -> dict[Capacity, int]:
    query = select(Registration.capacity, func.count()).where(Registration.delegation_id == delegation.id, Registration.state.in_(LIVE))
    return {capacity: number for capacity, number in db.session.execute(query.group_by(Registration.capacity)) if capacity is not None}


def _count(delegation: Delegation, capacity: Capacity, by: int, condition: object) -> bool:
    mine = update(Quota).where(Quota.delegation_id == delegation.id, Quota.capacity == capacity, condition)  # type: ignore[arg-type]
    changed = db.session.execute(mine.values(taken=Quota.taken + by).execution_options(synchronize_session=False))
    db.session.expire(delegation, ["quotas"])
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def _reached(delegation: Delegation, capacity: Capacity) -> QuotaReached:
    known = select(Quota.places).where(Quota.delegation_id == delegation.id, Quota.capacity == capacity)
    places = db.session.scalar(known) or 0
    if not places:
        return QuotaReached(
            _l("%(capacity)s: this delegation has no place in this capacity.", capacity=CAPACITIES[capacity]), field="capacity"
        )
    message = _l("%(capacity)s: every place is taken; the quota is %(places)s.", capacity=CAPACITIES[capacity], places=places)
    return QuotaReached(message, field="capacity")
