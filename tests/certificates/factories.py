"""People who were at sessions, for tests of certificates."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from app.audit import SYSTEM
from app.certificates import service
from app.certificates.models import CertificateRule
from app.checkin.models import Device, Direction, Gate, GateKind, Scan, Verdict
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.core.zones import to_utc
from app.events.models import Event
from app.registration.models import Registration
from tests.events import factories as events
from tests.registration import factories as registrations

STARTS = datetime(2026, 10, 14, 9, 0)


def held(**fields: Any) -> Event:
    """An event of one day that is over."""
    return events.event(**{"starts_at": STARTS, **fields})


def device(event: Event) -> Device:
    now = clock.now()
    made = Device(event_id=event.id, name="Tablet", secret_hash=uuid.uuid4().hex, created_at=now, pairing_ends_at=now)
    db.session.add(made)
    db.session.flush()
    return made


def gate(event: Event, session: Any = None, kind: GateKind = GateKind.SESSION) -> Gate:
    made = Gate(event_id=event.id, session_id=session.id if session else None, kind=kind, name=Translated(en="Door"))
    db.session.add(made)
    db.session.flush()
    return made


def scan(gate: Gate, registration: Registration, at: datetime, verdict: Verdict = Verdict.ADMITTED, **fields: Any) -> Scan:
    """One reading at a local time of the event."""
    instant = to_utc(at, gate.event.zone)
    made = Scan(
        id=str(uuid.uuid4()),
        event_id=gate.event_id,
        gate_id=gate.id,
        device_id=fields.pop("device_", None) or device(gate.event).id,
        registration_id=registration.id,
        direction=Direction.OUT if verdict is Verdict.LEFT else Direction.IN,
        verdict=verdict,
        scanned_at=instant,
        received_at=instant,
        **fields,
    )
    db.session.add(made)
    db.session.flush()
    return made


def attendee(gate: Gate, minutes: int, **fields: Any) -> Registration:
    """Somebody confirmed who passed the gate at nine and left after so many minutes."""
    made = registrations.registration(gate.event, **fields)
    scan(gate, made, STARTS)
    scan(gate, made, STARTS + timedelta(minutes=minutes), Verdict.LEFT)
    return made


def rule(event: Event, threshold: int = 0, **fields: Any) -> CertificateRule:
    signatory = {"name": Translated(fr="Pr Aïcha Bennani", ar="ذ. عائشة بناني"), "function": Translated(fr="Présidente", ar="الرئيسة")}
    values = {"citation": Translated(), "signatories": [signatory], "actor": SYSTEM, **fields}
    return service.set_rule(event, threshold_minutes=threshold, **values)
