"""A language that marks its words: what passed through the catalogue stands in ⟦…⟧, what came from the data in ‹…›."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any
from zoneinfo import available_timezones

import flask_babel
import flask_wtf.i18n
import pytest
from babel import Locale, dates
from sqlalchemy import JSON, String, select

from app.certificates.words import HEADINGS
from app.core.db import db
from app.core.types import EnumText, Translated, TranslatedText

OPEN, CLOSE = "⟦‹", "⟧›"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN = {"style", "template"}
SAID = {"title", "alt", "aria-label", "aria-description", "placeholder", "label"}
SCRIPT_ADDRESSES = re.compile(r"^data-(href|src|url|key|draft|live|print|sort|state|kind|part|guard|busy|of)$")

# Texts that were written by the application, not typed by anybody: they have to be marked.
WRITTEN = {"message", "certificate", "task", "job", "audit_entry", "alembic_version"}
CODE = re.compile(r"[a-z0-9_.:@/-]*")
ADDRESSES = re.compile(r"https?://\S+|\S+@\S+\.\w+|NDW-[\w-]+|(?<!\w)[0-9a-f]{64}(?!\w)|(?<!\w)[\w-]+\.(?:pdf|png|csv|ics)")
BARE = re.compile(r"(?<!\w)(?:/[\w/.-]+|\d+[a-z]?(?!\w)|[A-Z](?!\w)|(?:A6|A7|PDF|CSV|QR|PNG|Nadwa|Ctrl[+-][A-Z]|Esc|F\d)(?!\w))")
NAMES = {"Français", "العربية", "English"}


class Marking:
    """Stands where the catalogue would: gives every message back, marked."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧" if message else ""

    def pgettext(self, _context: str, message: str) -> str:
        return self.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)

    def npgettext(self, _context: str, singular: str, plural: str, number: int) -> str:
        return self.ngettext(singular, plural, number)

    ugettext, ungettext, upgettext, unpgettext = gettext, ngettext, pgettext, npgettext


def mark_messages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(flask_babel.Domain, "get_translations", lambda _self: Marking())
    patch.setattr(flask_wtf.i18n.Translations, "gettext", Marking.gettext)  # the forms' own catalogue, which WTForms brings
    patch.setattr(flask_wtf.i18n.Translations, "ngettext", Marking.ngettext)
    for name in ("format_date", "format_datetime", "format_timedelta", "get_timezone_location", "format_skeleton"):
        _mark(patch, name)  # months and places in words, which are CLDR's


def mark_data(patch: pytest.MonkeyPatch) -> None:
    """From now on a text in three languages is marked where it is shown."""
    best = Translated.best

    def marked(text: Translated, locale: str) -> tuple[str, str]:
        code, words = best(text, locale)
        return code, f"‹{words}›" if words else ""

    patch.setattr(Translated, "best", marked)


def _mark(patch: pytest.MonkeyPatch, name: str) -> None:
    written = getattr(dates, name)
    patch.setattr(dates, name, lambda *given, **named: f"‹{written(*given, **named)}›")


def data_in_the_database(locale: str) -> re.Pattern[str]:
    """Everything that people typed, what CLDR calls countries and languages, and what stands on a certificate in its own language."""
    cldr = Locale(locale)
    zones = available_timezones()
    words = {*NAMES, *zones, *(zone.replace("_", " ") for zone in zones), *HEADINGS[locale].values()}
    words |= {*cldr.territories.values(), *cldr.languages.values(), *(name[:1].upper() + name[1:] for name in cldr.languages.values())}
    for table in db.metadata.sorted_tables:
        if table.name in WRITTEN:
            continue
        for column in table.columns:
            if isinstance(column.type, (String, JSON, TranslatedText)) and not isinstance(column.type, EnumText):
                for value in db.session.scalars(select(column)):
                    words.update(" ".join(leaf.split()) for leaf in _leaves(value) if not CODE.fullmatch(leaf))
    words |= {word.upper() for word in words}  # family names on a list
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in longest_first) + r")(?!\w)")


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | Translated):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)


class Reader(HTMLParser):
    """Collects what a reader of a page sees or hears outside the marks."""

    def __init__(self, data: re.Pattern[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.data, self.inside, self.depth, self.bare = data, list[str](), 0, list[str]()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        for name, value in given.items():
            if _is_said(tag, name, given):
                self.note(f"{tag}[{name}]", outside(value)[0])
        if tag not in VOID:
            self.inside.append("application/json" if tag == "script" and given.get("type") == "application/json" else tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() not in (tag, "application/json"):
            pass

    def handle_data(self, text: str) -> None:
        where = self.inside[-1] if self.inside else ""
        if where == "application/json":
            for word in _leaves(json.loads(text).get("words", {})):
                self.note("script", outside(word)[0])
        elif where not in {"script", *UNSEEN}:
            seen, self.depth = outside(text, self.depth)
            self.note(where, seen)

    def note(self, where: str, text: str) -> None:
        left = BARE.sub(" ", self.data.sub(" ", ADDRESSES.sub(" ", " ".join(text.split()))))
        if any(sign.isalpha() for sign in left):
            self.bare.append(f"{where}: {' '.join(text.split())}")


def _is_said(tag: str, name: str, given: dict[str, str]) -> bool:
    if tag == "meta":
        return name == "content" and given.get("name", given.get("property")) in {"description", "og:title", "og:description"}
    if tag == "input" and name == "value":
        return given.get("type") in {"submit", "button", "reset"}
    if name.startswith("data-"):
        return not SCRIPT_ADDRESSES.match(name) and not CODE.fullmatch(given[name]) and not given[name].startswith(("#", "/", "{", "["))
    return name in SAID and not (tag == "track" and name == "label")


def outside(text: str, depth: int = 0) -> tuple[str, int]:
    """What of a text stands outside all marks, and how deep in marks it ends."""
    kept: list[str] = []
    for sign in text:
        if sign in OPEN:
            depth += 1
        elif sign in CLOSE:
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(sign)
        if sign in OPEN + CLOSE:
            kept.append(" ")
    return "".join(kept), depth


def unmarked(page: str, data: re.Pattern[str]) -> list[str]:
    """What stands in a page as the source wrote it, in whatever language it is read."""
    reader = Reader(data)
    reader.feed(page)
    return sorted(set(reader.bare))


def unmarked_lines(text: str, data: re.Pattern[str]) -> Iterable[str]:
    """The same for a letter without markup."""
    reader = Reader(data)
    reader.handle_data(text)
    return reader.bare
