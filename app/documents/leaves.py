"""Many documents of one page each, laid out together: what several of them show in the same place is laid out once.

A leaf comes in parts, each of which finds its own place on the page. The different parts of a lot become pages of one tagged document;
then each leaf is bound from its parts. It looks, reads and is tagged the same whoever it was laid out with; only the faces it carries
hold a few more letters."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .assets import Fetcher, weasyprint
from .binding import Letters, bind, compressed_form, read_parts
from .pdf import Paper, page, styles, undisturbed

CUT = "<!-- cut -->"  # between two parts in a template


@dataclass(frozen=True)
class Leaf:
    """One page that is a document of its own.

    `parts` are HTML, in the order they are read in: none of them flows, each is positioned; they hold text and pictures, no links.
    `assets` are pictures by name (`nadwa:given/<name>`); a name means the same picture in the whole lot. `ground` is a PDF whose
    first page lies beneath."""

    title: str
    parts: tuple[str, ...]
    assets: Mapping[str, bytes] = field(default_factory=dict)
    ground: bytes = b""


def parts_of(html: str) -> tuple[str, ...]:
    """The parts of a leaf, from a template that says where to cut."""
    return tuple(part.strip() for part in html.split(CUT) if part.strip())


def render_leaves(paper: Paper, leaves: Sequence[Leaf]) -> list[bytes]:
    """A tagged PDF (PDF/UA-1) of each leaf, in a language and style sheets that they share; titles are their own.

    The style sheets give a `section` the size of the page, a position, and a page break. The same lot gives the same bytes."""
    import pikepdf

    sources = list(dict.fromkeys(part for leaf in leaves for part in leaf.parts))
    letters, made = _laid_out(paper, sources, _pictures(leaves))
    with pikepdf.open(io.BytesIO(made)) as lot:
        parts = dict(zip(sources, read_parts(lot, letters), strict=True))
        grounds = {ground: compressed_form(lot, ground) for ground in {leaf.ground for leaf in leaves} if ground}
        return [bind(lot, leaf.title, [parts[source] for source in leaf.parts], grounds.get(leaf.ground)) for leaf in leaves]


class _Noted:
    """Stands where WeasyPrint looks for a page: notes what the glyphs drawn on it stand for, apart from those of other pages."""

    def __init__(self, page: Any, fonts: dict[Any, Any]) -> None:
        self._page, self._fonts = page, fonts
        self.letters: Letters = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def paint(self, stream: Any, scale: float = 1) -> None:
        before = {key: font.to_unicode for key, font in self._fonts.items()}
        for font in self._fonts.values():
            font.to_unicode = {}
        self._page.paint(stream, scale)
        for key, font in self._fonts.items():
            if font.to_unicode:
                self.letters.setdefault(font.hash, {}).update(font.to_unicode)
            font.to_unicode = {**before.get(key, {}), **font.to_unicode}


def _laid_out(paper: Paper, parts: Sequence[str], pictures: Mapping[str, bytes]) -> tuple[list[Letters], bytes]:
    """A document with a page for each part, and what the glyphs on each page stand for."""
    body = "".join(f"<section>{part}</section>" for part in parts)
    with undisturbed():
        sheets, fonts = styles(paper.stylesheets)
        html = weasyprint().HTML(string=page(paper, body), base_url=None, url_fetcher=Fetcher(pictures))
        document = html.render(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
        if len(document.pages) != len(parts):
            raise ValueError(f"{len(parts)} parts take {len(document.pages)} pages")
        document.pages = [_Noted(one, document.fonts) for one in document.pages]
        made: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        return [one.letters for one in document.pages], made


def _pictures(leaves: Iterable[Leaf]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for leaf in leaves:
        for name, content in leaf.assets.items():
            if found.setdefault(name, content) != content:
                raise ValueError(f"two pictures of one lot are called {name}")
    return found
