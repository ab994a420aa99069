"""Dates as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.i18n import format_date, format_days


@pytest.mark.parametrize(
    ("day", "style", "said"),
    [
        (date(2016, 10, 1), "full", "samedi 1er octobre 2016"),
        (date(2016, 10, 1), "long", "1er octobre 2016"),
        (date(2016, 10, 1), "medium", "1er oct. 2016"),
        (date(2016, 10, 1), "EEE d MMM", "sam. 1er oct."),
        (date(2016, 10, 1), "short", "01/10/2016"),
        (date(2016, 10, 1), "MMMM y", "octobre 2016"),
        (date(2016, 10, 2), "long", "2 octobre 2016"),
        (date(2016, 10, 11), "long", "11 octobre 2016"),
        (date(2016, 10, 31), "long", "31 octobre 2016"),
    ],
)
def test_french_counts_the_first_day_of_a_month_in_its_own_way(day: date, style: str, said: str) -> None:
    assert format_date(day, style, "fr") == said


@pytest.mark.parametrize(("locale", "said"), [("ar", "1 أكتوبر 2016"), ("en", "1 October 2016")])
def test_the_others_count_it_as_every_day(locale: str, said: str) -> None:
    assert format_date(date(2016, 10, 1), "long", locale) == said


@pytest.mark.parametrize(
    ("start", "end", "locale", "said"),
    [
        (date(2026, 10, 1), date(2026, 10, 3), "fr", "1er–3 octobre 2026"),
        (date(2026, 10, 1), date(2026, 10, 3), "en", "1–3 October 2026"),
        (date(2026, 9, 30), date(2026, 10, 1), "fr", "30 septembre – 1er octobre 2026"),
        (date(2026, 10, 1), date(2026, 11, 1), "fr", "1er octobre – 1er novembre 2026"),
        (date(2026, 12, 31), date(2027, 1, 1), "fr", "31 décembre 2026 – 1er janvier 2027"),
    ],
)
def test_a_span_of_days_is_as_short_as_it_can_be(start: date, end: date, locale: str, said: str) -> None:
    assert format_days(start, end, locale) == said
