"""What a badge looks like: A7 and A6, alone or several on an A4 sheet. All measures are those of the A7; the A6 is larger by the root of two."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from app.core.colour import HEX, contrast
from app.core.languages import RTL
from app.documents.fitting import Box, Fitted, fit, middle, way

Badge = TypeVar("Badge")
INK, SOFT, WHITE, NEUTRAL = "#211e1a", "#3d3832", "#ffffff", "#4a4a45"
WIDTH, HEIGHT, ROOM, MARGIN = 74, 105, 62, 6
# From the top: a frieze of stars, where the holes of lanyards are punched; the band of the category; the names.
FRIEZE, BAND, NAMES_AT = WIDTH / 16, 27, 30.5
INSTITUTION, TITLE, DATES = Box(ROOM, 5.4, 8, 6.2), Box(ROOM, 12, 12, 8, "sans-bold", 4), Box(ROOM, 3.6, 8, 5.2, breaks=1)
HONORIFIC, NAME, OTHER_NAME = Box(ROOM, 4.2, 10, 7), Box(ROOM, 30, 32, 13, "sans-bold"), Box(ROOM, 6.8, 14, 8.5)
FUNCTION, ORGANISATION, COUNTRY = Box(ROOM, 6.4, 9, 7.4), Box(ROOM, 9.2, 9, 7.4, "sans-bold", 3), Box(ROOM, 4.2, 9, 7)
CATEGORY = Box(36, 9, 12, 9, "sans-bold")
FROM_END, CODE = 75.6, 28.0  # where whence they come ends; the side of the QR code
LOGO, LONGEST_LOGO = 9.0, 22.0  # its height, and how wide it may be
PALE = 1.5  # a colour with less contrast to the paper gets an outline


class Design(NamedTuple):
    """A way to print: the badge's size in millimetres, and how many columns and rows of them a page has."""

    code: str
    width: float
    height: float
    columns: int = 1
    rows: int = 1

    @property
    def scale(self) -> float:
        return self.width / WIDTH

    @property
    def per_page(self) -> int:
        return self.columns * self.rows

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the page: the badge's own, or A4."""
        return (self.width, self.height) if self.per_page == 1 else (297, 210) if self.columns == 4 else (210, 297)

    def place(self, index: int) -> tuple[float, float]:
        """Left and top of a badge on the page; the sheet's rest is shared out evenly at its edges."""
        left, top = (self.page[0] - self.columns * self.width) / 2, (self.page[1] - self.rows * self.height) / 2
        return left + index % self.columns * self.width, top + index // self.columns * self.height

    def cuts(self) -> list[tuple[float, float, float, float]]:
        """Crop marks at the sheet's edges: (left, top, width, height) of each."""
        if self.per_page == 1:
            return []
        (left, top), (wide, tall) = self.place(0), self.page
        marks: list[tuple[float, float, float, float]] = []
        for column in range(self.columns + 1):
            marks += [(left + column * self.width - 0.05, edge, 0.1, 4) for edge in (0, tall - 4)]
        for row in range(self.rows + 1):
            marks += [(edge, top + row * self.height - 0.05, 4, 0.1) for edge in (0, wide - 4)]
        return marks


DESIGNS = {
    design.code: design
    for design in (
        Design("a7-sheet", 74, 105, 4, 2),
        Design("a6-sheet", 105, 148, 2, 2),
        Design("a7", 74, 105),
        Design("a6", 105, 148),
    )
}


@dataclass(frozen=True)
class Occasion:
    """What all badges of an event share, in the event's own language."""

    locale: str
    institution: str
    title: str
    when_and_where: str
    logo: bytes | None = None

    @cached_property
    def logo_width(self) -> float:
        """How wide the logo is shown, in millimetres of the A7; 0 without one."""
        if self.logo is None:
            return 0.0
        from PIL import Image

        with Image.open(io.BytesIO(self.logo)) as picture:
            return min(LONGEST_LOGO, max(LOGO, LOGO * picture.width / picture.height))


@dataclass(frozen=True)
class Holder:
    """What one badge says. `name` is (given, family) in the script of the event's language; `other_name` in the other, or "";
    `honorific` is what goes before the name, "S.E. M."."""

    registration_id: int
    honorific: str
    name: tuple[str, str]
    other_name: str
    function: str
    organisation: str
    country: str
    category: str
    letter: str
    colour: str
    zones: tuple[str, ...]
    token: str


class Words(NamedTuple):
    """A text in its place on the badge: where it stands, how wide its line is, how it looks."""

    text: Fitted
    y: float
    x: float = MARGIN
    width: float = ROOM
    colour: str = INK
    bold: bool = False

    @property
    def way(self) -> str:
        return way(" ".join(self.text.lines))


