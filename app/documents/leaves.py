"""Many documents of one page each, laid out together: what several of them show in the same place is laid out once.

A leaf comes in parts, each of which finds its own place on the page. The different parts of a lot become pages of one tagged document;
then each leaf is bound from its parts. It looks, reads and is tagged the same whoever it was laid out with; only the faces it carries
hold a few more letters."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .assets import Fetcher, weasyprint
from .binding import bind, compressed_form, read_parts
from .finishing import finish
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
    """A tagged PDF (PDF/UA-1) of each leaf, in a language and style sheets that they share; titles are their own. Here and now: for the
    drawing process.

    The style sheets give a `section` the size of the page, a position, and a page break. The same lot gives the same bytes."""
    import pikepdf

    sources = list(dict.fromkeys(part for leaf in leaves for part in leaf.parts))
    made = _laid_out(paper, sources, _pictures(leaves))
    with pikepdf.open(io.BytesIO(made)) as lot:
        parts = dict(zip(sources, read_parts(lot), strict=True))
        grounds = {ground: compressed_form(lot, ground) for ground in {leaf.ground for leaf in leaves} if ground}
        return [bind(lot, leaf.title, [parts[source] for source in leaf.parts], grounds.get(leaf.ground)) for leaf in leaves]


def _laid_out(paper: Paper, parts: Sequence[str], pictures: Mapping[str, bytes]) -> bytes:
    """A document with a page for each part."""
    body = "".join(f"<section>{part}</section>" for part in parts)
    with undisturbed():
        sheets, fonts = styles(paper.stylesheets)
        html = weasyprint().HTML(string=page(paper, body), base_url=None, url_fetcher=Fetcher(pictures))
        document = html.render(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
        if len(document.pages) != len(parts):
            raise ValueError(f"{len(parts)} parts take {len(document.pages)} pages")
        made: bytes = document.write_pdf(finisher=finish, pdf_variant="pdf/ua-1")
        return made


def _pictures(leaves: Iterable[Leaf]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for leaf in leaves:
        for name, content in leaf.assets.items():
            if found.setdefault(name, content) != content:
                raise ValueError(f"two pictures of one lot are called {name}")
    return found
