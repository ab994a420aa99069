"""What a document may read: built faces and style sheets of the project, and pictures it was handed. No file, no address, no data URL."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import config
from app.core.errors import DomainError

DIST = config.ROOT / "static" / "dist"
SHEETS = config.ROOT / "static" / "src" / "paper"
BUILT, GIVEN = "nadwa:built/", "nadwa:given/"
SHEET_NAME = re.compile(r"[a-z0-9-]+")
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
KINDS = {".woff2": "font/woff2", ".css": "text/css"}

log = logging.getLogger(__name__)


class MissingLibrary(DomainError):
    """The machine lacks what paper needs, "pango" or "faces"; the message says how to get it."""

    status = 503

    def __init__(self, what: str) -> None:
        super().__init__(_how_to_get(what))
        self.what = what

    def __reduce__(self) -> tuple[type[MissingLibrary], tuple[str]]:
        return MissingLibrary, (self.what,)  # it travels between processes, and is read in the language of the reader


def _how_to_get(what: str) -> Any:
    from flask_babel import lazy_gettext as _l  # here: the drawing process does without

    if what == "faces":
        return _l("The typefaces have not been built. Run: make setup")
    return _l(
        "Documents on paper need the library Pango. Install it: on Debian and Ubuntu “%(debian)s”, on Fedora “%(fedora)s”, "
        "on macOS “%(macos)s”; then restart Nadwa.",
        debian="apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        fedora="dnf install pango",
        macos="brew install pango",
    )


class Refused(ValueError):
    """A document asked for something that is not the project's own."""


class Fetcher:
    """WeasyPrint's way to everything a document names: `nadwa:built/<name>` and `nadwa:given/<name>`, and nothing else.

    `given` are PNG, JPEG or WebP pictures in memory; anything else is refused by its content, SVG too."""

    _fail_on_errors = False  # WeasyPrint asks: what is refused leaves an empty place

    def __init__(self, given: Mapping[str, bytes]) -> None:
        self.given = given

    def __call__(self, url: str) -> Any:
        from weasyprint.urls import URLFetcherResponse

        content, kind = self._find(url)
        return URLFetcherResponse(url, content, {"Content-Type": kind})

    def _find(self, url: str) -> tuple[bytes, str]:
        if url.startswith(BUILT):
            return built(url.removeprefix(BUILT))
        content = self.given.get(url.removeprefix(GIVEN)) if url.startswith(GIVEN) else None
        if content is None or not content.startswith(PICTURES):
            log.warning("a document asked for %.200s, which is not its own", url)
            raise Refused(url[:200])
        return content, "image/webp" if content.startswith(b"RIFF") else "image/png" if content.startswith(b"\x89") else "image/jpeg"


@lru_cache(maxsize=64)
def built(name: str) -> tuple[bytes, str]:
    """(content, media type) of a built face or style sheet by the manifest's name, "assets/amiri-arabic-400-normal.woff2"; a face unpacked.

    Raises Refused for a name that is not in the manifest, or leads out of static/dist."""
    path = built_path(name)
    if path.suffix not in KINDS:
        raise Refused(name)
    unpacked = path.with_suffix(".ttf")  # by tools/unpack_faces.py
    if path.suffix == ".woff2" and unpacked.is_file() and not unpacked.is_symlink():
        return unpacked.read_bytes(), "font/ttf"
    return path.read_bytes(), KINDS[path.suffix]


def built_path(name: str) -> Path:
    """Where a built file lies; raises Refused unless it is a file of its own within static/dist."""
    listed = _manifest().get(name)
    path = DIST / listed if listed else None
    if path is None or path.is_symlink() or not path.resolve().is_relative_to(DIST.resolve()) or not path.is_file():
        raise Refused(name)
    return path


@lru_cache(maxsize=1)
def _manifest() -> dict[str, str]:
    try:
        names: dict[str, str] = json.loads((DIST / "manifest.json").read_text())
    except FileNotFoundError:
        raise MissingLibrary("faces") from None
    return names


def sheet_source(name: str) -> str:
    """The text of a style sheet for paper: "faces" as built, else static/src/paper/<name>.css."""
    if name == "faces":
        css = built("css/paper.css")[0].decode()
        names = {file: original for original, file in _manifest().items()}
        return re.sub(r'url\("?\.\./([^")]+)"?\)', lambda found: f'url("{BUILT}{names[found[1]]}")', css)
    if not SHEET_NAME.fullmatch(name):
        raise Refused(name)
    return (SHEETS / f"{name}.css").read_text()


def weasyprint() -> Any:
    """The library, in the process that draws; raises MissingLibrary when the system has no Pango."""
    try:
        import weasyprint as library
    except OSError as error:
        log.warning("WeasyPrint cannot start: %s", error)
        raise MissingLibrary("pango") from None
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for the whole process; pictures of ours are whole
    return library
