"""The ground of the browser tests: styled pages, in both directions, from the server that users get."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_the_home_page_speaks_the_reader_s_language_in_its_direction(page: Page, language: str, direction: str) -> None:
    page.goto(f"/?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", direction)


def test_the_built_stylesheet_and_its_fonts_arrive_once_and_for_good(page: Page) -> None:
    answers = {}
    page.on("response", lambda answer: answers.update({answer.url.rpartition("/")[2]: answer}))
    page.goto("/?lang=ar", wait_until="networkidle")
    sheets = [answer for name, answer in answers.items() if name.endswith(".css")]
    fonts = [answer for name, answer in answers.items() if name.endswith(".woff2")]
    assert sheets
    assert fonts
    for answer in (*sheets, *fonts):
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
    assert {answer.headers["content-encoding"] for answer in sheets} == {"br"}
    assert page.evaluate("document.fonts.check('16px Plex')")
