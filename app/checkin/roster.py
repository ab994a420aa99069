"""The copy a device keeps, so that it can answer alone: codes, names in both scripts, category, state, who is where.
Never an address, a phone number, or anything else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import aliased

from app.core.db import db
from app.core.search import matches
from app.people.models import Person
from app.registration.models import Category, Registration

from .devices import PairedDevice
from .ledger import BADGE
from .models import Scan
from .queries import latest_moves

OVERLAP = timedelta(seconds=30)  # what was written but not yet committed when the copy was last renewed
FOUND = 20


def entry(row: Any) -> dict[str, Any]:
    """One person as devices know them: id, t(oken), n(ame), a(rabic name), c(ategory), s(tate)."""
    return {
        "id": row.id,
        "t": row.badge_token,
        "n": f"{row.given_name} {row.family_name}".strip(),
        "a": f"{row.given_name_ar} {row.family_name_ar}".strip(),
        "c": row.category_id,
        "s": row.state.value,
    }


def people(device: PairedDevice, since: datetime | None) -> list[dict[str, Any]]:
    """Everyone of the event, or those who changed since."""
    query = BADGE.where(Registration.event_id == device.event_id).order_by(Registration.id)
    if since is not None:
        query = query.where(or_(Registration.changed_at >= since - OVERLAP, Person.changed_at >= since - OVERLAP))
    return [entry(row) for row in db.session.execute(query)]


def head_count(device: PairedDevice) -> int:
    """How many the copy should hold: a device that holds more or fewer asks for all again (somebody was erased)."""
    return db.session.scalar(select(func.count()).where(Registration.event_id == device.event_id)) or 0


def categories(device: PairedDevice) -> list[dict[str, Any]]:
    rows = db.session.scalars(select(Category).where(Category.event_id == device.event_id).order_by(Category.position, Category.id))
    return [{"id": row.id, "letter": row.letter, "colour": row.colour, "zones": row.zones or [], "name": str(row.name)} for row in rows]


def presences(device: PairedDevice, since: datetime | None) -> list[dict[str, Any]]:
    """Who is in or out at the device's gates; with `since`, only those about whom something was read or taken back since,
    among them people for whom nothing stands any more (v is null)."""
    if not device.gates:
        return []
    moves = latest_moves(device.gates)
    is_last, of_stay = moves.c.nth == 1, moves.c.left_at.is_(None) | (moves.c.scanned_at > moves.c.left_at)
    since_when = func.coalesce(
        func.min(case((of_stay, moves.c.scanned_at))), func.max(moves.c.scanned_at)
    )  # inside: since the earliest reading
    last = (
        func.max(case((is_last, moves.c.verdict))).label("verdict"),
        since_when.label("scanned_at"),
        func.max(case((is_last, moves.c.id))),
    )
    person = (moves.c.gate_id, moves.c.registration_id)
    rows = select(*person, *last).group_by(*person)
    if since is None:
        return [_presence(*row) for row in db.session.execute(rows)]
    recent = aliased(Scan)
    touched = {
        (gate, person)
        for gate, person in db.session.execute(
            select(recent.gate_id, recent.registration_id)
            .where(recent.gate_id.in_(device.gates), recent.received_at >= since - OVERLAP, recent.registration_id.is_not(None))
            .distinct()
        )
    }
    if not touched:
        return []
    stand = {
        (row.gate_id, row.registration_id): row
        for row in db.session.execute(rows.where(moves.c.registration_id.in_({person for _, person in touched})))
    }
    return [_presence(*stand.get(key, (*key, None, None, None))) for key in sorted(touched)]


def _presence(gate: int, person: int, verdict: Any, at: datetime | None, scan: str | None) -> dict[str, Any]:
    return {"g": gate, "p": person, "v": verdict and str(verdict), "at": at and at.isoformat(), "id": scan}


def search(device: PairedDevice, query: str) -> list[dict[str, Any]]:
    """The people of the event whose names hold every word of the query, in either script; at most 20."""
    found = BADGE.where(Registration.event_id == device.event_id, matches(Person.search, query))
    return [entry(row) for row in db.session.execute(found.order_by(Person.sort_latin, Registration.id).limit(FOUND))]
