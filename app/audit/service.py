"""The trace that every service leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, select

from app.core import clock
from app.core.db import Model, db

from .models import AuditEntry


@dataclass(frozen=True)
class Actor:
    """Who acts: an account, or a person known only by a link, a device, a command."""

    user_id: int | None
    name: str


SYSTEM = Actor(None, "Nadwa")


def record(actor: Actor, action: str, thing: Any, *, event_id: int | None = None, difference: dict[str, Any] | None = None) -> AuditEntry:
    """Write what happened beside what changed. Flushes, so that a new object has its id."""
    if getattr(thing, "id", None) is None:
        db.session.flush()
    if event_id is None:
        event_id = thing.id if thing.__tablename__ == "event" else getattr(thing, "event_id", None)
    entry = AuditEntry(
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name[:200],
        event_id=event_id,
        action=action,
        object_type=thing.__tablename__,
        object_id=str(thing.id),
        difference=difference or {},
    )
    db.session.add(entry)
    return entry


def changes(thing: Model) -> dict[str, Any]:
    """{column: [before, after]} of what is about to be written, as JSON values; call before flushing."""
    state = inspect(thing)
    found = {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes() and attribute.key not in ("search", "updated_at"):
            before, after = (history.deleted or [None])[0], (history.added or [None])[0]
            found[attribute.key] = [_plain(before), _plain(after)]
    return found


def history_of(thing: Any, limit: int = 100) -> list[AuditEntry]:
    """The newest entries about one object."""
    query = select(AuditEntry).where(AuditEntry.object_type == thing.__tablename__, AuditEntry.object_id == str(thing.id))
    return list(db.session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)))


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | float | bool | type(None)):
        return value
    return dict(value) if hasattr(value, "keys") else [_plain(v) for v in value] if isinstance(value, list) else str(value)
