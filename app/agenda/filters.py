"""What a reader may narrow the programme down by; it stands in the address, so it works without script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.core.i18n import language_name
from app.core.search import sort_key

from .models import SessionKind
from .programme import Programme, Slot


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty means any. `room` and `speaker` are ids."""

    room: int | None = None
    kind: SessionKind | None = None
    language: str = ""
    speaker: int | None = None

    def __bool__(self) -> bool:
        return self != Filters()

    def admits(self, slot: Slot) -> bool:
        return (
            self.room in (None, slot.room_id)
            and self.kind in (None, slot.kind)
            and self.language in ("", slot.language)
            and (self.speaker is None or any(each.person_id == self.speaker for each in slot.everyone()))
        )

    def narrow(self, programme: Programme) -> Programme:
        return replace(programme, slots=tuple(slot for slot in programme.slots if self.admits(slot)), _places={}) if self else programme


def asked(arguments: Mapping[str, str]) -> Filters:
    """The filters in an address; what makes no sense is no filter."""
    kind = arguments.get("kind", "")
    return Filters(
        room=_number(arguments.get("room", "")),
        kind=SessionKind(kind) if kind in list(SessionKind) else None,
        language=arguments.get("language", "")[:8],
        speaker=_number(arguments.get("speaker", "")),
    )


def _number(raw: str) -> int | None:
    return int(raw) if raw.isdecimal() and len(raw) < 10 else None


class Choices(NamedTuple):
    """(value, label) pairs of what occurs in a programme, in the reader's language."""

    rooms: list[tuple[str, str]]
    kinds: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    speakers: list[tuple[str, str]]


def choices(programme: Programme, locale: str) -> Choices:
    rooms = {str(slot.room_id): slot.room.render(locale) for slot in programme.slots if slot.room_id is not None}
    people = {str(each.person_id): each.name_in(locale) for slot in programme.slots for each in slot.everyone()}
    kinds = {slot.kind for slot in programme.slots}
    languages = {slot.language for slot in programme.slots if slot.language}
    return Choices(
        rooms=list(rooms.items()),
        kinds=[(kind.value, kind.label) for kind in SessionKind if kind in kinds],
        languages=sorted((code, language_name(code, locale)) for code in languages),
        speakers=sorted(people.items(), key=lambda pair: sort_key(pair[1])),
    )
