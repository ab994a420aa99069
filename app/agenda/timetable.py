"""How a day of the programme is laid out: what stands alone is a line, what is parallel becomes columns on one scale of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .programme import Slot

MOST_COLUMNS, MOST_ROWS = 6, 24  # as many as the style sheet has places for (components/timetable.css)


@dataclass(frozen=True, slots=True)
class Placed:
    """A session in its column, from one line of the scale down to another; all from 1."""

    slot: Slot
    column: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Band:
    """Sessions that hang together by overlapping; one, or several side by side."""

    starts_at: datetime
    ends_at: datetime
    placed: tuple[Placed, ...]
    columns: int

    @property
    def aligned(self) -> bool:
        """Whether columns are worth having, and few enough to be read."""
        return 1 < self.columns <= MOST_COLUMNS and max(each.bottom for each in self.placed) <= MOST_ROWS


def bands(slots: Iterable[Slot]) -> list[Band]:
    """A day's sessions (in order of time) as bands, in order."""
    groups: list[list[Slot]] = []
    for slot in slots:
        if groups and slot.starts_at < max(other.ends_at for other in groups[-1]):
            groups[-1].append(slot)
        else:
            groups.append([slot])
    return [_band(group) for group in groups]


def _band(slots: Sequence[Slot]) -> Band:
    scale = sorted({moment for slot in slots for moment in (slot.starts_at, slot.ends_at)})
    lines = {moment: number for number, moment in enumerate(scale, start=1)}
    columns = _columns(slots)
    placed = tuple(Placed(slot, columns[slot.id], lines[slot.starts_at], lines[slot.ends_at]) for slot in slots)
    return Band(scale[0], scale[-1], placed, max(columns.values()))


def _columns(slots: Sequence[Slot]) -> dict[int, int]:
    """{session id: column}: a room keeps its column; what has no room, or is cancelled, takes the first that is free."""
    taken: list[tuple[int | None, datetime]] = []  # per column: whose it is, and until when it is full
    found: dict[int, int] = {}
    for slot in slots:
        free = [
            number
            for number, (room, until) in enumerate(taken)
            if until <= slot.starts_at and (room == slot.room_id or room is None or slot.room_id is None)
        ]
        own = next((number for number in free if taken[number][0] == slot.room_id), free[0] if free and slot.room_id is None else None)
        if own is None:
            own = len(taken)
            taken.append((slot.room_id, slot.ends_at))
        taken[own] = (taken[own][0], slot.ends_at)
        found[slot.id] = own + 1
    return found
