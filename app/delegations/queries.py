"""The delegations of an event as the organiser reads them; as many queries for thirty as for one."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.core.db import db
from app.core.locales import current_locale
from app.core.search import sort_key
from app.events.models import Event
from app.registration.models import LIVE, Capacity, Registration

from .models import Delegation, DelegationKind, Quota
from .words import delegation_name

KIND_ORDER = {kind: number for number, kind in enumerate(DelegationKind)}


class Line(NamedTuple):
    """A delegation with its head, its places, and how many come."""

    delegation: Delegation
    name: str
    head: Registration | None
    taken: int
    places: int
    quotas: list[Quota]


def delegations_of(event: Event) -> list[Line]:
    """By kind, then by name in the reader's alphabet."""
    query = select(Delegation).where(Delegation.event_id == event.id)
    rows = db.session.scalars(query.options(selectinload(Delegation.quotas), joinedload(Delegation.organisation))).all()
    heads = _heads(event)
    lines = [_line(row, heads.get(row.id)) for row in rows]
    return sorted(lines, key=lambda line: (KIND_ORDER[line.delegation.kind], sort_key(line.name)))


def quotas_of(delegation: Delegation) -> list[Quota]:
    """In the order of every list: the head first."""
    order = list(Capacity)
    return sorted((quota for quota in delegation.quotas if quota.places), key=lambda quota: order.index(quota.capacity))


def totals(lines: list[Line]) -> dict[str, int]:
    """Figures at the top of the list."""
    return {
        "delegations": len(lines),
        "delegates": sum(line.taken for line in lines),
        "places": sum(line.places for line in lines),
        "without_head": sum(line.head is None for line in lines),
        "without_letter": sum(line.delegation.credentials_id is None for line in lines),
    }


def _line(delegation: Delegation, head: Registration | None) -> Line:
    shown = quotas_of(delegation)
    name = delegation_name(delegation, current_locale())
    return Line(delegation, name, head, sum(q.taken for q in shown), sum(q.places for q in shown), shown)


def _heads(event: Event) -> dict[int, Registration]:
    query = select(Registration).where(
        Registration.event_id == event.id, Registration.capacity == Capacity.HEAD, Registration.state.in_(LIVE)
    )
    found = db.session.scalars(query.options(joinedload(Registration.person)))
    return {head.delegation_id: head for head in found if head.delegation_id is not None}
