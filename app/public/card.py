"""The picture that social networks show beside a link to an event: a band of its star pattern, and what it is, where and when."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from app.core.colour import LIGHT, accent_on
from app.core.zellige import figures
from app.documents.assets import MissingLibrary, Refused, built

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT, BAND, MARGIN = 1200, 630, 190, 64
INK, PAPER, MUTED = "#1f1c18", LIGHT[0], "#635d53"
FACES = {
    "serif": ("assets/source-serif-4-latin-600-normal.woff2", "assets/ibm-plex-sans-arabic-arabic-600-normal.woff2"),
    "sans": ("assets/ibm-plex-sans-latin-400-normal.woff2", "assets/ibm-plex-sans-arabic-arabic-400-normal.woff2"),
}
RUNS = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+|[^\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+")
MIRRORED = str.maketrans("«»()[]", "»«)(][")


class Facts(NamedTuple):
    """What stands on the card, in the reader's language."""

    kind: str
    title: str
    when: str
    institution: str
    seed: str
    locale: str


class Pen(NamedTuple):
    """One style in both scripts: no face holds Arabic letters and Latin figures together."""

    latin: FreeTypeFont
    arabic: FreeTypeFont
    rtl: bool

    def runs(self, word: str) -> list[tuple[str, FreeTypeFont]]:
        """A word cut where the script changes, in the order in which its parts stand from the start of the line."""
        cut = [
            (run, self.arabic if RUNS.fullmatch(run) and run[0] > "\u05ff" and run[0] < "\u2000" else self.latin)
            for run in RUNS.findall(word)
        ]
        return [(run.translate(MIRRORED) if self.rtl and face is self.latin else run, face) for run, face in cut]

    def width(self, word: str) -> float:
        return sum(face.getlength(run) for run, face in self.runs(word))

    @property
    def space(self) -> float:
        return float(self.latin.getlength(" "))


@lru_cache(maxsize=64)
def draw(facts: Facts, accent: str) -> bytes:
    """A PNG of 1200 × 630."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    picture.paste(_band(facts.seed, accent), (0, 0))
    canvas = ImageDraw.Draw(picture)
    _write(canvas, facts, accent_on(accent, LIGHT).colour)
    out = io.BytesIO()
    picture.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()


def _band(seed: str, accent: str):  # type: ignore[no-untyped-def]
    """The pattern, drawn at twice its size so that its edges come out smooth."""
    from PIL import Image, ImageDraw

    band = Image.new("RGB", (WIDTH * 2, BAND * 2))
    canvas = ImageDraw.Draw(band)
    for colour, points, filled in figures(seed, accent=accent, width=WIDTH, height=BAND):
        doubled = [(x * 2, y * 2) for x, y in points]
        if filled:
            canvas.polygon(doubled, fill=colour)
        else:
            canvas.line(doubled, fill=colour, width=6, joint="curve")
    return band.resize((WIDTH, BAND), Image.Resampling.LANCZOS)


def _write(canvas: ImageDraw, facts: Facts, colour: str) -> None:
    """The kind, the title as large as it fits in three lines, then when and where, then who."""
    rtl = facts.locale == "ar"
    try:
        pens = {size: _pen("serif", size, rtl) for size in (68, 58, 50, 42)}
        small = _pen("sans", 32, rtl)
    except (MissingLibrary, Refused):
        return  # a checkout whose faces are not built yet: the pattern alone
    y = _line(canvas, small, facts.kind.split(), BAND + 36, colour)
    size, lines = next(((size, lines) for size, pen in pens.items() if len(lines := list(_wrapped(pen, facts.title))) <= 3), (42, []))
    lines = lines or [*list(_wrapped(pens[42], facts.title))[:3]]
    for words in lines:
        y = _line(canvas, pens[size], words, y + 4, INK)
    _line(canvas, small, facts.when.split(), max(y + 14, 478), INK)
    _line(canvas, small, facts.institution.split(), 548, MUTED)


@lru_cache(maxsize=32)
def _pen(style: str, size: int, rtl: bool) -> Pen:
    from PIL import ImageFont

    latin, arabic = (ImageFont.truetype(io.BytesIO(built(name)[0]), size) for name in FACES[style])
    return Pen(latin, arabic, rtl)


def _wrapped(pen: Pen, text: str) -> Iterator[list[str]]:
    line: list[str] = []
    width = 0.0
    for word in text.split():
        step = pen.width(word) + pen.space
        if line and width + step > WIDTH - 2 * MARGIN:
            yield line
            line, width = [], 0.0
        line.append(word)
        width += step
    if line:
        yield line


def _line(canvas: ImageDraw, pen: Pen, words: list[str], y: float, colour: str) -> float:
    """Write words from the start of the line; gives where the next line stands."""
    x = float(WIDTH - MARGIN if pen.rtl else MARGIN)
    towards = -1 if pen.rtl else 1
    baseline = y + pen.latin.size
    for word in words:
        for run, face in pen.runs(word):
            width = face.getlength(run)
            canvas.text((x - width if pen.rtl else x, baseline), run, font=face, fill=colour, anchor="ls")
            x += towards * width
        x += towards * pen.space
    return y + pen.latin.size * 1.32
