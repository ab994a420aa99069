"""Names that fit: measured with the faces they are printed in, shaped as they will be, sized so that they never spill.

Smaller down to a limit; then broken between words; then condensed; and only an absurd name goes below the limit. Nothing is ever cut.
What measures here stays in the process that did: a request has it done where its document is drawn (`cores.apart`)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import Any, NamedTuple
from unicodedata import bidirectional

from .assets import built_path

POINT = 25.4 / 72  # millimetres
EM = 1000
LATIN_LEADING, ARABIC_LEADING = 1.16, 1.36
ARABIC_DROP = {"sans": 0.17, "serif": 0.12}  # how far ي and ج reach below their line, in ems
NARROWEST = 0.72  # how far letters are condensed before they shrink below the limit
SAFETY = 1.015  # rounding on the way to paper
ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
FACES = {
    "sans": ("ibm-plex-sans-latin-400", "ibm-plex-sans-latin-ext-400", "ibm-plex-sans-arabic-arabic-400"),
    "sans-bold": ("ibm-plex-sans-latin-600", "ibm-plex-sans-latin-ext-600", "ibm-plex-sans-arabic-arabic-600"),
    "serif": ("source-serif-4-latin-400", "source-serif-4-latin-ext-400", "amiri-arabic-400"),
    "serif-bold": ("source-serif-4-latin-600", "source-serif-4-latin-ext-400", "amiri-arabic-700"),
}


@dataclass(frozen=True)
class Fitted:
    """Lines of one size; `stretch` below 1 condenses them."""

    lines: tuple[str, ...]
    size: float  # points
    stretch: float = 1.0
    leading: float = 1.0  # line height, in ems
    drop: float = 0.0  # what the last line needs below itself, in ems

    @property
    def height(self) -> float:
        """In millimetres, with what reaches below the last line."""
        return (len(self.lines) * self.leading + self.drop) * self.size * POINT


class Box(NamedTuple):
    """Room for a text: millimetres, the sizes it may have in points, and into how many lines each part of it may be broken."""

    width: float
    height: float
    largest: float
    smallest: float
    face: str = "sans"
    breaks: int = 2


@lru_cache(maxsize=2048)
def fit(parts: tuple[str, ...], box: Box) -> Fitted:
    """One line per part (a given name, a family name), all of one size, the largest that the box holds."""
    lines = tuple(" ".join(part.split()) for part in parts if part.strip())
    if not lines:
        return Fitted((), box.largest)
    arabic = any(map(ARABIC.search, lines))
    leading, drop = (ARABIC_LEADING, ARABIC_DROP[box.face.partition("-")[0]]) if arabic else (LATIN_LEADING, 0.0)
    tries = [lines, *(tuple(_broken(lines, n, box.face)) for n in range(2, box.breaks + 1))]
    sizes = [min(_widest_size(one, box), _tallest_size(one, box, leading, drop)) for one in tries]
    best = 0 if sizes[0] >= box.smallest else max(range(len(tries)), key=lambda index: sizes[index])
    lines, size = tries[best], min(sizes[best], box.largest)
    if size >= box.smallest:
        return Fitted(lines, size, leading=leading, drop=drop)
    size = min(box.smallest, _tallest_size(lines, box, leading, drop), size / NARROWEST)
    return Fitted(lines, size, min(1.0, _widest_size(lines, box) / size), leading, drop)


def headline(text: str, box: Box) -> Fitted:
    """A title as large as it fits into `breaks` lines, set in no more of them than it needs, each about as long as the others."""
    words = " ".join(text.split())
    longest = width(words, box.face) * SAFETY * POINT
    leading = ARABIC_LEADING if ARABIC.search(words) else LATIN_LEADING
    for size in range(int(box.largest), int(box.smallest) - 1, -1):
        lines = _evenly(words, max(1, math.ceil(longest * size / box.width)), box.face)
        wide, tall = max(width(line, box.face) for line in lines) * SAFETY, leading * len(lines)
        if len(lines) <= box.breaks and wide * size * POINT <= box.width and tall * size * POINT <= box.height:
            return Fitted(tuple(lines), size, leading=leading)
    return fit((words,), box)


def way(text: str) -> str:
    """ "rtl" or "ltr": the direction of the first letter that has one."""
    strong = next((sign for sign in text if bidirectional(sign) in ("L", "R", "AL")), "L")
    return "ltr" if bidirectional(strong) == "L" else "rtl"


def width(text: str, face: str) -> float:
    """The advance of a shaped text, in ems. A sign that none of the faces has counts as a full em."""
    return sum(_run(run, number, face) for run, number in by_face(text, face))


def middle(text: str, face: str) -> float:
    """How high above its line the middle of what a text draws stands, in ems."""
    run, number = by_face(text, face)[0]
    _, top, _, bottom = _font(FACES[face][max(number, 0)]).getbbox(run, anchor="ls")
    return float(-(top + bottom) / 2 / EM)


def _tallest_size(lines: Sequence[str], box: Box, leading: float, drop: float) -> float:
    return box.height / POINT / (leading * len(lines) + drop)


def _widest_size(lines: Sequence[str], box: Box) -> float:
    widest = max(width(line, box.face) for line in lines) * SAFETY
    return box.width / POINT / widest if widest else box.largest  # a lone vowel sign has no width


def _broken(lines: Sequence[str], count: int, face: str) -> list[str]:
    """Each line that is longer than the rest broken between words into at most `count`, as evenly as can be."""
    widest = max(width(line, face) for line in lines)
    return [piece for line in lines for piece in (_evenly(line, count, face) if width(line, face) > widest / count else [line])]


def _evenly(line: str, count: int, face: str) -> list[str]:
    """A line cut between words so that the widest piece is as narrow as can be."""
    words = line.split(" ")
    wide, blank = [width(word, face) for word in words], width(" ", face)
    if min(count, len(words)) < 2:
        return [line]
    room = min(limit for limit in _spans(wide, blank) if len(_filled(wide, blank, limit)) <= count)
    return [" ".join(words[first:last]) for first, last in pairwise([*_filled(wide, blank, room), len(words)])]


def _spans(wide: Sequence[float], blank: float) -> set[float]:
    """How wide a piece can be: every run of neighbouring words that no single word is wider than."""
    runs = (accumulate(wide[first:], lambda total, word: total + blank + word) for first in range(len(wide)))
    return {run for run in chain.from_iterable(runs) if run >= max(wide)}


def _filled(wide: Sequence[float], blank: float, room: float) -> list[int]:
    """Where each line starts when words are set one after the other into lines of this room."""
    starts, end = [0], wide[0]
    for index, word in enumerate(wide[1:], 1):
        end += blank + word
        if end > room + 1e-9:
            starts.append(index)
            end = word
    return starts


@lru_cache(maxsize=4096)
def by_face(text: str, face: str) -> tuple[tuple[str, int], ...]:
    """The text cut where the face changes: (run, number of the face, or -1)."""
    covers = [_cover(name) for name in FACES[face]]
    runs: list[tuple[str, int]] = []
    for sign in text:
        number = next((i for i, cover in enumerate(covers) if ord(sign) in cover), -1)
        if runs and (runs[-1][1] == number or sign == " "):
            runs[-1] = (runs[-1][0] + sign, runs[-1][1])
        else:
            runs.append((sign, number))
    return tuple(runs)


def _run(text: str, number: int, face: str) -> float:
    if number < 0:
        return float(len(text))
    return float(_font(FACES[face][number]).getlength(text)) / EM


@lru_cache(maxsize=16)
def _cover(name: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(built_path(f"assets/{name}-normal.woff2"), lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=16)
def _font(name: str) -> Any:
    """The face at a size where hinting rounds nothing away; HarfBuzz joins Arabic letters where Pillow has it, else they count wider."""
    from PIL import ImageFont, features

    engine = ImageFont.Layout.RAQM if features.check("raqm") else ImageFont.Layout.BASIC
    return ImageFont.truetype(str(built_path(f"assets/{name}-normal.woff2")), EM, layout_engine=engine)