@dataclass(frozen=True)
class Ground:
    """What the badges of one category share: the coloured band, the letter in its disc, the zones.

    `lift` is how far the letter is to be moved up, in ems, to stand in the middle of its disc."""

    letter: str
    lift: float
    colour: str
    ink: str
    zones: tuple[str, ...]
    words: tuple[Words, ...]  # on the band
    category: Words

    @property
    def pale(self) -> bool:
        return contrast(self.colour, WHITE) < PALE


def measured(occasion: Occasion, holder: Holder, scale: float) -> tuple[Occasion, Ground, list[Words]]:
    """All of one badge that has to be measured, the logo of the occasion too."""
    return occasion, ground(occasion, holder, scale), words_of(holder, scale)


def ground_key(holder: Holder) -> tuple[object, ...]:
    """Holders with the same key have the same ground."""
    return holder.letter, holder.colour, holder.zones, holder.category


def ground(occasion: Occasion, holder: Holder, scale: float) -> Ground:
    colour = holder.colour.lower() if HEX.fullmatch(holder.colour.lower()) else NEUTRAL
    ink = ink_on(colour)
    room = ROOM - (occasion.logo_width + 4 if occasion.logo else 0)
    institution, dates = (
        _sized(INSTITUTION._replace(width=room), scale, occasion.institution),
        _sized(DATES, scale, occasion.when_and_where),
    )
    at_dates = BAND - 2.2 - dates.height / scale
    left_over = at_dates - 0.6 - FRIEZE - 1.6 - institution.height / scale
    title = _sized(TITLE._replace(width=room, height=min(left_over, TITLE.height)), scale, occasion.title)
    words = (
        Words(institution, FRIEZE + 1.6, width=room, colour=ink),
        Words(title, at_dates - 0.3 - title.height / scale, width=room, colour=ink, bold=True),
        Words(dates, at_dates, colour=ink),
    )
    category = Words(_sized(CATEGORY, scale, holder.category), 92.4, width=CATEGORY.width, bold=True)
    lift = middle(holder.letter, "sans-bold") - middle("H", "sans-bold") if holder.letter else 0.0
    return Ground(holder.letter, -lift, colour, ink, holder.zones[:6], tuple(one for one in words if one.text.lines), category)


def words_of(holder: Holder, scale: float) -> list[Words]:
    """What only this badge says, as it is read: the names, then whence they come. That ends at a fixed place; the names stand in what is
    left above it, a little higher than the middle."""
    said = ((FUNCTION, holder.function, SOFT), (ORGANISATION, holder.organisation, INK), (COUNTRY, holder.country, SOFT))
    whence = [Words(_sized(box, scale, text), 0, colour=colour, bold=box.face == "sans-bold") for box, text, colour in said]
    starts = FROM_END - sum(words.text.height for words in whence) / scale
    honorific, other = _sized(HONORIFIC, scale, holder.honorific), _sized(OTHER_NAME, scale, holder.other_name)
    room = starts - 2.2 - NAMES_AT - (honorific.height + other.height) / scale - 0.6
    name = _sized(NAME._replace(height=min(room, NAME.height)), scale, *holder.name)
    names = [Words(honorific, 0, colour=SOFT), Words(name, 0, bold=True), Words(other, 0.6, colour=SOFT)]
    top = NAMES_AT + (room - name.height / scale) * 0.4
    return [*_stacked(names, top, scale), *_stacked(whence, starts, scale)]


def _stacked(texts: Sequence[Words], y: float, scale: float) -> Iterator[Words]:
    """Those that say something, one below the other; `y` of each is the air above it."""
    for words in texts:
        if words.text.lines:
            yield words._replace(y=y + words.y)
            y += words.y + words.text.height / scale


def code_place(locale: str) -> tuple[float, float]:
    """Left and top of the QR code: at the end of the line."""
    return (3.0 if locale in RTL else WIDTH - 3.0 - CODE), HEIGHT - 2.2 - CODE


def ink_on(colour: str) -> str:
    """White or near-black: whichever reads better on a category's colour."""
    return max((WHITE, INK), key=lambda ink: contrast(ink, colour))


def pages(badges: Sequence[Badge], design: Design) -> Iterator[Sequence[Badge]]:
    """Those that share a page."""
    return (badges[first : first + design.per_page] for first in range(0, len(badges), design.per_page))


def _sized(box: Box, scale: float, *parts: str) -> Fitted:
    """A text in a box of the A7, at the scale of the design."""
    width, height, largest, smallest = (measure * scale for measure in box[:4])
    return fit(parts, Box(width, height, largest, smallest, box.face, box.breaks))
