"""Places of a delegation, by capacity: decided inside the write."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select, update

from app.core.db import db
from app.core.errors import Conflict
from app.registration.models import LIVE, Capacity, Registration

from .models import Delegation, Quota
from .words import CAPACITIES


class QuotaReached(Conflict):
    """Every place of this capacity is taken."""


class SecondHead(Conflict):
    """A delegation has one head."""


def lock(delegation: Delegation) -> None:
    """Hold the delegation until the transaction ends: its members change one after the other."""
    db.session.execute(select(Delegation.id).where(Delegation.id == delegation.id).with_for_update())


def take(delegation: Delegation, capacity: Capacity, *, other_than: Registration | None = None) -> None:
    """Count one more of a capacity. Raises SecondHead with the name of the first, QuotaReached with the number of places.

    `other_than` is who comes back and is live again already."""
    first = live_head(delegation, other_than=other_than) if capacity is Capacity.HEAD else None
    if first is not None:
        raise SecondHead(_l("%(name)s is the head of this delegation already.", name=first.person.name), field="capacity")
    if not _count(delegation, capacity, +1, Quota.taken < Quota.places):
        raise _reached(delegation, capacity)


def give_back(delegation: Delegation, capacity: Capacity) -> None:
    _count(delegation, capacity, -1, Quota.taken > 0)


def live_head(delegation: Delegation, *, other_than: Registration | None = None) -> Registration | None:
    head = select(Registration).where(Registration.delegation_id == delegation.id, Registration.capacity == Capacity.HEAD)
    if other_than is not None:
        head = head.where(Registration.id != other_than.id)
    return db.session.scalar(head.where(Registration.state.in_(LIVE)))


def set_places(delegation: Delegation, places: dict[Capacity, int]) -> dict[str, list[int]]:
    """Write how many may come in each capacity; returns what changed. Raises Conflict below the number that come already."""
    kept = {quota.capacity: quota for quota in delegation.quotas}
    difference = {}
    for capacity, wanted in places.items():
        quota = kept.get(capacity)
        if quota is None:
            if wanted:
                delegation.quotas.append(Quota(capacity=capacity, places=wanted, taken=0))
                difference[capacity.value] = [0, wanted]
        elif quota.places != wanted:
            _set(quota, wanted)
            difference[capacity.value] = [quota.places, wanted]
            db.session.refresh(quota)
    return difference


def _set(quota: Quota, wanted: int) -> None:
    statement = update(Quota).where(Quota.id == quota.id, Quota.taken <= wanted).values(places=wanted)
    if not db.session.execute(statement.execution_options(synchronize_session=False)).rowcount:  # type: ignore[attr-defined]
        words = _l("%(capacity)s: %(taken)s come already.", capacity=CAPACITIES[quota.capacity], taken=quota.taken)
        raise Conflict(words, field=f"places_{quota.capacity.name.lower()}")


def _count(delegation: Delegation, capacity: Capacity, by: int, condition: object) -> bool:
    mine = update(Quota).where(Quota.delegation_id == delegation.id, Quota.capacity == capacity, condition)  # type: ignore[arg-type]
    changed = db.session.execute(mine.values(taken=Quota.taken + by).execution_options(synchronize_session=False))
    for quota in delegation.quotas:
        if quota.capacity is capacity:
            db.session.refresh(quota)
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def _reached(delegation: Delegation, capacity: Capacity) -> QuotaReached:
    places = next((quota.places for quota in delegation.quotas if quota.capacity is capacity), 0)
    if not places:
        return QuotaReached(
            _l("%(capacity)s: this delegation has no place in this capacity.", capacity=CAPACITIES[capacity]), field="capacity"
        )
    words = ngettext(
        "%(capacity)s: its only place is taken.", "%(capacity)s: all %(num)s places are taken.", places, capacity=CAPACITIES[capacity]
    )
    return QuotaReached(words, field="capacity")
