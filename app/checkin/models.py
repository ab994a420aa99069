from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, String, Table, and_, case, exists, literal, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.agenda.models import Session
from app.core.db import Base, Model
from app.core.types import EnumText, LocalDateTime, Translated, TranslatedText, UtcDateTime
from app.events.models import Event
from app.registration.models import Registration


class GateKind(enum.StrEnum):
    ENTRANCE = "entrance"
    SESSION = "session"
    MEAL = "meal"


class Direction(enum.StrEnum):
    IN = "in"
    OUT = "out"


class Verdict(enum.StrEnum):
    """What the desk was told. Admitted and left move a presence, repeated confirms it; the others are no presence."""

    ADMITTED = "admitted"
    LEFT = "left"
    REPEATED = "repeated"  # already in (or out); the time of the first scan is said
    UNKNOWN = "unknown"  # no badge of this event
    NOT_CONFIRMED = "not-confirmed"
    CANCELLED = "cancelled"
    VOIDED = "voided"  # an older badge of somebody who got a new one
    WRONG_ZONE = "wrong-zone"
    CLOSED = "closed"
    UNDONE = "undone"  # takes an earlier scan back, without rewriting it


MOVES = (Verdict.ADMITTED, Verdict.LEFT)


device_gate = Table(
    "device_gate",
    Base.metadata,
    Column("device_id", ForeignKey("device.id", ondelete="CASCADE"), primary_key=True),
    Column("gate_id", ForeignKey("gate.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Gate(Model):
    """A place and time where badges are read: main entrance, a session's door, lunch."""

    __tablename__ = "gate"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    kind: Mapped[GateKind] = mapped_column(EnumText(GateKind))
    name: Mapped[Translated] = mapped_column(TranslatedText)
    zone: Mapped[str] = mapped_column(String(4), default="")  # who passes needs it in the category's zones; empty: everyone
    opens_at: Mapped[datetime | None] = mapped_column(LocalDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(LocalDateTime)
    position: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship()
    session: Mapped[Session | None] = relationship()


class Device(Model):
    """What reads badges: paired with an event, scoped to gates, revocable."""

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256 of what its cookie carries, or of the pairing code before
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    pairing_ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    paired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
    gates: Mapped[list[Gate]] = relationship(secondary=device_gate, order_by=(Gate.position, Gate.id))


class Scan(Model):
    """One reading, never rewritten. The id is made by the device, so that a replay is recognised."""

    __tablename__ = "scan"
    __table_args__ = (
        Index("ix_scan_gate_id_registration_id", "gate_id", "registration_id", "scanned_at"),
        Index("ix_scan_gate_id_received_at", "gate_id", "received_at"),
        Index("ix_scan_registration_id", "registration_id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)  # UUID
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id"))
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"))
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id"))
    direction: Mapped[Direction] = mapped_column(EnumText(Direction))
    verdict: Mapped[Verdict] = mapped_column(EnumText(Verdict))
    code: Mapped[str] = mapped_column(String(80), default="")  # what was read when nobody was found by it
    repeats_id: Mapped[str | None] = mapped_column(ForeignKey("scan.id"))  # the reading that a repeated one found standing
    undoes_id: Mapped[str | None] = mapped_column(ForeignKey("scan.id"), unique=True)
    scanned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)

    gate: Mapped[Gate] = relationship()
    device: Mapped[Device] = relationship()
    registration: Mapped[Registration | None] = relationship()


_scan = Scan.__table__
_repeated = _scan.alias("repeated")
# What says where somebody was: admissions and leaves, and a reading that was heard late, made before the admission it repeats (see rules.decide).
EARLY = and_(
    _scan.c.verdict == Verdict.REPEATED,
    _scan.c.direction == Direction.IN,
    exists().where(_repeated.c.id == _scan.c.repeats_id, _repeated.c.scanned_at > _scan.c.scanned_at).correlate(_scan),
)
SAYS_WHERE = or_(_scan.c.verdict.in_(MOVES), EARLY)
MOVED = case((_scan.c.verdict == Verdict.REPEATED, literal(Verdict.ADMITTED, _scan.c.verdict.type)), else_=_scan.c.verdict)
