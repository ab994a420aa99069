"""Every page of the application under axe, in three languages, light and dark; wide, and as narrow as a phone.

A page is loaded once per language. French and English are read on a desk, Arabic on a phone; changing the scheme changes colours
and nothing else, so the dark pass asks for what colours decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.axe import AXE, COLOURS, RULES, RUN
from tests.browser.conftest import REFUSED
from tests.support.demonstration import Stop
from tests.support.server import LiveServer

SHARES = 2  # of the pages: the processes that run tests take them as they come
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
WIDE = """
() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const out = [...document.querySelectorAll("body *")].filter(e => { const r = e.getBoundingClientRect(); return r.width && (r.right > innerWidth + 1 || r.left < -1); });
  return [`wider than ${innerWidth}: ${document.documentElement.scrollWidth}, ${out.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" | ")}`];
}
"""
EMPTY = """
() => {
  const form = [...document.querySelectorAll("main form[method=post]")].sort((a, b) => b.elements.length - a.elements.length)[0];
  form.noValidate = true;
  for (const field of form.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=radio], [type=submit]), textarea")) field.value = "";
  HTMLFormElement.prototype.submit.call(form);
}
"""


class Reader:
    """One browser window that goes from page to page and notes what is wrong."""

    def __init__(self, page: Page) -> None:
        self.page, self.troubles, self.said = page, dict[str, list[str]](), list[str]()
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("console", lambda message: self.said.append(message.text) if _is_trouble(message) else None)

    def visit(self, stop: Stop, language: str) -> None:
        self.said.clear()
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.page.goto(f"{stop.path}{'&' if '?' in stop.path else '?'}lang={language}")
        if stop.sent_empty:
            with self.page.expect_navigation():
                self.page.evaluate(EMPTY)
        wrong = [*self.of_the_document(language), *self.page.evaluate(RUN, RULES)]
        self.page.emulate_media(color_scheme="dark")
        wrong += [f"dark: {one}" for one in self.page.evaluate(RUN, COLOURS)]
        wrong += self.on_a_phone()
        if wrong + self.said:
            self.troubles[f"{stop.name} [{language}]"] = wrong + self.said

    def on_a_phone(self) -> list[str]:
        wide = self.page.viewport_size != PHONE
        if wide:
            self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        found: list[str] = self.page.evaluate(WIDE)
        if wide:
            self.page.set_viewport_size(DESK)  # type: ignore[arg-type]
        return found

    def of_the_document(self, language: str) -> list[str]:
        seen: dict[str, Any] = self.page.evaluate(
            "() => ({lang: document.documentElement.lang, dir: document.documentElement.dir, h1: document.querySelectorAll('h1').length, title: document.title.trim() && 'some'})"
        )
        wanted = {"lang": language, "dir": "rtl" if language == "ar" else "ltr", "h1": 1, "title": "some"}
        return [f"{key} is {seen[key]!r}, not {value!r}" for key, value in wanted.items() if seen[key] != value]


def _is_trouble(message: Any) -> bool:
    """Errors, and whatever the policy refused; a page that answers 4xx itself is no news, what it loads is."""
    own = "status of 4" in message.text and not any(part in message.location["url"] for part in ("/api/", "/static/"))
    return bool(REFUSED.search(message.text)) or (message.type == "error" and not own)


@pytest.fixture
def windows(browser: Browser, server: LiveServer, organiser_cookies: list[Any]) -> Iterator[dict[str, BrowserContext]]:
    made = {}
    for who in ("reader", "organiser"):
        made[who] = browser.new_context(base_url=server.url, bypass_csp=True)
        made[who].add_init_script(path=AXE)
        made[who].set_default_timeout(10_000)
    made["organiser"].add_cookies(organiser_cookies)
    yield made
    for context in made.values():
        context.close()


@pytest.mark.timeout(400)
@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_a_phone(windows, route, language, share):
    readers = {}
    for who, context in windows.items():
        page = context.new_page()
        page.set_viewport_size(PHONE if language == "ar" else DESK)
        readers[who] = Reader(page)
    page = readers["organiser"].page
    page.goto("/desk/")
    page.locator(f"form[action$='/gates/{route.gate.rpartition('/')[2]}/use'] button").click()
    page.wait_for_url(f"**{route.gate}")
    for stop in route.stops[share::SHARES]:
        readers["organiser" if stop.organiser else "reader"].visit(stop, language)
    wrong = [f"{name}: {line}" for reader in readers.values() for name, lines in reader.troubles.items() for line in lines]
    assert not wrong, "\n".join(wrong)
