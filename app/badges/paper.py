"""Badges as pages. What a category shares is laid out once and stamped; only names and what belongs to them is laid out per person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from flask_babel import gettext

from app.core.i18n import speaking
from app.documents import Chunk, Code, Form, Paper, qr_png, render_many, render_pdf
from app.documents.cores import apart
from app.documents.ornament import frieze, lattice
from app.documents.templates import fill

from .design import BAND, CODE, FRIEZE, WIDTH, Design, Holder, Occasion, Words, code_place, ground, ground_key, measured, pages, words_of

SHEETS = ("badge",)
PER_CHUNK = 160  # a whole number of sheets


def one_badge(occasion: Occasion, holder: Holder, design: Design) -> bytes:
    """The badge of one person: one tagged page."""
    occasion, band, words = apart(measured, occasion, holder, design.scale)
    html = fill(
        "badges/paper.html",
        occasion.locale,
        occasion=occasion,
        design=design,
        pages=[[(0, 0, band, words, code_place(occasion.locale))]],
        cuts=[],
        **_shapes(),
    )
    pictures = {"code": qr_png(holder.token), **_logo(occasion)}
    return render_pdf(html, title=_title(occasion), locale=occasion.locale, stylesheets=SHEETS, assets=pictures)


def many_badges(occasion: Occasion, holders: Sequence[Holder], design: Design, *, advance: Callable[[int], object] | None = None) -> bytes:
    """The badges of many, in their order, as one file to print. `advance` is told how many are done."""
    paper = Paper(_title(occasion), occasion.locale, SHEETS, tagged=False)
    run = Run(occasion, design, [(holder, words_of(holder, design.scale)) for holder in holders])
    return render_many(paper, run.chunks(), forms=render_many(paper, [run.forms()]), advance=advance)


class Run:
    """Many badges of one design: what several of them share is laid out once, as the forms' pages."""

    def __init__(self, occasion: Occasion, design: Design, badges: Sequence[tuple[Holder, list[Words]]]) -> None:
        self.occasion, self.design, self.badges = occasion, design, badges
        self.grounds: dict[object, Holder] = {ground_key(holder): holder for holder, _ in badges}
        often = Counter(words._replace(y=0) for _, some in badges for words in some)
        self.shared = [words for words, times in often.items() if times > 1]
        self.numbers: dict[object, int] = {key: number for number, key in enumerate((*self.grounds, *self.shared))}

    def forms(self) -> Chunk:
        """A page for the ground of each category, then one for each text that several badges have: a country, an institution."""
        scale = self.design.scale
        grounds: list[list[Any]] = [[(0, 0, ground(self.occasion, holder, scale), [], None)] for holder in self.grounds.values()]
        texts: list[list[Any]] = [[(0, 0, None, [words], None)] for words in self.shared]
        html = fill(
            "badges/paper.html",
            self.occasion.locale,
            occasion=self.occasion,
            design=self.design._replace(columns=1, rows=1),
            pages=[*grounds, *texts],
            cuts=[],
            **_shapes(),
        )
        return Chunk(html, _logo(self.occasion))

    def chunks(self) -> Iterator[Chunk]:
        for first in range(0, len(self.badges), PER_CHUNK):
            some = self.badges[first : first + PER_CHUNK]
            sheets = [[(*self.design.place(index), *badge) for index, badge in enumerate(page)] for page in pages(some, self.design)]
            own = [
                [(x, y, None, [one for one in words if one._replace(y=0) not in self.numbers], None) for x, y, _, words in sheet]
                for sheet in sheets
            ]
            html = fill(
                "badges/paper.html", self.occasion.locale, occasion=self.occasion, design=self.design, pages=own, cuts=self.design.cuts()
            )
            yield Chunk(html, count=len(some), stamps=[self._stamps(sheet) for sheet in sheets])

    def _stamps(self, sheet: Sequence[tuple[float, float, Holder, list[Words]]]) -> list[Form | Code]:
        left, top = code_place(self.occasion.locale)
        scale = self.design.scale
        stamps: list[Form | Code] = []
        for x, y, holder, words in sheet:
            stamps.append(Form(self.numbers[ground_key(holder)], x, y))
            shared = ((self.numbers.get(one._replace(y=0)), one.y) for one in words)
            stamps += [Form(number, x, y + at * scale) for number, at in shared if number is not None]
            stamps.append(Code(holder.token, x + left * scale, y + top * scale, CODE * scale))
        return stamps


@lru_cache(maxsize=1)
def _shapes() -> dict[str, Any]:
    """What is drawn on every band, in the measures of the A7."""
    height = BAND - FRIEZE
    return {
        "band": BAND,
        "side": CODE,
        "frieze_height": FRIEZE,
        "frieze": frieze(WIDTH, FRIEZE),
        "lattice": lattice(WIDTH, height, WIDTH / 8),
    }


def _logo(occasion: Occasion) -> dict[str, bytes]:
    return {"logo": occasion.logo} if occasion.logo else {}


def _title(occasion: Occasion) -> str:
    with speaking(occasion.locale):
        return str(gettext("Badges: %(event)s", event=occasion.title))
