"""What an organiser should look at before a programme is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from app.core.errors import DomainError
from app.core.i18n import joined
from app.events.models import Event, Room

from . import checks, occupancy, rules, timetable
from .models import ParticipationRole, SessionKind
from .programme import Programme, Slot

LED = {SessionKind.PANEL, SessionKind.ROUND_TABLE, SessionKind.WORKSHOP, SessionKind.TALKS}
LEADERS = {ParticipationRole.CHAIR, ParticipationRole.MODERATOR}


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a session."""

    slot: Slot
    text: Any


def clashes(event: Event, programme: Programme) -> list[Remark]:
    """Rules that are broken: none while every change goes through the services, unless the event's own days moved."""
    if event.starts_at is None or event.ends_at is None:
        return []
    found = []
    for slot in programme.slots:
        try:
            checks.check_times(event, slot.starts_at, slot.ends_at)
        except DomainError as error:
            found.append(Remark(slot, error.message))
    rows = occupancy.around(event.institution_id, event.starts_at, event.ends_at)
    own = {slot.id: slot for slot in programme.slots}
    rooms, people = occupancy.room_needs(rows.values()), occupancy.person_needs(rows)
    for needs, said in ((rooms, checks.room_taken), (people, checks.person_taken)):
        pairs = (clash if clash.mine.session_id in own else rules.Clash(clash.theirs, clash.mine) for clash in rules.clashes_within(needs))
        found += [Remark(own[clash.mine.session_id], said(clash)) for clash in pairs if clash.mine.session_id in own]
    return found


def warnings(programme: Programme, rooms: Iterable[Room], expected: int) -> list[Remark]:
    """What is allowed and still worth a look; `expected` is how many people have a confirmed place."""
    seats = {room.id: room.seats for room in rooms}
    found = []
    for _day, slots in programme.days():
        for band in timetable.bands(slots):
            for each in band.placed:
                found += _about(each.slot, seats.get(each.slot.room_id or 0), expected if len(band.placed) == 1 else 0)
    return found


def _about(slot: Slot, seats: int | None, expected: int) -> list[Remark]:
    if slot.cancelled or slot.kind is SessionKind.BREAK:
        return []
    found = []
    if slot.room_id is None:
        found.append(_l("It has no room."))
    if slot.kind in LED and not any(speaker.role in LEADERS for speaker in slot.speakers):
        found.append(_l("Nobody chairs or moderates it."))
    if not any(True for _each in slot.everyone()):
        found.append(_l("Nobody takes part in it yet."))
    if seats is not None and seats < expected:
        found.append(_l("Its room has %(seats)s seats; %(expected)s people are expected.", seats=seats, expected=expected))
    shy = sorted({speaker.latin or speaker.arabic for speaker in slot.everyone() if not speaker.has_page})
    if shy:
        found.append(_l("No agreement to a public page yet: %(names)s.", names=joined(shy)))
    return [Remark(slot, text) for text in found]
