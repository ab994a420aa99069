"""Countries by their CLDR names, in the alphabetical order of the reader's language."""

from __future__ import annotations

from functools import lru_cache

from app.core.i18n import cldr, current_locale
from app.core.search import sort_key

# CLDR names these too, but ISO 3166-1 does not: outlying parts, groupings, private use.
NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"])


@lru_cache(maxsize=3)
def _names(locale: str) -> dict[str, str]:
    territories = cldr(locale).territories
    names = {code: name for code, name in territories.items() if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES}
    return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1])))


def country_names(locale: str | None = None) -> dict[str, str]:
    """{ISO 3166-1 alpha-2 code: name}, sorted: French ignores accents, Arabic skips the article ال."""
    return _names(locale or current_locale())


def country_name(code: str | None, locale: str | None = None) -> str:
    """The country in the reader's language; empty for none, the code itself for one that is unknown."""
    return country_names(locale).get(code, code) if code else ""
