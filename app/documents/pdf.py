"""HTML to PDF: faces and style sheets are read once per process, long runs are laid out in chunks on every core.

A document of hundreds of pages in one go grows slower per page and larger, so: chunks, with the garbage collector off within each."""

from __future__ import annotations

import atexit
import gc
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from threading import RLock
from typing import Any

from app.core.languages import RTL

from .assets import Fetcher, sheet_source, weasyprint
from .cores import apart, on_every_core
from .finishing import finish
from .stamping import Code, Form, stamp

PDF = "application/pdf"
Progress = Callable[[int], object]
_one_at_a_time = RLock()  # fontconfig and Pango's maps are shared by the threads of a process


@dataclass(frozen=True)
class Paper:
    """What all pages of a document have in common.

    `stylesheets` are names of static/src/paper/*.css. A `tagged` document is PDF/UA-1; print runs do without, being smaller."""

    title: str
    locale: str
    stylesheets: tuple[str, ...] = ("document",)
    tagged: bool = True


@dataclass(frozen=True)
class Chunk:
    """Some pages of a long document: HTML for the body, pictures by name (`nadwa:given/<name>`), how many things it shows, and
    what `render_many` stamps on each of its pages."""

    html: str
    assets: Mapping[str, bytes] = field(default_factory=dict)
    count: int = 1
    stamps: Sequence[Sequence[Form | Code]] = ()


def render_pdf(
    html: str,
    *,
    title: str,
    locale: str,
    stylesheets: tuple[str, ...] = ("document",),
    assets: Mapping[str, bytes] | None = None,
) -> bytes:
    """A tagged PDF (PDF/UA-1) of `html`, the content of a body. The same input gives the same bytes.

    `assets` are PNG, JPEG or WebP pictures, named in the HTML as `nadwa:given/<name>`. Raises MissingLibrary without Pango, and
    NotDrawn."""
    return apart(render_chunk, Paper(title, locale, stylesheets), Chunk(html, assets or {}))


def render_chunk(paper: Paper, chunk: Chunk) -> bytes:
    """One PDF, here and now: for the drawing process, since WeasyPrint stays in the one that ran it."""
    library = weasyprint()
    source = page(paper, chunk.html)
    identifier = hashlib.sha256(source.encode()).digest()[:16]
    with undisturbed():
        sheets, fonts = styles(paper.stylesheets)
        document = library.HTML(string=source, base_url=None, url_fetcher=Fetcher(chunk.assets))
        made: bytes = document.write_pdf(
            stylesheets=sheets,
            font_config=fonts,
            finisher=finish,
            pdf_identifier=identifier,
            pdf_variant="pdf/ua-1" if paper.tagged else None,
        )
    return made


def render_many(paper: Paper, chunks: Iterable[Chunk], *, forms: bytes = b"", advance: Progress | None = None) -> bytes:
    """One PDF of many chunks, in their order. `advance` is told how many of the things are done, as chunks are finished.

    `forms` is a PDF whose pages are stamped on to those of the chunks that carry `stamps`."""
    taken: list[Chunk] = []
    made: dict[int, bytes] = {}
    done = 0
    for number, pdf in on_every_core(render_chunk, ((paper, chunk) for chunk in _noting(chunks, taken))):
        made[number] = pdf
        done += taken[number].count
        if advance:
            advance(done)
    stamps = [page for chunk in taken for page in chunk.stamps]
    return merge([made[number] for number in sorted(made)], title=paper.title, locale=paper.locale, forms=forms, stamps=stamps)


def merge(parts: Sequence[bytes], *, title: str, locale: str, forms: bytes = b"", stamps: Sequence[Sequence[Form | Code]] = ()) -> bytes:
    """The pages of several PDFs in one; structure tags do not survive, so they are taken off cleanly."""
    import pikepdf

    if len(parts) == 1 and not stamps:
        return parts[0]
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as pdf:
                whole.pages.extend(pdf.pages)
        for page in whole.pages:
            if "/StructParents" in page:
                del page.StructParents
        if stamps:
            stamp(whole, forms, stamps)
        whole.Root.Lang = pikepdf.String(locale)
        whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        whole.docinfo["/Title"] = title
        target = io.BytesIO()
        whole.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def page(paper: Paper, body: str) -> str:
    """A whole page of HTML around the content of its body."""
    head = f"<meta charset=utf-8><title>{escape(paper.title)}</title>"
    way = "rtl" if paper.locale in RTL else "ltr"
    return f'<!doctype html><html lang="{escape(paper.locale)}" dir="{way}"><head>{head}</head><body>{body}</body></html>'


@lru_cache(maxsize=16)
def styles(names: tuple[str, ...]) -> tuple[list[Any], Any]:
    """Parsed sheets, the faces first, and the fonts they brought; once per process."""
    library = weasyprint()
    fonts, faces = _faces()
    return [faces, *(library.CSS(string=sheet_source(name), url_fetcher=Fetcher({}), font_config=fonts) for name in names)], fonts


@lru_cache(maxsize=1)
def _faces() -> tuple[Any, Any]:
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(_forget)  # while the interpreter is whole: the faces lie in a temporary folder
    fonts = FontConfiguration()
    return fonts, weasyprint().CSS(string=sheet_source("faces"), url_fetcher=Fetcher({}), font_config=fonts)


def _forget() -> None:
    styles.cache_clear()
    _faces.cache_clear()


@contextmanager
def undisturbed() -> Iterator[None]:
    """One document at a time in a process, with the garbage collector off: what is laid out lives until it is written anyway."""
    with _one_at_a_time:
        enabled = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            if enabled:
                gc.enable()


def _noting(chunks: Iterable[Chunk], taken: list[Chunk]) -> Iterator[Chunk]:
    for chunk in chunks:
        taken.append(chunk)
        yield chunk
