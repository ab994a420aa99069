"""A certificate on paper: A4 landscape, a border of stars that is laid out once, and the words within."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from app.core.colour import LIGHT, accent_on
from app.core.locales import LOCALES, RTL
from app.documents import Chunk, Paper, fill, qr_png
from app.documents.cores import on_every_core
from app.documents.fitting import Box, Fitted, fit, way
from app.documents.leaves import Leaf, parts_of, render_leaves
from app.documents.ornament import frame, star
from app.documents.pdf import render_chunk
from app.documents.qr import ALPHANUMERIC

WIDTH, HEIGHT, STEP = 297, 210, 11
SHEETS = ("certificate",)
LOT = 40  # certificates laid out together
# The words from the top down: their room, and the air above them, in millimetres, which grows with what is left over.
HEAD = {"institution": (Box(190, 7, 15, 10, "serif", 2), 1.0), "patronage": (Box(200, 9, 10.5, 8.5, "serif", 2), 1.0)}
WORDS = {
    "heading": (Box(210, 13, 34, 20, "serif", 1), 0.0),
    "opening": (Box(200, 6, 13, 10, "serif", 1), 4.0),
    "name": (Box(212, 17, 38, 18, "serif-bold"), 1.5),
    "other_name": (Box(190, 7, 16, 10, "serif", 1), 0.5),
    "deed": (Box(200, 6, 13, 10, "serif", 1), 3.0),
    "event": (Box(205, 15, 19, 15, "serif-bold"), 1.5),
    "when_and_where": (Box(200, 6, 12.5, 9.5, "serif", 1), 1.5),
    "hours": (Box(200, 5.5, 12, 9.5, "serif", 1), 0.8),
    "citation": (Box(200, 9, 10.5, 8.5, "serif"), 3.0),
    "guest": (Box(200, 5.5, 10, 8, "serif", 1), 2.5),
    "partners": (Box(200, 8, 9.5, 7.5, "serif", 2), 1.0),
}
TOP, LOGO, BOTTOM, LOOSEST = 24.5, 13.0, 154.0, 2.3


class Line(NamedTuple):
    """A text in its place: millimetres from the top of the page."""

    key: str
    y: float
    text: Fitted


class Signature(NamedTuple):
    x: float
    width: float
    name: Fitted
    function: Fitted


@dataclass(frozen=True)
class Sheet:
    """What the printer needs of one certificate: its texts as issued, its serial, the institution's logo."""

    serial: str
    content: dict[str, Any]
    logo: bytes | None = None


def draw(sheet: Sheet) -> bytes:
    """The PDF, tagged (PDF/UA-1). The same certificate gives the same bytes."""
    return _draw_lot([prepared(sheet)])[0]


def draw_many(sheets: Sequence[Sheet]) -> Iterator[tuple[int, bytes]]:
    """(place, PDF) of each, in no particular order: many of one language at a time, on every core."""
    by_locale = ([place for place, sheet in enumerate(sheets) if sheet.content["locale"] == locale] for locale in LOCALES)
    lots = [places[first : first + LOT] for places in by_locale for first in range(0, len(places), LOT)]
    for number, made in on_every_core(_draw_lot, ([prepared(sheets[place]) for place in lot] for lot in lots)):
        yield from zip(lots[number], made, strict=True)


def _draw_lot(lot: Sequence[tuple[str, Leaf]]) -> list[bytes]:
    return render_leaves(Paper("", lot[0][0], SHEETS), [leaf for _locale, leaf in lot])


def prepared(sheet: Sheet) -> tuple[str, Leaf]:
    """(language, what is to be laid out in it), for a process of its own."""
    content, locale = sheet.content, str(sheet.content["locale"])
    accent = accent_on(content["accent"], LIGHT).colour
    code = f"code-{sheet.serial}"
    html = fill(
        "certificates/paper.html",
        locale,
        content=content,
        lines=lines_of(content, logo=sheet.logo is not None),
        serial=sheet.serial,
        accent=accent,
        way=way,
        logo=sheet.logo is not None,
        code=code,
        signatures=_signatures(content),
        shown_address=_shown(content["address"]),
    )
    pictures = {code: qr_png(code_of(content["address"]))} | ({"logo": sheet.logo} if sheet.logo else {})
    return locale, Leaf(f"{content['heading']} · {content['name']}", parts_of(html), pictures, ground(accent))


def code_of(address: str) -> str:
    """The address as a QR code holds it smallest: in capitals, where scheme, host and our path know no difference."""
    parts = urlsplit(address)
    whole = address.upper()
    return whole if ALPHANUMERIC.fullmatch(whole) and parts.path.lower().startswith("/verify/") else address


@lru_cache(maxsize=8)
def ground(accent: str) -> bytes:
    """The border in an accent, one page without words."""
    margin = 7.5
    stars, _, _ = frame(WIDTH - 2 * margin, HEIGHT - 2 * margin, STEP)
    html = fill(
        "certificates/ground.html", "en", accent=accent, stars=stars, margin=margin, step=STEP, width=WIDTH, height=HEIGHT, seal=_seal()
    )
    return render_chunk(Paper("", "en", SHEETS, tagged=False), Chunk(html))


def _seal() -> list[str]:
    """A large rosette, drawn very lightly behind the words: stars within a star."""
    return [star(0, 0, radius, points=points) for radius, points in ((62, 16), (54, 16), (44, 8), (30, 8), (18, 8))]


def lines_of(content: dict[str, Any], *, logo: bool) -> list[Line]:
    """Institution and patronage at the head; the words in the middle of what is left, with as much air as there is."""
    lines, y = [], TOP + (LOGO if logo else 0)
    for key, (box, gap) in HEAD.items():
        if content[key]:
            text = fit((content[key],), box)
            lines.append(Line(key, y + gap, text))
            y += gap + text.height
    said = [(key, fit((content[key],), box), gap) for key, (box, gap) in WORDS.items() if content[key]]
    air, room = sum(gap for _, _, gap in said), BOTTOM - y - sum(text.height for _, text, _ in said)
    loose = min(LOOSEST, room / (air + 4))
    y += max(0.0, (room - loose * air) / 2)
    for key, text, gap in said:
        lines.append(Line(key, y + loose * gap, text))
        y += loose * gap + text.height
    return lines


def _signatures(content: dict[str, Any]) -> list[Signature]:
    """Side by side between the margin and the code, from the side where one starts to read."""
    people = content["signatories"]
    width = min(70.0, 178 / max(1, len(people)))
    start = 30 + (178 - width * len(people)) / 2
    found = []
    for number, one in enumerate(people):
        x = start + number * width
        name, function = Box(width - 8, 10, 11.5, 8.5, "serif-bold"), Box(width - 8, 9, 9.5, 7.5, "serif", 2)
        left = WIDTH - x - width if content["locale"] in RTL else x
        found.append(Signature(left + 4, width - 8, fit((one["name"],), name), fit((one["function"],), function)))
    return found


def _shown(address: str) -> str:
    """The page to type the serial on, without its scheme."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path.rpartition('/')[0]}/"
