"""What a badge looks like: A7 and A6, alone or several on an A4 sheet. All measures are those of the A7; the A6 is larger by the root of two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from app.core.colour import HEX, contrast
from app.core.locales import RTL
from app.documents.fitting import Box, Fitted, fit, way

Badge = TypeVar("Badge")
INK, SOFT, WHITE, NEUTRAL = "#211e1a", "#3d3832", "#ffffff", "#4a4a45"
ROOM, MARGIN = 62, 6
INSTITUTION, TITLE, DATES = Box(ROOM, 3.6, 7.2, 5.2, breaks=1), Box(ROOM, 10.4, 11.5, 7.5, "sans-bold"), Box(ROOM, 3.6, 7.2, 5.2, breaks=1)
BESIDE_LOGO = Box(49, 3.6, 7.2, 5.2)
NAME, OTHER_NAME = Box(ROOM, 22.2, 27, 13, "sans-bold"), Box(ROOM, 6.8, 14, 8)
FUNCTION, ORGANISATION, COUNTRY = Box(ROOM, 6.4, 9, 7.4), Box(ROOM, 6.4, 9, 7.4, "sans-bold"), Box(ROOM, 3.6, 9, 6)
CATEGORY = Box(34, 8.6, 12, 9, "sans-bold")
BAND, NAMES_AT, FROM_END, CODE = 25, 28.4, 74.4, 28.0  # millimetres from the top; the side of the QR code


class Design(NamedTuple):
    """A way to print: the badge's size in millimetres, and how many columns and rows of them a page has."""

    code: str
    width: float
    height: float
    columns: int = 1
    rows: int = 1

    @property
    def scale(self) -> float:
        return self.width / 74

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


@dataclass(frozen=True)
class Holder:
    """What one badge says. `name` is (given, family) in the script of the event's language; `other_name` in the other, or ""."""

    registration_id: int
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
    """What the badges of one category share: the coloured band, the letter in its disc, the zones."""

    letter: str
    colour: str
    ink: str
    zones: tuple[str, ...]
    words: tuple[Words, ...]


def ground_key(holder: Holder) -> tuple[object, ...]:
    """Holders with the same key have the same ground."""
    return holder.letter, holder.colour, holder.zones, holder.category


def ground(occasion: Occasion, holder: Holder, scale: float) -> Ground:
    colour = holder.colour.lower() if HEX.fullmatch(holder.colour.lower()) else NEUTRAL
    ink = ink_on(colour)
    institution = _sized(BESIDE_LOGO if occasion.logo else INSTITUTION, scale, occasion.institution)
    title, dates = _sized(TITLE, scale, occasion.title), _sized(DATES, scale, occasion.when_and_where)
    category = _sized(CATEGORY, scale, holder.category)
    at_dates = BAND - 2.6 - dates.height / scale
    words = (
        Words(institution, 3.2, colour=ink),
        Words(title, at_dates - 0.3 - title.height / scale, colour=ink, bold=True),
        Words(dates, at_dates, colour=ink),
        Words(category, 92.2, width=34, bold=True),
    )
    return Ground(holder.letter, colour, ink, holder.zones[:6], tuple(one for one in words if one.text.lines))


def words_of(holder: Holder, scale: float) -> list[Words]:
    """What only this badge says: the names from above, whence they come from below."""
    name, other = _sized(NAME, scale, *holder.name), _sized(OTHER_NAME, scale, holder.other_name)
    words = [Words(name, NAMES_AT, bold=True), Words(other, NAMES_AT + name.height / scale + 0.4, colour=SOFT)]
    y = FROM_END
    for box, text, colour in ((COUNTRY, holder.country, SOFT), (ORGANISATION, holder.organisation, INK), (FUNCTION, holder.function, SOFT)):
        fitted = _sized(box, scale, text)
        y -= fitted.height / scale
        words.append(Words(fitted, y, colour=colour, bold=box.face == "sans-bold"))
    return [one for one in words if one.text.lines]


def code_place(locale: str) -> tuple[float, float]:
    """Left and top of the QR code: at the end of the line."""
    return (3.0 if locale in RTL else 74 - 3.0 - CODE), 105 - 2.4 - CODE


def ink_on(colour: str) -> str:
    """White or near-black: whichever reads better on a category's colour."""
    return max((WHITE, INK), key=lambda ink: contrast(ink, colour))


def pages(badges: Sequence[Badge], design: Design) -> Iterator[Sequence[Badge]]:
    """Those that share a page."""
    return (badges[first : first + design.per_page] for first in range(0, len(badges), design.per_page))


def _sized(box: Box, scale: float, *parts: str) -> Fitted:
    """A text in a box of the A7, at the scale of the design."""
    return fit(parts, Box(box.width * scale, box.height * scale, box.largest * scale, box.smallest * scale, box.face, box.breaks))
