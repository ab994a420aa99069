"""Taking readings in: each id once, each decision made while the people it concerns are locked."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from . import ledger
from .devices import PairedDevice
from .models import MOVES, Direction, Verdict
from .readings import Reading, Refused
from .rules import Badge, Presence, decide, found_at

Voided = Callable[[int, Collection[str]], Mapping[str, int]]  # (event id, codes) -> {code of an older badge: registration id}


@dataclass(frozen=True)
class Answer:
    """What is told about one reading: a verdict on somebody (a row of ledger.BADGE), or why it was not taken."""

    id: str
    verdict: Verdict | None = None
    person: Any | None = None
    repeats_at: datetime | None = None
    refused: str = ""


@dataclass
class _Desk:
    """What is known while one delivery is decided: people by code and id, earlier readings, who is where."""

    device: PairedDevice
    now: datetime
    people: dict[int, Any] = field(default_factory=dict)
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
    lost = desk.new.keys() - ledger.keep(list(desk.new.values()))
    if not lost:
        return answers
    _recall(desk, readings)  # another delivery with the same ids was faster: its answers stand
    return [_told_before(desk, reading) if reading.id in lost else answer for reading, answer in zip(readings, answers, strict=True)]


def _recall(desk: _Desk, readings: Sequence[Reading]) -> None:
    """Earlier readings that these repeat or take back."""
    desk.stored = dict(ledger.earlier({reading.id for reading in readings} | {r.undoes_id for r in readings if r.undoes_id}))
    desk.undone |= {row.id for row in desk.stored.values() if row.undone_by}


def _meet(desk: _Desk, readings: Sequence[Reading], voided: Voided) -> None:
    """Whom the readings are about. Their rows are locked, in order, until the delivery is committed: on PostgreSQL here,
    on SQLite by BEGIN IMMEDIATE. Two devices that read one badge in the same moment are decided one after the other."""
    codes = {reading.code for reading in readings if reading.code}
    ids = {reading.registration_id for reading in readings if reading.registration_id}
    ids |= {row.registration_id for row in desk.stored.values() if row.registration_id}
    desk.people = ledger.people(desk.device.event_id, codes, ids)
    for row in desk.people.values():
        desk.by_code[row.badge_token] = (row.id, False)
    if unfound := codes - desk.by_code.keys():
        older = voided(desk.device.event_id, unfound)
        desk.people |= ledger.people(desk.device.event_id, (), set(older.values()) - desk.people.keys())
        desk.by_code.update({code: (registration_id, True) for code, registration_id in older.items()})


def _see_who_is_where(desk: _Desk, readings: Sequence[Reading]) -> None:
    for row in ledger.standing({reading.gate_id for reading in readings}, desk.people.keys()):
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
    found = found_at(place, reading.scanned_at)
    decision = decide(badge, gate.door, found, reading.direction, reading.scanned_at)
    if decision.verdict in MOVES or _is_early(reading, found, decision.verdict):
        moved = Verdict.LEFT if decision.verdict is Verdict.LEFT else Verdict.ADMITTED
        insort(place, Presence(moved, reading.id, reading.scanned_at), key=lambda presence: presence.at)
    return _note(desk, reading, decision.verdict, person, repeats=decision.repeats)


def _is_early(reading: Reading, found: Presence | None, verdict: Verdict) -> bool:
    """Whether this was made before the admission that it repeats: models.EARLY, of what is not written yet."""
    return verdict is Verdict.REPEATED and reading.direction is Direction.IN and found is not None and reading.scanned_at < found.at


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


def _note(desk: _Desk, reading: Reading, verdict: Verdict, person: Any | None, repeats: Presence | None = None) -> Answer:
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
