"""What goes with a letter and is made when it is sent or looked at: a ticket, a calendar entry. Nothing of it is kept.

A feature registers a maker under a name; a letter of another feature names it. So letters enclose what lies above the feature
that writes them, and a name that nobody registered is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Enclosure(NamedTuple):
    """One file of a letter; an inline one is shown in it by its content id."""

    name: str
    media_type: str
    content: bytes
    content_id: str | None = None


Maker = Callable[[str, str], Enclosure | None]  # (argument, locale) -> the file, or none when there is nothing to enclose
_makers: dict[str, Maker] = {}


def enclosure(name: str) -> Callable[[Maker], Maker]:
    """Register the maker of an enclosure: `@enclosure("registration.ticket")`."""

    def register(maker: Maker) -> Maker:
        _makers[name] = maker
        return maker

    return register


def make(name: str, argument: str, locale: str) -> Enclosure | None:
    maker = _makers.get(name)
    return maker(argument, locale) if maker else None
