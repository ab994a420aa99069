"""In what order delegates stand in every list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.registration.models import Capacity, Registration

RANK = {capacity: rank for rank, capacity in enumerate(Capacity)}


def in_order(members: Iterable[Registration]) -> list[Registration]:
    """The head first, then by capacity, then in the order the delegation gave them."""
    return sorted(members, key=lambda one: (RANK[one.capacity] if one.capacity else len(RANK), one.delegation_position, one.id))


def shifted(group: Sequence[Registration], member: Registration, by: int) -> list[Registration]:
    """The group with one member so many places further up (-) or down (+); no further than its ends."""
    order = list(group)
    here = order.index(member)
    order.insert(min(max(here + by, 0), len(order) - 1), order.pop(here))
    return order
