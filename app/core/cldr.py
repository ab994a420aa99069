"""What stays in memory of CLDR. Babel reads all there is of a language and of those it inherits from, 7 MB for ours: every process would
keep the names of every currency, and furlongs and carats in each number and case, for pages that speak of neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from babel import localedata
from babel.core import get_global

UNUSED = frozenset(
    {"compact_currency_formats", "compact_decimal_formats", "compound_unit_patterns", "currency_formats", "currency_names"}
    | {"currency_names_plural", "currency_symbols", "currency_unit_patterns", "date_fields", "datetime_skeletons", "interval_formats"}
    | {"scripts", "unit_display_names", "variants"}
)
UNITS = ("duration-hour", "duration-minute")


def lighten(locales: Iterable[str]) -> None:
    """Read these locales of CLDR and forget what no page says. Babel keeps what it has read, so it is read, and shared, before the web
    processes part."""
    read = {name: localedata.load(name) for locale in locales for name in line(locale)}
    for data in read.values():
        for part in UNUSED & data.keys():
            del data[part]
        units = data.get("unit_patterns", {})
        data["unit_patterns"] = {unit: units[unit] for unit in UNITS if unit in units}
    for table in (get_global("likely_subtags"), get_global("territory_languages"), get_global("territory_currencies")):
        table.clear()  # type: ignore[attr-defined]  # the dictionary that Babel keeps


def line(locale: str) -> Iterator[str]:
    """A locale, and those it inherits from: en_GB, en_001, en, root."""
    while locale != "root":
        yield locale
        locale = get_global("parent_exceptions").get(locale) or locale.rpartition("_")[0] or "root"
    yield locale
