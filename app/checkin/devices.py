"""Devices that read badges: made by an organiser or by desk staff, paired by a code that works once, scoped, revocable."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, select, update

from app.agenda.models import Session
from app.audit import Actor, record
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError, Gone
from app.core.types import Translated
from app.events.models import Event, EventState

from .models import Device, Gate, device_gate
from .rules import Door, door

PAIRING_TIME = timedelta(minutes=15)
SEEN_EVERY = timedelta(seconds=30)
CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is misread or misheard
CODE_LENGTH = 10


@dataclass(frozen=True)
class ServedGate:
    id: int
    name: Translated
    door: Door


@dataclass(frozen=True)
class PairedDevice:
    """A device that has shown its secret: what it may touch, and nothing else of the event."""

    id: int
    name: str
    event_id: int
    zone: str  # of the event's clock
    seen_at: datetime | None
    gates: dict[int, ServedGate]
    over: bool = False  # the event is in the archive: what was read may still come in, nobody's name goes out


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _written(code: str) -> str:
    """A pairing code as it was made, however somebody typed it."""
    return code.strip().upper().replace("-", "").replace(" ", "")


def create(event: Event, name: str, gates: Iterable[Gate], *, actor: Actor) -> tuple[Device, str]:
    """A device waiting to be paired, and the code that pairs it: shown once, kept as a digest, good for 15 minutes.

    Raises DomainError when no gate is given, or one of another event."""
    served = list(gates)
    if not served or any(gate.event_id != event.id for gate in served):
        raise DomainError(_l("Choose at least one gate."), field="gates")
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    now = clock.now()
    device = Device(
        event_id=event.id, name=name, secret_hash=digest(code), created_at=now, pairing_ends_at=now + PAIRING_TIME, gates=served
    )
    db.session.add(device)
    record(actor, "device.created", device, difference={"name": name, "gates": [gate.id for gate in served]})
    return device, code


def renew_code(device: Device, *, actor: Actor) -> str:
    """A new pairing code for a device: the old code, or the browser that held it, is out at once."""
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    device.secret_hash, device.pairing_ends_at = digest(code), clock.now() + PAIRING_TIME
    device.paired_at = device.revoked_at = None
    record(actor, "device.code-renewed", device)
    return code


def waiting(code: str) -> Device:
    """The device that a pairing code opens. Raises Gone when the code is wrong, used or too old, or no gate is left to serve."""
    device = db.session.scalar(
        select(Device).where(
            Device.secret_hash == digest(_written(code)),
            Device.paired_at.is_(None),
            Device.revoked_at.is_(None),
            Device.pairing_ends_at > clock.now(),
        )
    )
    if device is None or not device.gates:
        raise Gone(_l("This pairing code is wrong, used or too old. Ask the organiser for a new one."))
    return device


def pair(code: str) -> tuple[Device, str]:
    """Use a code up; gives the device and the secret for its cookie. Two who try at once: one succeeds, the other gets Gone."""
    device = waiting(code)
    secret = secrets.token_urlsafe(32)
    taken = db.session.execute(
        update(Device)
        .where(Device.id == device.id, Device.secret_hash == digest(_written(code)), Device.paired_at.is_(None))
        .values(secret_hash=digest(secret), paired_at=clock.now(), seen_at=clock.now())
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        raise Gone(_l("This pairing code is wrong, used or too old. Ask the organiser for a new one."))
    db.session.refresh(device)
    record(Actor(None, device.name), "device.paired", device)
    return device, secret


def pair_here(event: Event, name: str, gate: Gate, *, actor: Actor) -> tuple[Device, str]:
    """Make the browser of somebody on the staff a device of this gate, in one step; gives its secret."""
    _, code = create(event, name, [gate], actor=actor)
    db.session.flush()
    return pair(code)


def serve_too(device_id: int, gate: Gate, *, actor: Actor) -> Device:
    """Let a device of the same event read at one more gate."""
    device = db.session.get_one(Device, device_id)
    if device.event_id != gate.event_id:
        raise DomainError(_l("Choose at least one gate."))
    if gate not in device.gates:
        device.gates.append(gate)
        record(actor, "device.gate-added", device, difference={"gate": gate.id})
    return device


def revoke(device: Device, *, actor: Actor) -> None:
    """From now on the device is refused, and told to wipe its copy when it next asks."""
    if device.revoked_at is None:
        device.revoked_at = clock.now()
        record(actor, "device.revoked", device)


_RECOGNISED = (
    select(Device.id, Device.name, Device.event_id, Device.seen_at, Event.zone.label("zone_name"), Event.state)
    .add_columns(Gate.id.label("gate_id"), Gate.name.label("gate_name"), Gate.zone, Gate.opens_at, Gate.closes_at)
    .add_columns(Session.starts_at, Session.ends_at)
    .join(Event, Event.id == Device.event_id)
    .outerjoin(device_gate, device_gate.c.device_id == Device.id)
    .outerjoin(Gate, (Gate.id == device_gate.c.gate_id) & (Gate.event_id == Device.event_id))
    .outerjoin(Session, Session.id == Gate.session_id)
    .where(Device.secret_hash == bindparam("digest"), Device.paired_at.is_not(None), Device.revoked_at.is_(None))
    .order_by(Gate.position, Gate.id)
)


def recognise(secret: str) -> PairedDevice | None:
    """The device that holds a secret, with its gates: one query. None when unknown or revoked."""
    rows = db.session.execute(_RECOGNISED, {"digest": digest(secret)}).all()
    if not rows:
        return None
    gates = {
        row.gate_id: ServedGate(
            row.gate_id,
            row.gate_name,
            door(row.zone, row.opens_at, row.closes_at, (row.starts_at, row.ends_at) if row.starts_at else None, row.zone_name),
        )
        for row in rows
        if row.gate_id is not None
    }
    first = rows[0]
    return PairedDevice(first.id, first.name, first.event_id, first.zone_name, first.seen_at, gates, first.state is EventState.ARCHIVED)


def seen(device: PairedDevice, now: datetime) -> None:
    """Note that a device is alive, at most twice a minute."""
    if device.seen_at is None or now - device.seen_at > SEEN_EVERY:
        db.session.execute(update(Device).where(Device.id == device.id).values(seen_at=now))
