from __future__ import annotations

from datetime import datetime

import pytest

from app.core.i18n import format_datetime, joined

NINE = datetime(2026, 12, 14, 9)


@pytest.mark.parametrize(
    ("locale", "words"),
    [("fr", "lundi 14 décembre 2026, 09:00"), ("ar", "الاثنين، 14 دجنبر 2026، 09:00"), ("en", "Monday, 14 December 2026, 09:00")],
)
def test_the_hour_follows_its_date_with_the_comma_of_the_language(locale: str, words: str) -> None:
    assert format_datetime(NINE, "full", locale) == words


@pytest.mark.parametrize(("locale", "line"), [("fr", "Centre, Rabat"), ("ar", "Centre، Rabat"), ("en", "Centre, Rabat")])
def test_what_is_empty_leaves_no_comma(locale: str, line: str) -> None:
    assert joined(("Centre", "", "Rabat"), locale) == line
