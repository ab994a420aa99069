from __future__ import annotations

from datetime import date

import pytest
from babel import localedata
from babel.units import format_unit

from app.core.cldr import UNITS, UNUSED, lighten, line
from app.core.i18n import CLDR, cldr, country_name, format_date, format_number, zone_in_words

WORDS = {
    "fr": ["vendredi 27 novembre 2026", "2\u202f000", "Le Caire", "Maroc", "2\xa0heures", "5 minutes"],
    "ar": ["الجمعة، 27 نونبر 2026", "2.000", "القاهرة", "المغرب", "ساعتان", "5 دقائق"],
    "en": ["Friday, 27 November 2026", "2,000", "Cairo", "Morocco", "2 hours", "5 minutes"],
}


@pytest.mark.parametrize("locale", WORDS)
def test_no_process_keeps_what_no_page_says(app, locale):
    read = {name: localedata.load(name) for name in line(CLDR[locale])}
    assert [sorted(UNUSED & data.keys()) for data in read.values()] == [[]] * len(read)
    assert read[CLDR[locale]]["unit_patterns"].keys() == set(UNITS)


@pytest.mark.parametrize(("locale", "words"), WORDS.items())
def test_what_pages_say_is_still_there(app, locale, words):
    lighten(CLDR.values())  # once more changes nothing
    units = [format_unit(number, unit, locale=cldr(locale), numbering_system="latn") for number, unit in ((2, "hour"), (5, "minute"))]
    day = format_date(date(2026, 11, 27), "full", locale)
    assert [day, format_number(2000, locale), zone_in_words("Africa/Cairo", locale), country_name("MA", locale), *units] == words


def test_a_locale_stands_in_line_with_those_it_inherits_from():
    assert [list(line(locale)) for locale in ("en_GB", "ar_MA")] == [["en_GB", "en_001", "en", "root"], ["ar_MA", "ar", "root"]]
