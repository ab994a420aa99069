"""Synthetic national delegations to the colloquium, with quotas, heads first."""

from __future__ import annotations

from dataclasses import replace

from app.audit import SYSTEM
from app.core import clock
from app.delegations.members import Mandate, add_member
from app.delegations.models import Delegation, DelegationKind
from app.delegations.service import create_delegation
from app.events.models import Event
from app.people.models import Gender
from app.registration.models import Capacity, Category

from .names import synthetic_person

# Each delegation: country, how many come, and the quota of members.
SENT = (("SN", 4, 3), ("ML", 3, 3), ("BF", 3, 2), ("NE", 2, 3), ("CI", 3, 2), ("MR", 2, 2))
FIRST_DELEGATE = 50
ORDER = (Capacity.HEAD, Capacity.DEPUTY_HEAD, Capacity.MEMBER, Capacity.MEMBER)
FUNCTIONS = {
    Capacity.HEAD: "Ministre des Collectivités territoriales",
    Capacity.DEPUTY_HEAD: "Maire",
    Capacity.MEMBER: "Conseil municipal",
}


def load_delegations(event: Event, category: Category) -> None:
    number = FIRST_DELEGATE
    for country, size, members in SENT:
        places = {Capacity.HEAD: 1, Capacity.DEPUTY_HEAD: 1, Capacity.MEMBER: members}
        delegation = create_delegation(
            event, DelegationKind.STATE, country=country, places=places, focal_point_name="Secrétariat Exemple", actor=SYSTEM
        )
        for position, capacity in enumerate(ORDER[:size]):
            _add_member(delegation, category, number, country, capacity, position)
            number += 1


def _add_member(delegation: Delegation, category: Category, number: int, country: str, capacity: Capacity, position: int) -> None:
    fields = synthetic_person(number, country=country)
    if capacity is Capacity.HEAD:
        fields = replace(fields, title="S.E. M." if fields.gender is Gender.MALE else "S.E. Mme")
    organisation = "Ministère de l’Exemple" if capacity is Capacity.HEAD else f"Commune d’Exemple {position}"
    mandate = Mandate(capacity, FUNCTIONS[capacity], organisation, listed=True, category_id=category.id)
    add_member(delegation, fields, mandate, actor=SYSTEM, now=clock.now(), notify=False)
