"""Synthetic national delegations to the colloquium, with quotas, heads first."""

from __future__ import annotations

from dataclasses import replace

from app.audit import SYSTEM
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.delegations.models import Delegation, DelegationKind, Quota
from app.events.models import Event
from app.people.models import Gender
from app.registration.models import Capacity, Category
from app.registration.service import enrol

from .names import synthetic_person

# Each delegation: country, how many come, and the quota of members.
SENT = (("SN", 4, 3), ("ML", 3, 3), ("BF", 3, 2), ("NE", 2, 3), ("CI", 3, 2), ("MR", 2, 2))
FIRST_DELEGATE = 50
ORDER = (Capacity.HEAD, Capacity.DEPUTY_HEAD, Capacity.MEMBER, Capacity.MEMBER)
FUNCTIONS = {
    Capacity.HEAD: Translated(fr="Maire", ar="عمدة", en="Mayor"),
    Capacity.DEPUTY_HEAD: Translated(fr="Premier adjoint", ar="النائب الأول للعمدة", en="First deputy mayor"),
    Capacity.MEMBER: Translated(fr="Conseil municipal", ar="المجلس البلدي", en="Municipal council"),
}


def load_delegations(event: Event, category: Category) -> None:
    number = FIRST_DELEGATE
    for country, size, members in SENT:
        delegation = Delegation(event=event, kind=DelegationKind.STATE, country=country, focal_point_name="Secrétariat Exemple")
        places = {Capacity.HEAD: 1, Capacity.DEPUTY_HEAD: 1, Capacity.MEMBER: members}
        delegation.quotas = [Quota(capacity=capacity, places=most) for capacity, most in places.items()]
        db.session.add(delegation)
        db.session.flush()
        for position, capacity in enumerate(ORDER[:size]):
            _add_member(event, delegation, category, number, country, capacity, position)
            number += 1


def _add_member(
    event: Event, delegation: Delegation, category: Category, number: int, country: str, capacity: Capacity, position: int
) -> None:
    fields = synthetic_person(number, country=country)
    if capacity is Capacity.HEAD:
        fields = replace(fields, title="S.E. M." if fields.gender is Gender.MALE else "S.E. Mme")
    enrol(
        event, fields, actor=SYSTEM, now=clock.now(), category_id=category.id, delegation_id=delegation.id, capacity=capacity,
        position=position, function=FUNCTIONS[capacity].render("fr"), organisation=f"Commune d’Exemple {position + 1}", listed=True, notify=False,
    )  # fmt: skip
    next(quota for quota in delegation.quotas if quota.capacity is capacity).taken += 1
