"""A certificate on paper: A4 landscape, a border of stars that is laid out once, and the words within."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from app.core.colour import LIGHT, accent_on
from app.core.languages import LOCALES, RTL
from app.documents import Chunk, Paper, qr_png
from app.documents.cores import apart, on_every_core
from app.documents.fitting import ARABIC, Box, Fitted, fit, way
from app.documents.leaves import Leaf, parts_of, render_leaves
from app.documents.ornament import frame, rosette, star
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
TOP, LOGO, BOTTOM, LOOSEST, TIGHTEST = 24.5, 13.0, 154.0, 2.3, 0.3
ARABIC_SIZE = 1.15  # Amiri draws smaller than the Latin face of the same size
SMALLER = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5)  # how much, when everything together is too tall
SIGNED, SIGNATURE = 178.0, 70.0  # room for those who sign, beside the proof; at most so much for each


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


Measure = Callable[[dict[str, Any], bool], tuple[list[Line], list[Signature]]]


def draw(sheet: Sheet) -> bytes:
    """The PDF, tagged (PDF/UA-1). The same certificate gives the same bytes."""
    return apart(render_leaves, *_lot([sheet], partial(apart, measured)))[0]


def draw_many(sheets: Sequence[Sheet]) -> Iterator[tuple[int, bytes]]:
    """(place, PDF) of each, in no particular order: many of one language at a time, on every core."""
    by_locale = ([place for place, sheet in enumerate(sheets) if sheet.content["locale"] == locale] for locale in LOCALES)
    lots = [places[first : first + LOT] for places in by_locale for first in range(0, len(places), LOT)]
    for number, made in on_every_core(render_leaves, (_lot([sheets[place] for place in places], measured) for places in lots)):
        yield from zip(lots[number], made, strict=True)


def _lot(sheets: Sequence[Sheet], measure: Measure) -> tuple[Paper, list[Leaf]]:
    """What is to be laid out of certificates in one language, for another process."""
    return Paper("", str(sheets[0].content["locale"]), SHEETS), [prepared(sheet, measure) for sheet in sheets]


def measured(content: dict[str, Any], logo: bool) -> tuple[list[Line], list[Signature]]:
    """Where the words stand, and who signs. One by hand is measured where it is drawn, many by who hands them out."""
    return lines_of(content, logo=logo), signatures_of(content)


def prepared(sheet: Sheet, measure: Measure) -> Leaf:
    """What is to be laid out of a certificate, among others of its language."""
    from app.documents.templates import fill  # here: the process that measures does without Flask

    lines, signatures = measure(sheet.content, sheet.logo is not None)
    content, locale = sheet.content, str(sheet.content["locale"])
    accent = accent_on(content["accent"], LIGHT).colour
    code = f"code-{sheet.serial}"
    html = fill(
        "certificates/paper.html",
        locale,
        content=content,
        lines=lines,
        serial=sheet.serial,
        accent=accent,
        way=way,
        logo=sheet.logo is not None,
        code=code,
        signatures=signatures,
        issued_from=(WIDTH - _middle(content) if locale in RTL else _middle(content)) - SIGNED / 2,
        issued_width=SIGNED,
        shown_address=_shown(content["address"]),
    )
    pictures = {code: qr_png(code_of(content["address"]))} | ({"logo": sheet.logo} if sheet.logo else {})
    return Leaf(f"{content['heading']} · {content['name']}", parts_of(html), pictures, ground(accent))


def code_of(address: str) -> str:
    """The address as a QR code holds it smallest: in capitals, where scheme, host and our path know no difference."""
    parts = urlsplit(address)
    whole = address.upper()
    return whole if ALPHANUMERIC.fullmatch(whole) and parts.path.lower().startswith("/verify/") else address


@lru_cache(maxsize=8)
def ground(accent: str) -> bytes:
    """The border in an accent, one page without words."""
    from app.documents.templates import fill  # as above

    margin = 7.5
    stars, _, _ = frame(WIDTH - 2 * margin, HEIGHT - 2 * margin, STEP)
    html = fill(
        "certificates/ground.html", "en", accent=accent, stars=stars, margin=margin, step=STEP, width=WIDTH, height=HEIGHT, seal=_seal()
    )
    return apart(render_chunk, Paper("", "en", SHEETS, tagged=False), Chunk(html))


def _seal() -> list[str]:
    """A large rosette, drawn very lightly behind the words: stars of sixteen points, one within the other."""
    return [rosette(62, 16, 7), rosette(62, 16, 6), rosette(62, 16, 5), star(0, 0, 9.4, points=16, inner=0.62)]


def lines_of(content: dict[str, Any], *, logo: bool) -> list[Line]:
    """Institution and patronage at the head; the words in the middle of what is left, with as much air as there is; all smaller when
    there is too little."""
    for size in SMALLER:
        head = [(key, _fitted(content[key], box, size), gap) for key, (box, gap) in HEAD.items() if content[key]]
        said = [(key, _fitted(content[key], box, size), gap) for key, (box, gap) in WORDS.items() if content[key]]
        top = TOP + (LOGO if logo else 0)
        under = top + sum(gap + text.height for _, text, gap in head)
        air, room = sum(gap for _, _, gap in said), BOTTOM - under - sum(text.height for _, text, _ in said)
        loose = min(LOOSEST, room / (air + 4))
        if loose >= TIGHTEST:
            break
    start = under + max(0.0, (room - loose * air) / 2)
    return [*_lines(head, top, 1.0), *_lines(said, start, max(0.0, loose))]


def _lines(texts: Sequence[tuple[str, Fitted, float]], y: float, loose: float) -> Iterator[Line]:
    for key, text, gap in texts:
        yield Line(key, y + loose * gap, text)
        y += loose * gap + text.height


def _fitted(text: str, box: Box, size: float) -> Fitted:
    """A text at its size; Arabic larger, and with the height that it needs."""
    if ARABIC.search(text):
        width, height, largest, smallest = box.width, box.height * ARABIC_SIZE * 1.25, box.largest * ARABIC_SIZE, box.smallest * ARABIC_SIZE
    else:
        width, height, largest, smallest = box[:4]
    return fit((text,), Box(width, height * size, largest * size, smallest * size, box.face, box.breaks))


def signatures_of(content: dict[str, Any]) -> list[Signature]:
    """One in the middle of the page; several side by side between the margin and the code, from the side where one starts to read."""
    people = content["signatories"]
    width = min(SIGNATURE, SIGNED / max(1, len(people)))
    start = _middle(content) - width * len(people) / 2
    found = []
    for number, one in enumerate(people):
        x = start + number * width
        name, function = Box(width - 8, 8, 11.5, 8.5, "serif-bold"), Box(width - 8, 10, 9.5, 7.5, "serif", 3)
        left = WIDTH - x - width if content["locale"] in RTL else x
        found.append(Signature(left + 4, width - 8, _fitted(one["name"], name, 0.9), _fitted(one["function"], function, 0.9)))
    return found


def _middle(content: dict[str, Any]) -> float:
    """Above which point the date stands, and those who sign; as if reading started on the left."""
    return WIDTH / 2 if len(content["signatories"]) < 2 else 30 + SIGNED / 2


def _shown(address: str) -> str:
    """The page to type the serial on, without its scheme."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path.rpartition('/')[0]}/"
