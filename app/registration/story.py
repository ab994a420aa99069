"""What a person's page tells beyond their registration: each feature above adds a chapter of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from .models import Registration


class Chapter(NamedTuple):
    """A part of the page: the template that shows it, which finds these values in `told`."""

    template: str
    told: dict[str, Any]


Teller = Callable[[Registration], Chapter | None]
_tellers: list[tuple[int, Teller]] = []


def chapter(place: int) -> Callable[[Teller], Teller]:
    """Decorate what a feature knows of a person at an event: `@chapter(20)`. None for whoever may not read it, or when there is nothing to say.

    Chapters stand in the order of their places: what was planned (10 to 39), what was there (40 to 69), what was written down (70 on)."""

    def register(teller: Teller) -> Teller:
        _tellers.append((place, teller))
        return teller

    return register


def chapters(registration: Registration) -> list[Chapter]:
    ordered = sorted(_tellers, key=lambda entry: entry[0])
    return [told for _place, teller in ordered if (told := teller(registration)) is not None]
