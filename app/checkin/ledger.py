"""The rows that taking readings in needs: written once as statements, because building them costs more than running them."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Row, bindparam, case, or_, select

from app.core.db import db
from app.people.models import Person
from app.registration.models import Category, Registration

from .models import MOVED, SAYS_WHERE, Scan

_registration, _person, _category = Registration.__table__, Person.__table__, Category.__table__
_scan = Scan.__table__
_first, _undo = _scan.alias("first"), _scan.alias("undo")


def _among(name: str) -> Any:
    return bindparam(name, expanding=True)


BADGE = (
    select(
        _registration.c.id,
        _registration.c.badge_token,
        _registration.c.state,
        _registration.c.category_id,
        _person.c.given_name,
        _person.c.family_name,
        _person.c.given_name_ar,
        _person.c.family_name_ar,
        _category.c.letter,
        _category.c.colour,
        _category.c.zones,
        _category.c.name.label("category_name"),
    )
    .join_from(_registration, _person, _person.c.id == _registration.c.person_id)
    .outerjoin(_category, _category.c.id == _registration.c.category_id)
)
_by_code, _by_id = _registration.c.badge_token.in_(_among("codes")), _registration.c.id.in_(_among("ids"))
# Asked for both ways at once, SQLite reads the whole event; a reading has a code or a number, so that mostly one of them is asked.
_PEOPLE = {
    asked: BADGE.where(_registration.c.event_id == bindparam("event_id"), how)
    .order_by(_registration.c.id)
    .with_for_update(of=Registration, key_share=True)
    for asked, how in {(True, False): _by_code, (False, True): _by_id, (True, True): or_(_by_code, _by_id)}.items()
}
_EARLIER = (
    select(_scan.c.id, _scan.c.gate_id, _scan.c.device_id, _scan.c.registration_id, _scan.c.verdict)
    .add_columns(case((_first.c.scanned_at > _scan.c.scanned_at, _scan.c.scanned_at), else_=_first.c.scanned_at).label("repeats_at"))
    .add_columns(_undo.c.id.label("undone_by"))
    .outerjoin(_first, _first.c.id == _scan.c.repeats_id)
    .outerjoin(_undo, _undo.c.undoes_id == _scan.c.id)
    .where(_scan.c.id.in_(_among("ids")))
)
_STANDING = (
    select(_scan.c.id, _scan.c.gate_id, _scan.c.registration_id, MOVED.label("verdict"), _scan.c.scanned_at)
    .outerjoin(_undo, _undo.c.undoes_id == _scan.c.id)
    .where(
        _scan.c.gate_id.in_(_among("gates")),
        _scan.c.registration_id.in_(_among("people")),
        SAYS_WHERE,
        _undo.c.id.is_(None),
    )
    .order_by(_scan.c.scanned_at, _scan.c.received_at, _scan.c.id)
)


@cache
def _keep(dialect: str) -> Any:
    """Of one database alone: the other's dialect takes two megabytes of each process."""
    insert = import_module(f"sqlalchemy.dialects.{dialect}").insert
    return insert(_scan).on_conflict_do_nothing().returning(_scan.c.id)


def earlier(ids: Collection[str]) -> dict[str, Row[*tuple[Any, ...]]]:
    """Readings with these ids: when they or the one they repeat were first made, and which one took them back."""
    return {row.id: row for row in db.session.execute(_EARLIER, {"ids": list(ids)})}


def people(event_id: int, codes: Collection[str], ids: Collection[int]) -> dict[int, Row[*tuple[Any, ...]]]:
    """People of the event with these badge codes or ids, by id. PostgreSQL locks their rows, always in the order of their ids."""
    if not codes and not ids:
        return {}
    found = db.session.execute(_PEOPLE[bool(codes), bool(ids)], {"event_id": event_id, "codes": list(codes), "ids": list(ids)})
    return {row.id: row for row in found}


def standing(gates: Collection[int], registrations: Collection[int]) -> list[Row[*tuple[Any, ...]]]:
    """Admissions and leaves that nobody took back, the oldest first, whenever they were heard."""
    return list(db.session.execute(_STANDING, {"gates": list(gates), "people": list(registrations)}))


def keep(rows: list[dict[str, Any]]) -> set[str]:
    """Write readings; gives the ids that were written. What another delivery wrote in the same moment is left as it is."""
    if not rows:
        return set()
    return set(db.session.scalars(_keep(db.session.get_bind().dialect.name), rows))
