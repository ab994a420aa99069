"""HTML to PDF: faces and style sheets are read once per process, long runs are laid out in chunks on every core.

A document of hundreds of pages in one go grows slower per page and larger, so: chunks, with the garbage collector off within each."""

from __future__ import annotations

import atexit
import gc
import hashlib
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from itertools import chain, islice
from multiprocessing import get_context
from threading import RLock
from typing import Any

from app.core.i18n import direction

from .assets import Fetcher, sheet_source, weasyprint
from .stamping import Code, Form, stamp

PDF = "application/pdf"
Progress = Callable[[int], object]
CORES = min(os.cpu_count() or 1, 4)
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
    what is stamped on each of its pages: of `forms`, when the chunk is rendered, else of those given to `render_many`."""

    html: str
    assets: Mapping[str, bytes] = field(default_factory=dict)
    count: int = 1
    stamps: Sequence[Sequence[Form | Code]] = ()
    forms: bytes = b""


def render_pdf(
    html: str,
    *,
    title: str,
    locale: str,
    stylesheets: tuple[str, ...] = ("document",),
    assets: Mapping[str, bytes] | None = None,
) -> bytes:
    """A tagged PDF (PDF/UA-1) of `html`, the content of a body. The same input gives the same bytes.

    `assets` are PNG, JPEG or WebP pictures, named in the HTML as `nadwa:given/<name>`. Raises MissingLibrary without Pango."""
    return render_chunk(Paper(title, locale, stylesheets), Chunk(html, assets or {}))


def render_chunk(paper: Paper, chunk: Chunk) -> bytes:
    """One PDF, here and now."""
    library = weasyprint()
    source = _page(paper, chunk.html)
    identifier = hashlib.sha256(source.encode()).digest()[:16]
    with _one_at_a_time, _without_collection():
        sheets, fonts = _style(paper.stylesheets)
        document = library.HTML(string=source, base_url=None, url_fetcher=Fetcher(chunk.assets))
        made: bytes = document.write_pdf(
            stylesheets=sheets,
            font_config=fonts,
            pdf_identifier=identifier,
            pdf_variant="pdf/ua-1" if paper.tagged else None,
        )
    return _stamped(made, chunk) if chunk.forms else made


def render_many(paper: Paper, chunks: Iterable[Chunk], *, forms: bytes = b"", advance: Progress | None = None) -> bytes:
    """One PDF of many chunks, in their order. `advance` is told how many of the things are done, as chunks are finished.

    `forms` is a PDF whose pages are stamped on to those of the chunks that carry `stamps`."""
    made: dict[int, tuple[Chunk, bytes]] = {}
    done = 0
    for number, chunk, pdf in render_each((paper, chunk) for chunk in chunks):
        made[number] = chunk, pdf
        done += chunk.count
        if advance:
            advance(done)
    parts = [made[number] for number in sorted(made)]
    stamps = [page for chunk, _ in parts if not chunk.forms for page in chunk.stamps]
    return merge([pdf for _, pdf in parts], title=paper.title, locale=paper.locale, forms=forms, stamps=stamps)


def render_each(work: Iterable[tuple[Paper, Chunk]]) -> Iterator[tuple[int, Chunk, bytes]]:
    """(number, chunk, PDF) of every chunk as it is finished, on every core when there are several. Nothing is taken long before its turn."""
    rest = enumerate(work)
    head = list(islice(rest, 2))
    if len(head) < 2 or CORES < 2:
        for number, (paper, chunk) in chain(head, rest):
            yield number, chunk, render_chunk(paper, chunk)
        return
    weasyprint()  # says what is missing before any process starts
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as pool:
        yield from _in_turns(pool, chain(head, rest), ahead=CORES * 2)


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


def _stamped(made: bytes, chunk: Chunk) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(made)) as pdf:
        stamp(pdf, chunk.forms, chunk.stamps)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _in_turns(pool: Executor, rest: Iterator[tuple[int, tuple[Paper, Chunk]]], *, ahead: int) -> Iterator[tuple[int, Chunk, bytes]]:
    """Hand out a few chunks at a time, so that a long run does not lie in memory twice."""
    waiting: dict[Future[bytes], tuple[int, Chunk]] = {}
    while True:
        for number, (paper, chunk) in islice(rest, ahead - len(waiting)):
            waiting[pool.submit(render_chunk, paper, chunk)] = number, chunk
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield *waiting.pop(future), future.result()


def _page(paper: Paper, body: str) -> str:
    head = f"<meta charset=utf-8><title>{escape(paper.title)}</title>"
    way = direction(paper.locale)
    return f'<!doctype html><html lang="{escape(paper.locale)}" dir="{way}"><head>{head}</head><body>{body}</body></html>'


@lru_cache(maxsize=16)
def _style(names: tuple[str, ...]) -> tuple[list[Any], Any]:
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
    _style.cache_clear()
    _faces.cache_clear()


@contextmanager
def _without_collection() -> Iterator[None]:
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
