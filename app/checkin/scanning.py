"""Taking readings in: each id once, each decision made while the people it concerns are locked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import aliased

from app.core.db import db
from app.people.models import Person
from app.registration.models import Category, Registration

from .devices import PairedDevice
from .models import MOVES, Scan, Verdict
from .readings import Reading, Refused
from .rules import Badge, Presence, decide

Voided = Callable[[int, Collection[str]], Mapping[str, int]]  # (event id, codes) -> {code of an older badge: registration id}

BADGE = (
    select(
        Registration.id,
        Registration.badge_token,
        Registration.state,
        Registration.category_id,
        Person.given_name,
        Person.family_name,
        Person.given_name_ar,
        Person.family_name_ar,
        Category.letter,
        Category.colour,
        Category.zones,
        Category.name.label("category_name"),
    )
    .join(Person, Person.id == Registration.person_id)
    .outerjoin(Category, Category.id == Registration.category_id)
)


@dataclass(frozen=True)
class Answer:
    """What is told about one reading: a verdict on somebody (a row of BADGE), or why it was not taken."""

    id: str
    verdict: Verdict | None = None
    person: Row[Any] | None = None
    repeats_at: datetime | None = None
    refused: str = ""


@dataclass
class _Desk:
    """What is known while one delivery is decided: people by code and id, earlier readings, who is where."""

    device: PairedDevice
    now: datetime
    people: dict[int, Row[Any]] = field(default_factory=dict)
    by_code: dict[str, tuple[int, bool]] = field(default_factory=dict)  # code -> (registration id, of an older badge)
    stored: dict[str, Any] = field(default_factory=dict)
    undone: set[str] = field(default_factory=set)
    standing: dict[tuple[int, int], list[Presence]] = field(default_factory=lambda: defaultdict(list))
    new: dict[str, dict[str, Any]] = field(default_factory=dict)


def receive(device: PairedDevice, readings: Sequence[Reading], *, now: datetime, voided: Voided) -> list[Answer]:
    """Decide and keep readings in the order given; the answers are in that order too.

    A reading whose id is known already changes nothing and gets the answer it got. The queries do not grow with the delivery."""
    desk = _Desk(device, now)
    _recall(desk, readings)
    _meet(desk, readings, voided)
    _see_who_is_where(desk, readings)
    answers = [_take(desk, reading) for reading in readings]
    lost = _keep(desk)
    if not lost:
        return answers
    desk.stored = {}
    _recall(desk, readings)  # another delivery with the same ids was faster: its answers stand
    return [_told_before(desk, reading) if reading.id in lost else answer for reading, answer in zip(readings, answers, strict=True)]


def _recall(desk: _Desk, readings: Sequence[Reading]) -> None:
    """Earlier readings that these repeat or take back."""
    ids = {reading.id for reading in readings} | {reading.undoes_id for reading in readings if reading.undoes_id}
    first, undo = aliased(Scan), aliased(Scan)
    rows = db.session.execute(
        select(
            Scan.id,
            Scan.gate_id,
            Scan.device_id,
            Scan.registration_id,
            Scan.verdict,
            Scan.scanned_at,
            first.scanned_at.label("repeats_at"),
            undo.id.label("undone_by"),
        )
        .outerjoin(first, first.id == Scan.repeats_id)
        .outerjoin(undo, undo.undoes_id == Scan.id)
        .where(Scan.id.in_(ids))
    )
    desk.stored = {row.id: row for row in rows}
    desk.undone |= {row.id for row in desk.stored.values() if row.undone_by}


def _meet(desk: _Desk, readings: Sequence[Reading], voided: Voided) -> None:
    """Whom the readings are about. Their rows are locked, in order, until the delivery is committed: on PostgreSQL here,
    on SQLite by BEGIN IMMEDIATE. Two devices that read one badge in the same moment are decided one after the other."""
    codes = {reading.code for reading in readings if reading.code}
    ids = {reading.registration_id for reading in readings if reading.registration_id}
    ids |= {row.registration_id for row in desk.stored.values() if row.registration_id}
    _look_up(desk, codes, ids)
    for row in desk.people.values():
        desk.by_code[row.badge_token] = (row.id, False)
    if unfound := codes - desk.by_code.keys():
        older = voided(desk.device.event_id, unfound)
        _look_up(desk, (), set(older.values()) - desk.people.keys())
        desk.by_code.update({code: (registration_id, True) for code, registration_id in older.items()})


def _look_up(desk: _Desk, codes: Collection[str], ids: Collection[int]) -> None:
    if codes or ids:
        rows = db.session.execute(
            BADGE.where(Registration.event_id == desk.device.event_id, or_(Registration.badge_token.in_(codes), Registration.id.in_(ids)))
            .order_by(Registration.id)
            .with_for_update(of=Registration, key_share=True)
        )
        desk.people |= {row.id: row for row in rows}


def _see_who_is_where(desk: _Desk, readings: Sequence[Reading]) -> None:
    """Admissions and leaves that stand at these gates for these people, the oldest first."""
    undo = aliased(Scan)
    rows = db.session.execute(
        select(Scan.id, Scan.gate_id, Scan.registration_id, Scan.verdict, Scan.scanned_at)
        .outerjoin(undo, undo.undoes_id == Scan.id)
        .where(
            Scan.gate_id.in_({reading.gate_id for reading in readings}),
            Scan.registration_id.in_(desk.people.keys()),
            Scan.verdict.in_(MOVES),
            undo.id.is_(None),
        )
        .order_by(Scan.scanned_at, Scan.received_at, Scan.id)
    )
    for row in rows:
        desk.standing[row.gate_id, row.registration_id].append(Presence(row.verdict, row.id, row.scanned_at))


def _take(desk: _Desk, reading: Reading) -> Answer:
    try:
        if reading.gate_id not in desk.device.gates:
            raise Refused("gate")
        if reading.id in desk.stored:
            return _told_before(desk, reading)
        return _undo(desk, reading, reading.undoes_id) if reading.undoes_id else _decide(desk, reading)
    except Refused as refusal:
        return Answer(reading.id, refused=refusal.reason)


def _told_before(desk: _Desk, reading: Reading) -> Answer:
    row = desk.stored.get(reading.id)
    if row is None:
        return Answer(reading.id, refused="already-undone")
    if row.device_id != desk.device.id:
        return Answer(reading.id, refused="id")
    return Answer(row.id, row.verdict, desk.people.get(row.registration_id), row.repeats_at)


def _decide(desk: _Desk, reading: Reading) -> Answer:
    number, voided = (reading.registration_id, False) if reading.registration_id else desk.by_code.get(reading.code, (None, False))
    person = desk.people.get(number) if number else None
    badge = Badge(person.state, frozenset(person.zones or ()), voided) if person else None
    place = desk.standing[reading.gate_id, person.id] if person else []
    gate = desk.device.gates[reading.gate_id]
    decision = decide(badge, gate.door, place[-1] if place else None, reading.direction, reading.scanned_at)
    if decision.verdict in MOVES:
        place.append(Presence(decision.verdict, reading.id, reading.scanned_at))
    return _note(desk, reading, decision.verdict, person, repeats=decision.repeats)


def _undo(desk: _Desk, reading: Reading, undoes_id: str) -> Answer:
    row = desk.stored.get(undoes_id)
    if row is None or row.gate_id != reading.gate_id or row.verdict is Verdict.UNDONE:
        raise Refused("nothing-to-undo")
    if undoes_id in desk.undone:
        raise Refused("already-undone")
    desk.undone.add(undoes_id)
    if row.registration_id:
        place = desk.standing[row.gate_id, row.registration_id]
        place[:] = [presence for presence in place if presence.scan_id != undoes_id]
    return _note(desk, reading, Verdict.UNDONE, desk.people.get(row.registration_id))


@dataclass(frozen=True)
class _Just:
    """A reading of this very delivery, as a later one of it finds it."""

    id: str
    gate_id: int
    device_id: int
    registration_id: int | None
    verdict: Verdict
    repeats_at: datetime | None


def _note(desk: _Desk, reading: Reading, verdict: Verdict, person: Row[Any] | None, repeats: Presence | None = None) -> Answer:
    registration_id, repeats_at = (person.id if person else None), (repeats.at if repeats else None)
    just = _Just(reading.id, reading.gate_id, desk.device.id, registration_id, verdict, repeats_at)
    desk.stored[reading.id] = just  # the same id twice in one delivery is one reading
    desk.new[reading.id] = {
        "id": reading.id,
        "event_id": desk.device.event_id,
        "gate_id": reading.gate_id,
        "device_id": desk.device.id,
        "registration_id": registration_id,
        "direction": reading.direction,
        "verdict": verdict,
        "code": reading.code if registration_id is None else "",
        "repeats_id": repeats.scan_id if repeats else None,
        "undoes_id": reading.undoes_id,
        "scanned_at": reading.scanned_at,
        "received_at": desk.now,
    }
    return Answer(reading.id, verdict, person, repeats_at)


def _keep(desk: _Desk) -> set[str]:
    """Write what is new; gives the ids that another delivery wrote in the same moment."""
    if not desk.new:
        return set()
    insert = import_module(f"sqlalchemy.dialects.{db.session.get_bind().dialect.name}").insert  # the one in use is loaded
    statement = insert(Scan).values(list(desk.new.values())).on_conflict_do_nothing().returning(Scan.id)
    kept = set(db.session.scalars(statement))
    return desk.new.keys() - kept
