"""Delegations and delegates for tests, made by the services that count them."""

from __future__ import annotations

from itertools import count
from typing import Any

from app.audit import SYSTEM
from app.core import clock
from app.delegations import members, service
from app.delegations.members import Mandate
from app.delegations.models import Delegation, DelegationKind
from app.events.models import Event
from app.people.models import Organisation
from app.people.service import PersonFields
from app.registration.models import Capacity, Registration

_numbers = count(1)


def delegation(
    event: Event, country: str | None = "SN", *, organisation: Organisation | None = None, kind: DelegationKind = DelegationKind.STATE,
    **fields: Any,
) -> Delegation:  # fmt: skip
    """The delegation of a State, or of an organisation; `places` limit it."""
    sender = None if organisation else country
    return service.create_delegation(event, kind, country=sender, organisation=organisation, actor=SYSTEM, **fields)


def person(**fields: Any) -> PersonFields:
    number = next(_numbers)
    values = {"given_name": "Awa", "family_name": f"Diop {number}", "email": f"delegate{number}@example.org", "phone": "+221700000000"}
    return PersonFields(**{**values, **fields})


def member(
    delegation: Delegation, capacity: Capacity = Capacity.MEMBER, *, who: PersonFields | None = None, **mandate: Any
) -> Registration:
    """A delegate who agreed to be listed."""
    wanted = Mandate(capacity, **{"function": "Maire", "listed": True, **mandate})
    return members.add_member(delegation, who or person(), wanted, actor=SYSTEM, now=clock.now(), notify=False)
