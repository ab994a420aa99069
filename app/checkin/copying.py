"""The gates of a new event: one entrance to begin with, or those of the event that it is a clone of."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, select

from app.audit import Actor
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event
from app.registration.models import Category

from .models import Gate, GateKind
from .queries import gates_of
from .service import create_gate, gates_for_sessions

ENTRANCE = Translated(fr="Entrée principale", ar="المدخل الرئيسي", en="Main entrance")


def furnish(event: Event, *, actor: Actor) -> None:
    """Give an event without gates its entrance."""
    if not db.session.scalar(select(exists().where(Gate.event_id == event.id))):
        create_gate(event, kind=GateKind.ENTRANCE, name=ENTRANCE, actor=actor)


def copy_to(event: Event, new_event: Event, *, actor: Actor) -> None:
    """Copy entrances and meals, their windows moved from first day to first day; where the doors of sessions were read, they are again."""
    gates, zones = gates_of(event), _zones_of(new_event)
    for gate in gates:
        if gate.kind is not GateKind.SESSION:
            opens_at, closes_at = (_moved(moment, event, new_event) for moment in (gate.opens_at, gate.closes_at))
            zone = gate.zone if gate.zone in zones else ""
            create_gate(new_event, kind=gate.kind, name=gate.name, zone=zone, opens_at=opens_at, closes_at=closes_at, actor=actor)
    if any(gate.kind is GateKind.SESSION for gate in gates):
        gates_for_sessions(new_event, actor=actor)


def _zones_of(event: Event) -> set[str]:
    """What its categories open: a gate that asked for another zone would let nobody in."""
    return {zone for zones in db.session.scalars(select(Category.zones).where(Category.event_id == event.id)) for zone in zones}


def _moved(moment: datetime | None, event: Event, new_event: Event) -> datetime | None:
    """The same hour of the same day of the event; none while one of the two has no days."""
    if moment is None or event.first_day is None or new_event.first_day is None:
        return None
    return moment + timedelta(days=(new_event.first_day - event.first_day).days)
