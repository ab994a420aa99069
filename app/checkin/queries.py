"""Reads about gates, devices and who is where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Integer, Select, Subquery, case, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.core.db import db
from app.events.models import Event

from .models import EARLY, MOVED, MOVES, SAYS_WHERE, Device, Gate, Scan, Verdict

REFUSALS = tuple(verdict for verdict in Verdict if verdict not in (*MOVES, Verdict.REPEATED, Verdict.UNDONE))


@dataclass(frozen=True)
class Counts:
    """How it stands at a gate: people inside now, people admitted at least once, and readings that were repeated or refused."""

    inside: int = 0
    admitted: int = 0
    repeated: int = 0
    refused: int = 0


def standing(gate_ids: Collection[int]) -> Select[Scan]:
    """Readings at these gates that nobody took back."""
    undo = aliased(Scan)
    return select(Scan).outerjoin(undo, undo.undoes_id == Scan.id).where(Scan.gate_id.in_(gate_ids), undo.id.is_(None))


def latest_moves(gate_ids: Collection[int]) -> Subquery:
    """(gate_id, registration_id, verdict, scanned_at, id, nth, left_at): admissions and leaves that stand, whenever they were heard; nth = 1
    is the last of a person, left_at when they last left."""
    person = (Scan.gate_id, Scan.registration_id)
    nth = func.row_number().over(partition_by=person, order_by=(Scan.scanned_at.desc(), Scan.received_at.desc(), Scan.id.desc()))
    left_at = func.max(case((Scan.verdict == Verdict.LEFT, Scan.scanned_at))).over(partition_by=person)
    columns = (*person, MOVED.label("verdict"), Scan.scanned_at, Scan.id, nth.label("nth"), left_at.label("left_at"))
    return standing(gate_ids).where(SAYS_WHERE).with_only_columns(*columns).subquery()


def counts_of(gate_ids: Collection[int]) -> dict[int, Counts]:
    """How it stands at each gate: two queries, whatever their number."""
    moves = latest_moves(gate_ids)
    is_in = moves.c.verdict == Verdict.ADMITTED
    people = db.session.execute(
        select(
            moves.c.gate_id,
            func.sum(case((is_in & (moves.c.nth == 1), 1), else_=0)).cast(Integer),
            func.count(func.distinct(case((is_in, moves.c.registration_id)))),
        ).group_by(moves.c.gate_id)
    )
    passed = {gate: (inside, admitted) for gate, inside, admitted in people}
    others = db.session.execute(
        standing(gate_ids)
        .with_only_columns(
            Scan.gate_id,
            func.sum(case((Scan.verdict == Verdict.REPEATED, 1), else_=0)).cast(Integer),
            func.sum(case((Scan.verdict.in_(REFUSALS), 1), else_=0)).cast(Integer),
        )
        .group_by(Scan.gate_id)
    )
    read = {gate: (repeated, refused) for gate, repeated, refused in others}
    return {gate: Counts(*passed.get(gate, (0, 0)), *read.get(gate, (0, 0))) for gate in gate_ids}


def gates_of(event: Event) -> list[Gate]:
    return list(
        db.session.scalars(select(Gate).where(Gate.event_id == event.id).options(joinedload(Gate.session)).order_by(Gate.position, Gate.id))
    )


def devices_of(event: Event) -> list[Device]:
    """The devices of an event, those in use first."""
    query = select(Device).where(Device.event_id == event.id).options(selectinload(Device.gates))
    return list(db.session.scalars(query.order_by(Device.revoked_at.is_not(None), Device.id)))


def has_scans(gate: Gate) -> bool:
    return db.session.scalar(select(Scan.id).where(Scan.gate_id == gate.id).limit(1)) is not None


def was_admitted(registration_id: int) -> bool:
    """Whether an admission of this person stands, at any gate."""
    undo = aliased(Scan)
    query = select(Scan.id).outerjoin(undo, undo.undoes_id == Scan.id).where(Scan.registration_id == registration_id, undo.id.is_(None))
    return db.session.scalar(query.where(or_(Scan.verdict == Verdict.ADMITTED, EARLY)).limit(1)) is not None
