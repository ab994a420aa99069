"""What can be done to the gates of an event."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from app.agenda.models import Session, SessionKind, SessionState
from app.audit import Actor, changes, record
from app.core.db import db
from app.core.errors import Conflict, DomainError
from app.core.types import Translated
from app.events.models import Event

from .models import Gate, GateKind
from .queries import has_scans

PAUSES = (SessionKind.BREAK,)


def create_gate(
    event: Event,
    *,
    kind: GateKind,
    name: Translated,
    actor: Actor,
    zone: str = "",
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    session: Session | None = None,
) -> Gate:
    """A place where badges of the event are read. Times are local to the event. Raises DomainError."""
    gate = Gate(event_id=event.id, position=_next_position(event))
    _write(gate, event, kind, name, zone, opens_at, closes_at, session)
    db.session.add(gate)
    record(actor, "gate.created", gate, difference={"name": dict(gate.name)})
    return gate


def update_gate(
    gate: Gate,
    *,
    kind: GateKind,
    name: Translated,
    actor: Actor,
    zone: str = "",
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    session: Session | None = None,
) -> None:
    """Write a gate anew; what was read at it stays as it was. Raises DomainError."""
    _write(gate, gate.event, kind, name, zone, opens_at, closes_at, session)
    if difference := changes(gate):
        record(actor, "gate.changed", gate, difference=difference)


def gates_for_sessions(event: Event, *, actor: Actor) -> list[Gate]:
    """A gate for every session that has none: breaks and cancelled sessions aside. A second call makes none."""
    wanting = db.session.scalars(
        select(Session)
        .outerjoin(Gate, Gate.session_id == Session.id)
        .where(Session.event_id == event.id, Session.state == SessionState.SCHEDULED, Session.kind.not_in(PAUSES), Gate.id.is_(None))
        .order_by(Session.starts_at, Session.id)
    )
    return [create_gate(event, kind=GateKind.SESSION, name=session.title, session=session, actor=actor) for session in list(wanting)]


def delete_gate(gate: Gate, *, actor: Actor) -> None:
    """Take away a gate at which nothing was read. Raises Conflict: readings are evidence."""
    if has_scans(gate):
        raise Conflict(_l("Badges were read at this gate: it stays, with what was read."))
    record(actor, "gate.deleted", gate, difference={"name": dict(gate.name)})
    db.session.delete(gate)


def _write(
    gate: Gate,
    event: Event,
    kind: GateKind,
    name: Translated,
    zone: str,
    opens_at: datetime | None,
    closes_at: datetime | None,
    session: Session | None,
) -> None:
    if opens_at and closes_at and closes_at <= opens_at:
        raise DomainError(_l("The gate closes before it opens."), field="closes_at")
    if (kind is GateKind.SESSION) != (session is not None) or (session is not None and session.event_id != event.id):
        raise DomainError(_l("A session's door needs its session."), field="session_id")
    gate.kind, gate.name, gate.zone = kind, name, zone
    gate.opens_at, gate.closes_at, gate.session_id = opens_at, closes_at, session.id if session else None


def _next_position(event: Event) -> int:
    return (db.session.scalar(select(func.max(Gate.position)).where(Gate.event_id == event.id)) or 0) + 1
