"""The delegations of an event as the organiser reads them; as many queries for thirty as for one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.db import db
from app.core.search import sort_key
from app.events.models import Event, EventState
from app.registration.models import LIVE, Capacity, Registration

from .models import Delegation, DelegationKind
from .words import delegation_name

KIND_ORDER = {kind: number for number, kind in enumerate(DelegationKind)}


class Count(NamedTuple):
    """How many of a capacity come, of how many places; None when nothing limits them."""

    capacity: Capacity
    taken: int
    places: int | None

    @property
    def is_full(self) -> bool:
        return self.places is not None and self.taken >= self.places


@dataclass(frozen=True)
class Line:
    """A delegation with its head, how many come, and what it still lacks."""

    delegation: Delegation
    name: str
    head: Registration | None
    counts: list[Count] = field(default_factory=list)
    over: bool = False  # the event belongs to the past: nothing is missing any more

    @property
    def taken(self) -> int:
        return sum(count.taken for count in self.counts)

    @property
    def places(self) -> int | None:
        """How many may come; None when the delegation is not limited."""
        limits = [count.places for count in self.counts if count.places is not None]
        return sum(limits) if limits else None

    @property
    def lacks_head(self) -> bool:
        return not self.over and self.head is None

    @property
    def lacks_letter(self) -> bool:
        return not self.over and self.delegation.credentials_id is None


def delegations_of(event: Event) -> list[Line]:
    """In the order of the printed list: by section, then by name in the reader's alphabet. Four queries."""
    query = select(Delegation).where(Delegation.event_id == event.id)
    rows = db.session.scalars(query.options(selectinload(Delegation.quotas), joinedload(Delegation.organisation))).all()
    heads, counted = _heads(event), _counts(event)
    lines = [_line(row, heads.get(row.id), counted.get(row.id, {}), event) for row in rows]
    return sorted(lines, key=lambda line: (KIND_ORDER[line.delegation.kind], sort_key(line.name)))


def line_of(delegation: Delegation) -> Line:
    """One of them, for its own page."""
    event = delegation.event
    return _line(delegation, _heads(event).get(delegation.id), _counts(event).get(delegation.id, {}), event)


def _line(delegation: Delegation, head: Registration | None, taken: dict[Capacity, int], event: Event) -> Line:
    places = {quota.capacity: quota.places for quota in delegation.quotas}
    counts = [Count(one, taken.get(one, 0), places.get(one)) for one in Capacity if taken.get(one) or places.get(one)]
    return Line(delegation, delegation_name(delegation), head, counts, over=event.state is EventState.ARCHIVED)


def _heads(event: Event) -> dict[int, Registration]:
    query = select(Registration).where(
        Registration.event_id == event.id, Registration.capacity == Capacity.HEAD, Registration.state.in_(LIVE)
    )
    found = db.session.scalars(query.options(joinedload(Registration.person)))
    return {head.delegation_id: head for head in found if head.delegation_id is not None}


def _counts(event: Event) -> dict[int, dict[Capacity, int]]:
    live = Registration.event_id == event.id, Registration.state.in_(LIVE), Registration.delegation_id.is_not(None)
    query = select(Registration.delegation_id, Registration.capacity, func.count()).where(*live)
    found: dict[int, dict[Capacity, int]] = {}
    for delegation_id, capacity, number in db.session.execute(query.group_by(Registration.delegation_id, Registration.capacity)):
        if delegation_id is not None and capacity is not None:
            found.setdefault(delegation_id, {})[capacity] = number
    return found
