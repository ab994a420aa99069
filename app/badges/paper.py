"""Badges as pages. What a category shares is laid out once and stamped; only names and what belongs to them is laid out per person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from flask_babel import gettext

from app.core.i18n import speaking
from app.documents import Chunk, Code, Form, Paper, fill, qr_png, render_many, render_pdf
from app.documents.ornament import lattice

from .design import BAND, CODE, Design, Holder, Occasion, code_place, ground, ground_key, pages, words_of

SHEETS = ("badge",)
PER_CHUNK = 160  # a whole number of sheets


def one_badge(occasion: Occasion, holder: Holder, design: Design) -> bytes:
    """The badge of one person: one tagged page."""
    html = fill(
        "badges/paper.html",
        occasion.locale,
        occasion=occasion,
        design=design,
        pages=[[(0, 0, ground(occasion, holder, design.scale), words_of(holder, design.scale), code_place(occasion.locale))]],
        stars=lattice(74, BAND, 9.25),
        side=CODE,
        cuts=[],
    )
    pictures = {"code": qr_png(holder.token), **_logo(occasion)}
    return render_pdf(html, title=_title(occasion), locale=occasion.locale, stylesheets=SHEETS, assets=pictures)


def many_badges(occasion: Occasion, holders: Sequence[Holder], design: Design, *, advance: Callable[[int], object] | None = None) -> bytes:
    """The badges of many, in their order, as one file to print. `advance` is told how many are done."""
    paper = Paper(_title(occasion), occasion.locale, SHEETS, tagged=False)
    grounds = {ground_key(holder): holder for holder in holders}
    numbers = {key: number for number, key in enumerate(grounds)}
    return render_many(
        paper, _chunks(occasion, holders, design, numbers), forms=_forms(paper, occasion, list(grounds.values()), design), advance=advance
    )


def _forms(paper: Paper, occasion: Occasion, kinds: Sequence[Holder], design: Design) -> bytes:
    """One page of the badge's size per category."""
    html = fill(
        "badges/paper.html",
        occasion.locale,
        occasion=occasion,
        design=design._replace(columns=1, rows=1),
        pages=[[(0, 0, ground(occasion, holder, design.scale), [], None)] for holder in kinds],
        stars=lattice(74, BAND, 9.25),
        side=CODE,
        cuts=[],
    )
    return render_many(paper, [Chunk(html, _logo(occasion))])


def _chunks(occasion: Occasion, holders: Sequence[Holder], design: Design, numbers: dict[tuple[object, ...], int]) -> Iterator[Chunk]:
    for first in range(0, len(holders), PER_CHUNK):
        some = holders[first : first + PER_CHUNK]
        sheets = [[(*design.place(index), holder) for index, holder in enumerate(page)] for page in pages(some, design)]
        html = fill(
            "badges/paper.html",
            occasion.locale,
            occasion=occasion,
            design=design,
            pages=[[(x, y, None, words_of(holder, design.scale), None) for x, y, holder in sheet] for sheet in sheets],
            cuts=design.cuts(),
        )
        yield Chunk(html, count=len(some), stamps=[_stamps(sheet, occasion, design, numbers) for sheet in sheets])


def _stamps(
    sheet: Sequence[tuple[float, float, Holder]], occasion: Occasion, design: Design, numbers: dict[tuple[object, ...], int]
) -> list[Form | Code]:
    left, top = code_place(occasion.locale)
    scale = design.scale
    forms: list[Form | Code] = [Form(numbers[ground_key(holder)], x, y) for x, y, holder in sheet]
    return forms + [Code(holder.token, x + left * scale, y + top * scale, CODE * scale) for x, y, holder in sheet]


def _logo(occasion: Occasion) -> dict[str, bytes]:
    return {"logo": occasion.logo} if occasion.logo else {}


def _title(occasion: Occasion) -> str:
    with speaking(occasion.locale):
        return str(gettext("Badges: %(event)s", event=occasion.title))
