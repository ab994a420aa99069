"""The picture that social networks show beside a link to an event: a band of its star pattern, and what it is, where and when."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from app.core.colour import LIGHT, accent_on
from app.core.languages import RTL
from app.core.zellige import figures
from app.documents.assets import MissingLibrary, Refused, built
from app.documents.bidi import runs
from app.documents.cores import apart
from app.documents.fitting import FACES, POINT, Box, Fitted, by_face, fit, headline

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT, BAND, MARGIN = 1200, 630, 190, 64
INK, PAPER, MUTED = "#1f1c18", LIGHT[0], "#635d53"
ROOM = (WIDTH - 2 * MARGIN) * POINT  # sizes are pixels here, which fitting takes for points
TITLE = {  # by direction: the serif has its Arabic letters in Amiri, the sans in Plex
    False: Box(ROOM, 190 * POINT, 68, 26, "serif-bold", 4),
    True: Box(ROOM, 180 * POINT, 68, 26, "sans-bold", 4),
}
LINE = Box(ROOM, 46 * POINT, 32, 20, "sans", 1)


class Facts(NamedTuple):
    """What stands on the card, in the reader's language."""

    kind: str
    title: str
    when: str
    institution: str
    seed: str
    locale: str


@lru_cache(maxsize=64)
def draw(facts: Facts, accent: str) -> bytes:
    """A PNG of 1200 × 630; Pillow and the faces stay in the drawing process."""
    return apart(paint, facts, accent)


def paint(facts: Facts, accent: str) -> bytes:
    """The same, here and now."""
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
    """The kind, the title as large as it fits, then when and where, then who."""
    rtl = facts.locale in RTL
    try:
        y = _put(canvas, fit((facts.kind,), LINE), LINE.face, BAND + 36, colour, rtl=rtl)
        _put(canvas, headline(facts.title, TITLE[rtl]), TITLE[rtl].face, y + 2, INK, rtl=rtl)
        for y, line, ink in ((484, facts.when, INK), (548, facts.institution, MUTED)):
            _put(canvas, fit((line,), LINE), LINE.face, y, ink, rtl=rtl)
    except (MissingLibrary, Refused):
        return  # a checkout whose faces are not built yet: the pattern alone


def _put(canvas: ImageDraw, text: Fitted, face: str, y: float, colour: str, *, rtl: bool) -> float:
    """Write lines from where one starts to read; gives where the next stands. What was to be condensed is made smaller."""
    size = text.size * text.stretch
    for line in text.lines:
        pieces = [piece for run, backwards in runs(line, rtl=rtl) for piece in _pieces(run, face, size, backwards=backwards)]
        x = WIDTH - MARGIN - sum(width for _, _, _, width in pieces) if rtl else float(MARGIN)
        for run, font, direction, width in pieces:
            canvas.text((x, y + size), run, font=font, fill=colour, anchor="ls", **direction)
            x += width
        y += size * (text.leading + 0.14)
    return y


def _pieces(run: str, face: str, size: float, *, backwards: bool) -> list[tuple[str, FreeTypeFont, dict[str, Any], float]]:
    """A run cut where its face changes, from left to right."""
    from PIL import features

    direction: dict[str, Any] = {"direction": "rtl" if backwards else "ltr"} if features.check("raqm") else {}
    cut = [(part, _font(FACES[face][max(number, 0)], size)) for part, number in by_face(run, face)]
    return [(part, font, direction, font.getlength(part, **direction)) for part, font in (reversed(cut) if backwards else cut)]


@lru_cache(maxsize=64)
def _font(name: str, size: float) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(io.BytesIO(built(f"assets/{name}-normal.woff2")[0]), size)
