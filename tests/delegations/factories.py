"""Delegations for tests; the event comes from tests/events/factories.py."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from app.audit import SYSTEM
from app.delegations import members, service
from app.delegations.models import Delegation, DelegationKind
from app.events.models import Event
from app.people.service import PersonFields
from app.registration.models import Capacity, Registration

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_numbers = count(1)


def delegation(event: Event, country: str | None = "SN", kind: DelegationKind = DelegationKind.STATE, **fields: Any) -> Delegation:
    """Senegal's delegation: a head, three members, two advisers."""
    places = fields.pop("places", {Capacity.MEMBER: 3, Capacity.ADVISER: 2})
    if "organisation" in fields:
        country = None
    return service.create_delegation(event, kind, country=country, places=places, actor=SYSTEM, **fields)


def member(delegation: Delegation, capacity: Capacity = Capacity.MEMBER, **fields: Any) -> Registration:
    """A delegate with a name of their own, in both scripts; `fields` are those of a person, or of add_member."""
    number = next(_numbers)
    known = PersonFields.__dataclass_fields__
    names = {"given_name": "Awa", "family_name": f"Diop {number}", "given_name_ar": "عواء", "family_name_ar": f"ديوب {number}"}
    person = PersonFields(**{**names, **{name: value for name, value in fields.items() if name in known}})
    rest = {name: value for name, value in fields.items() if name not in known}
    return members.add_member(delegation, person, capacity, actor=SYSTEM, now=NOW, **{"listed": True, **rest})
