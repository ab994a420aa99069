"""What a device sends, read with suspicion: lengths, forms and clocks are bounded before anything is looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from .models import Direction

MAX_READINGS = 200
MAX_BYTES = 256 * 1024
MAX_CODE = 80  # of a badge's code; a ticket's whole address may be longer, its last part counts
MAX_RAW_CODE = 400
OLDEST = timedelta(days=30)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MAX_ID = 2**31 - 1


class Refused(Exception):
    """A reading that is not taken, with the reason as one word of the protocol:
    malformed, clock, gate, id, nothing-to-undo, already-undone."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Reading:
    """One reading as a device tells it: of a code, of a person found by name, or the taking back of an earlier one."""

    id: str
    gate_id: int
    direction: Direction
    scanned_at: datetime
    code: str = ""
    registration_id: int | None = None
    undoes_id: str | None = None


def parse(raw: Any, now: datetime) -> Reading:
    """A reading from JSON. A clock that runs ahead is set to `now`; older than 30 days is Refused("clock")."""
    if not isinstance(raw, dict):
        raise Refused("malformed")
    code, registration_id, undoes_id = raw.get("token"), raw.get("registration"), raw.get("undoes")
    if sum(given is not None for given in (code, registration_id, undoes_id)) != 1:
        raise Refused("malformed")
    return Reading(
        id=_uuid(raw.get("id")),
        gate_id=_number(raw.get("gate")),
        direction=_direction(raw.get("direction")),
        scanned_at=_instant(raw.get("scanned_at"), now),
        code=read_code(code) if code is not None else "",
        registration_id=_number(registration_id) if registration_id is not None else None,
        undoes_id=_uuid(undoes_id) if undoes_id is not None else None,
    )


def read_code(raw: Any) -> str:
    """The badge's code in what a scanner read: the last part of an address, in capitals (a scanner may have its lock on)."""
    if not isinstance(raw, str) or len(raw) > MAX_RAW_CODE:
        raise Refused("malformed")
    code = raw.strip().rstrip("/").rpartition("/")[2].upper()
    if not code or len(code) > MAX_CODE or not code.isprintable():
        raise Refused("malformed")
    return code


def _uuid(raw: Any) -> str:
    if not isinstance(raw, str) or not UUID.fullmatch(raw):
        raise Refused("malformed")
    return raw


def _number(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 < raw <= MAX_ID:
        raise Refused("malformed")
    return raw


def _direction(raw: Any) -> Direction:
    if raw not in (Direction.IN.value, Direction.OUT.value):
        raise Refused("malformed")
    return Direction(raw)


def _instant(raw: Any, now: datetime) -> datetime:
    try:
        instant = datetime.fromisoformat(raw) if isinstance(raw, str) and len(raw) <= 40 else None
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise Refused("malformed")
    try:
        instant = instant.astimezone(UTC)
    except OverflowError:
        raise Refused("clock") from None
    if instant < now - OLDEST:
        raise Refused("clock")
    return min(instant, now)
