"""Every language says everything that sources and templates say, and nothing else; no server is needed to know it."""

from __future__ import annotations

import os
import re
import runpy
import sys
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import polib
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from flask_babel import gettext, ngettext, pgettext

from app import create_app
from app.core.locales import LOCALES
from tests.structure.sources import ROOT

pytestmark = pytest.mark.anywhere

PLACEHOLDER = re.compile(r"%(?:\([a-z_]+\))?[sd]|\{[a-z_]*\}")
TAG = re.compile(r"</?[a-z][^>]*>")

DOUBLED = re.compile(r"[ \u00a0\u202f]{2}|\u200b")
# Arabic has a comma, a semicolon and a question mark of its own; Morocco writes Latin digits and needs no mark of direction.
ARABIC_SLIP = re.compile(r"[;?“”\u0660-\u0669\u06f0-\u06f9\u200e\u200f\u202a-\u202e\u2066-\u2069]|,(?!\d)|\s[،؛؟]|[،؛؟](?=[^\s»)])|«\s|\s»")
# French sets a space that does not break before these, and inside its quotation marks.
FRENCH_SLIP = re.compile(r"[^\u00a0\u202f:][;!?»](?!\S)|(?<![\u00a0\u202f]):(?=\s|$)| [:;!?»]|«(?![\u00a0\u202f])|'|\"")


class Key(NamedTuple):
    context: str | None
    message: str
    plural: str


@cache
def said() -> frozenset[Key]:
    """What tools/messages.py collects, collected here in the same way."""
    tool = the_tool()
    methods, options = parse_mapping_cfg(StringIO(tool["SETTINGS"]))  # type: ignore[no-untyped-call]
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(tool["KEYWORDS"])}
    found = Catalog()
    for _file, _line, message, _comments, context in extract_from_dir(
        str(ROOT), methods, options, keywords, directory_filter=holds_sources
    ):
        found.add(message, context=context)
    return frozenset(Key(one.context, *(one.id if isinstance(one.id, tuple) else (one.id, ""))) for one in found if one.id)


def holds_sources(folder: str | os.PathLike[str]) -> bool:
    return Path(folder).relative_to(ROOT).parts[0] in {"app", "templates"}


def the_tool() -> dict[str, Any]:
    """The tool is a script beside others that it imports by their bare names."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        return runpy.run_path(str(ROOT / "tools" / "messages.py"))
    finally:
        sys.path.remove(str(ROOT / "tools"))


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "app" / "translations" / language / "LC_MESSAGES" / "messages.po"))


def spoken(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def shape(text: str, pattern: re.Pattern[str]) -> list[str]:
    return sorted(pattern.findall(text))


def test_sources_say_something() -> None:
    assert len(said()) > 1000
    assert Key(None, "Register", "") in said()
    assert Key(None, "%(num)s registration awaits approval", "%(num)s registrations await approval") in said()


@pytest.mark.parametrize("language", LOCALES)
def test_a_catalogue_has_the_messages_of_the_sources_and_no_other(language: str) -> None:
    have = {Key(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue(language) if not entry.obsolete}
    assert (sorted(map(repr, said() - have)), sorted(map(repr, have - said()))) == ([], [])


@pytest.mark.parametrize("language", LOCALES)
def test_every_message_is_translated_in_all_its_forms(language: str) -> None:
    po = catalogue(language)
    forms = int(re.findall(r"nplurals\s*=\s*(\d+)", po.metadata["Plural-Forms"])[0])
    unfinished = [entry.msgid for entry in po if not all(spoken(entry)) or len(spoken(entry)) not in (1, forms)]
    assert (unfinished, [entry.msgid for entry in po.fuzzy_entries()]) == ([], [])


@pytest.mark.parametrize("language", LOCALES)
def test_placeholders_are_those_of_the_sources(language: str) -> None:
    wrong = [entry.msgid for entry in catalogue(language) if not all(keeps_placeholders(entry, text) for text in spoken(entry))]
    assert wrong == []


def keeps_placeholders(entry: polib.POEntry, text: str) -> bool:
    """A form for one or for two may say the number in a word; nothing may be named that the sources do not give."""
    given, named = shape(entry.msgid, PLACEHOLDER), shape(text, PLACEHOLDER)
    if not entry.msgid_plural:
        return given == named
    counted = {"%(num)s", "%(num)d"}
    return set(named) <= {*given, *shape(entry.msgid_plural, PLACEHOLDER)} and set(given) - counted <= set(named)


@pytest.mark.parametrize("language", LOCALES)
def test_markup_is_that_of_the_sources(language: str) -> None:
    wrong = [entry.msgid for entry in catalogue(language) for text in spoken(entry) if shape(text, TAG) != shape(entry.msgid, TAG)]
    assert wrong == []


@pytest.mark.parametrize("language", LOCALES)
def test_no_space_is_doubled_or_lost_at_the_edges(language: str) -> None:
    wrong = [
        entry.msgid
        for entry in catalogue(language)
        for text in spoken(entry)
        if DOUBLED.search(text) or text[:1].isspace() != entry.msgid[:1].isspace() or "\n" in text
    ]
    assert wrong == []


def test_french_is_set_as_french_printers_do() -> None:
    wrong = [text for entry in catalogue("fr") for text in spoken(entry) if FRENCH_SLIP.search(re.sub(r"https?://", "", text))]
    assert wrong == []


def test_a_comma_between_two_values_is_the_language_s_own() -> None:
    folder = ROOT / "templates"
    written = {
        str(path.relative_to(folder)) for path in folder.rglob("*.*") if re.search(r"(\}\}|%\}), ?(\{\{|\{%)", path.read_text("utf-8"))
    }
    assert written == set()
    assert [entry.msgstr for entry in catalogue("ar") if entry.msgid == ", "] == ["، "]


def test_the_application_speaks_a_compiled_catalogue(tmp_path: Path) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue("fr").save_as_mofile(str(folder / "messages.mo"))
    app = create_app({"BABEL_TRANSLATION_DIRECTORIES": str(tmp_path), "SQLALCHEMY_DATABASE_URI": "sqlite://"})
    with app.test_request_context("/?lang=fr"):
        assert gettext("Register") == "S’inscrire"
        left = [ngettext("%(num)d place left", "%(num)d places left", number) for number in (0, 1, 2)]
        assert left == ["0\u00a0place restante", "1\u00a0place restante", "2\u00a0places restantes"]
        assert (pgettext("session", "Cancelled"), gettext("Cancelled")) == ("Annulée", "Annulé")
    with app.test_request_context("/?lang=en"):
        assert gettext("Register") == "Register"


def test_arabic_is_set_with_its_own_punctuation_and_with_latin_digits() -> None:
    wrong = [text for entry in catalogue("ar") for text in spoken(entry) if ARABIC_SLIP.search(text)]
    assert wrong == []
