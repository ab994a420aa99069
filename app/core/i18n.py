"""Which language the reader gets, and how dates read in it (CLDR; Morocco's month names; Latin digits)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import cache
from typing import Any

from babel import Locale, dates
from babel.numbers import format_decimal
from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale, get_translations
from flask_babel.speaklater import LazyString
from flask_login import current_user
from markupsafe import Markup, escape

from .cldr import lighten
from .locales import LOCALES, RTL, current_locale

__all__ = [
    "choose_locale",
    "cldr",
    "country_name",
    "current_locale",
    "direction",
    "format_date",
    "format_datetime",
    "format_days",
    "format_time",
    "joined",
    "language_name",
    "language_names",
    "speaking",
    "zone_in_words",
]

COOKIE = "lang"
COMMA = {"ar": "، "}
STYLES = ("full", "long", "medium", "short")
LONE_DAY = re.compile(r"\bd\b")
CLDR = {"fr": "fr_MA", "ar": "ar_MA", "en": "en_GB"}
YEAR_SECONDS = 365 * 24 * 3600
_forced: ContextVar[str | None] = ContextVar("forced_locale", default=None)


def choose_locale() -> str:
    """The address says (?lang=), else the cookie, else the account, else the browser, else the instance."""
    if _forced.get():
        return str(_forced.get())
    if not has_request_context():
        return str(current_app.config["DEFAULT_LOCALE"])
    asked = request.args.get("lang")
    if asked in LOCALES:
        return str(asked)
    kept = request.cookies.get(COOKIE)
    if kept in LOCALES:
        return str(kept)
    if "_login_user" in g and getattr(current_user, "locale", None) in LOCALES:
        return str(current_user.locale)
    return request.accept_languages.best_match(LOCALES) or str(current_app.config["DEFAULT_LOCALE"])


def direction(code: str | None = None) -> str:
    return "rtl" if (code or current_locale()) in RTL else "ltr"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Everything within is in this language: letters, PDFs, calendars of another reader."""
    token = _forced.set(code if code in LOCALES else "fr")
    try:
        with force_locale(code):
            yield
    finally:
        _forced.reset(token)


def cldr(code: str | None = None) -> Locale:
    return _cldr(code or current_locale())


@cache
def _cldr(code: str) -> Locale:
    return Locale.parse(CLDR[code])


def format_date(value: date | datetime | None, style: str = "long", locale: str | None = None) -> str:
    """A date in words; styles are CLDR's, or a CLDR pattern."""
    if not value:
        return ""
    pattern = _first_of_month(style) if value.day == 1 and _is_french(locale) else style
    return dates.format_date(value, pattern, locale=cldr(locale))


def _first_of_month(style: str) -> str:
    """French counts the first day of a month in another way than the rest: "1er octobre", "2 octobre". CLDR does not."""
    pattern = cldr("fr").date_formats[style].pattern if style in STYLES else style
    return LONE_DAY.sub("d'er'", pattern) if "MMM" in pattern else pattern


def _is_french(locale: str | None) -> bool:
    return (locale or current_locale()) == "fr"


def format_time(value: time | datetime | None, locale: str | None = None) -> str:
    """The hour as programmes print it: 24 hours, two digits."""
    return f"{value:%H:%M}" if value else ""


def format_datetime(value: datetime | None, style: str = "long", locale: str | None = None) -> str:
    return joined((format_date(value, style, locale), format_time(value)), locale) if value else ""


def joined(parts: Iterable[str], locale: str | None = None) -> str:
    """What is not empty, in a row, with the comma of the language."""
    return COMMA.get(locale or current_locale(), ", ").join(filter(None, parts))


def format_days(start: date | None, end: date | None, locale: str | None = None) -> str:
    """ "20 July 2023", "20–21 July 2023", "30 June – 2 July 2023"."""
    if start is None:
        return ""
    if end is None or end == start:
        return format_date(start, "long", locale)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{'er' if start.day == 1 and _is_french(locale) else ''}–{format_date(end, 'long', locale)}"
    first = "d MMMM" if start.year == end.year else "long"
    return f"{format_date(start, first, locale)} – {format_date(end, 'long', locale)}"


def format_number(value: int, locale: str | None = None) -> str:
    """ "2 000", "2,000": thousands apart as the language has them, in Latin digits."""
    return str(format_decimal(value, locale=cldr(locale), numbering_system="latn"))


def zone_in_words(zone_name: str, locale: str | None = None) -> str:
    """ "Casablanca", "Dakar": the place whose clock is meant, in the reader's language."""
    return dates.get_timezone_location(zone_name, locale=cldr(locale), return_city=True)


def country_name(code: str | None, locale: str | None = None) -> str:
    """The name of a country in the reader's language; its code when CLDR has none."""
    return str(cldr(locale).territories.get(code, code)) if code else ""


def language_name(code: str | None, locale: str | None = None) -> str:
    """The name of a language in the reader's language, as it stands alone in a list."""
    return _capital(_language(code, locale)) if code else ""


def language_names(codes: Iterable[str], locale: str | None = None) -> str:
    """Languages in a row: "Français, arabe, anglais"; French writes them small, English does not."""
    return _capital(joined((_language(code, locale) for code in codes), locale))


def _language(code: str, locale: str | None) -> str:
    return str(cldr(locale).languages.get(code, code))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def init_app(app: Flask) -> None:
    lighten(CLDR.values())
    Babel(
        app, locale_selector=choose_locale, default_translation_directories="translations"
    )  # one each: it keeps the catalogues of the last
    app.after_request(_remember)
    _translate_templates(app)


def _escaped(text: LazyString) -> Markup:
    """As HTML. Flask-Babel takes a lazy text for safe, names of people and titles within it included; none of ours has markup of its own."""
    return escape(str(text))


LazyString.__html__ = _escaped


def _translate_templates(app: Flask) -> None:
    """`_()`, `gettext()` and `ngettext()` of templates. Flask-Babel's own look the request up several times for each of hundreds of texts."""
    app.extensions["catalogues"] = {}

    def catalogue() -> Any:
        code, catalogues = current_locale(), app.extensions["catalogues"]
        if code not in catalogues:
            catalogues[code] = get_translations()
        return catalogues[code]

    def gettext(message: str, /, **values: Any) -> Markup:
        return Markup(catalogue().ugettext(message)) % values  # noqa: S704 catalogues are ours; values are escaped

    def ngettext(singular: str, plural: str, num: int, /, **values: Any) -> Markup:
        return Markup(catalogue().ungettext(singular, plural, num)) % {"num": num, **values}  # noqa: S704 as above

    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)


def _remember(response: Response) -> Response:
    asked: Any = request.args.get("lang")
    if asked in LOCALES and request.cookies.get(COOKIE) != asked:
        response.set_cookie(COOKIE, asked, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure, httponly=True)
    return response
