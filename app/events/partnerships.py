"""Partners of an event, in the order that protocol gave them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app import audit
from app.audit import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.people.models import Organisation

from .models import Event, PartnerRole, Partnership
from .service import refresh_search, touch


def add_partnership(event: Event, organisation: Organisation, role: PartnerRole, *, actor: Actor) -> Partnership:
    """Give an organisation a role, last in the order. Raises Conflict when it has that role already."""
    if any(p.organisation_id == organisation.id and p.role is role for p in event.partnerships):
        raise Conflict(_l("This organisation has this role already."), field="organisation")
    last = max((p.position for p in event.partnerships), default=-1)
    partnership = Partnership(event=event, organisation=organisation, role=role, position=last + 1)
    db.session.add(partnership)
    db.session.flush()
    _changed(event, actor, "partnership.added", organisation, role)
    return partnership


def remove_partnership(partnership: Partnership, *, actor: Actor) -> None:
    event, organisation, role = partnership.event, partnership.organisation, partnership.role
    event.partnerships.remove(partnership)
    db.session.flush()
    _changed(event, actor, "partnership.removed", organisation, role)


def shift(partnership: Partnership, by: int, *, actor: Actor) -> None:
    """Move a partner up (-1) or down (1) in the order; at either end nothing happens."""
    event = partnership.event
    order = in_order(event)
    here = order.index(partnership)
    there = min(max(here + by, 0), len(order) - 1)
    if here == there:
        return
    order.insert(there, order.pop(here))
    reorder(event, [p.id for p in order], actor=actor)


def reorder(event: Event, ids: Sequence[int], *, actor: Actor) -> None:
    """Put partners into the order of their ids; those that are not named follow in their present order."""
    rank = {identifier: place for place, identifier in enumerate(ids)}
    for position, partnership in enumerate(sorted(in_order(event), key=lambda p: rank.get(p.id, len(rank)))):
        partnership.position = position
    db.session.flush()
    audit.record(actor, "partnership.reordered", event, difference={"order": [None, list(ids)]})
    touch(event)
    db.session.flush()
    db.session.expire(event, ["partnerships"])


def in_order(event: Event) -> list[Partnership]:
    return sorted(event.partnerships, key=lambda p: (p.position, p.id))


def by_role(event: Event) -> list[tuple[PartnerRole, list[Organisation]]]:
    """Every organisation under its role, as the organiser ordered them: a role stands where its first organisation does.

    The page, the printed programme and certificates all ask here."""
    found: dict[PartnerRole, list[Organisation]] = {}
    for partnership in in_order(event):
        found.setdefault(partnership.role, []).append(partnership.organisation)
    return list(found.items())


def refresh_events_of(organisation: Organisation) -> None:
    """An organisation's name changed: events are found by the new one."""
    for event in db.session.scalars(select(Event).join(Partnership).where(Partnership.organisation_id == organisation.id)):
        refresh_search(event)
        touch(event)


def _changed(event: Event, actor: Actor, action: str, organisation: Organisation, role: PartnerRole) -> None:
    audit.record(actor, action, event, difference={"partner": [None, f"{role.value}: {organisation.name.render('fr')}"]})
    refresh_search(event)
    touch(event)
    db.session.flush()
