"""What every reader may count on, on every public page: it works without script, keeps the language, and holds still for whoever asks for that."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Route, watched
from tests.support.demonstration import Stop
from tests.support.server import LiveServer
from tests.support.words import said

EVENT = "/events/local-governance"
NOT_FOR_READERS = ("/manage", "/desk")
# Whoever reads sees this much without script: nothing waits for a script to show it, and no button is there that only a script answers.
WAITING = """
() => [...document.querySelectorAll("main [hidden], main [aria-busy], main button")].filter(
  e => !e.matches("[hidden][data-all], [hidden][data-close], [hidden][data-copy]") && (e.tagName !== "BUTTON" || (e.type !== "submit" && e.checkVisibility())) ).map(e => e.outerHTML.slice(0, 160))
"""
MOVING = """
() => [...document.querySelectorAll("*")].flatMap(e => [null, "::before", "::after"].map(part => getComputedStyle(e, part))).reduce((most, style) => {
  const longest = list => Math.max(...list.split(",").map(time => parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000)));
  const animated = style.animationName !== "none" ? longest(style.animationDuration) : 0;
  return {transition: Math.max(most.transition, longest(style.transitionDuration)), animation: Math.max(most.animation, animated)};
}, {transition: 0, animation: 0})
"""


@pytest.fixture
def pages(route: Route) -> list[Stop]:
    """Every public page that a GET shows."""
    return [stop for stop in route.stops if not stop.path.startswith(NOT_FOR_READERS) and not stop.sent_empty]


@pytest.fixture
def plain(browser: Browser, server: LiveServer) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(base_url=server.url, locale="fr-FR", java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.timeout(120)
def test_every_public_page_is_whole_without_script(plain: Page, pages: list[Stop]) -> None:
    wrong = {}
    for stop in pages:
        plain.goto(stop.path)
        assert plain.locator("h1").is_visible(), stop.name
        if waiting := plain.evaluate(WAITING):
            wrong[stop.name] = waiting
    assert wrong == {}
    assert len(pages) > 20


@pytest.mark.timeout(60)
def test_without_script_one_finds_an_event_registers_and_cancels(plain: Page) -> None:
    main = plain.get_by_role("main")
    plain.goto("/events/?lang=en")
    plain.locator("#filter-q").fill("gouvernance locale")
    plain.locator(".filters summary").click()
    plain.select_option("#filter-when", "upcoming")
    plain.locator(".filters form button").click()
    plain.wait_for_url(re.compile("when=upcoming"))
    main.get_by_role("link", name="Local governance and conflict prevention", exact=True).click()
    expect(main.get_by_role("link", name="Google Calendar")).to_be_hidden()
    plain.locator("summary", has_text="Add to calendar").click()
    expect(main.get_by_role("link", name="Google Calendar")).to_be_visible()
    main.get_by_role("link", name="Register", exact=True).click()
    for name, words in {"given_name": "Zineb", "family_name": "Kettani", "email": "zineb.kettani@example.org"}.items():
        plain.locator(f"#{name}").fill(words)
    main.get_by_label("A researcher").check()
    plain.locator("#privacy").check()
    main.get_by_role("button", name="Check my entries").click()
    main.get_by_role("button", name="Send my registration").click()
    expect(plain.locator(".ticket")).to_contain_text("Zineb Kettani")
    plain.locator("summary", has_text="Cancel my registration").click()
    main.get_by_role("button", name="Yes, cancel it").click()
    expect(plain.locator(".ticket")).to_contain_text("no longer valid")


def test_a_language_asked_for_anywhere_is_remembered(plain: Page, pages: list[Stop]) -> None:
    forgotten = []
    for number, stop in enumerate(pages):
        language = ("ar", "en")[number % 2]  # the browser asks for French
        plain.context.clear_cookies()
        asked = f"{stop.path}{'&' if '?' in stop.path else '?'}lang={language}"
        spoken = [re.findall('<html lang="(..)"', plain.request.get(address).text()) for address in (asked, "/themes/")]
        if spoken != [[language], [language]]:
            forgotten.append(stop.name)
    assert forgotten == []


def test_a_reader_changes_language_on_the_page_and_stays_on_it(browser: Browser, server: LiveServer) -> None:
    with watched(browser, server, locale="fr-FR") as page:
        page.goto(f"{EVENT}/programme?kind=workshop")
        page.get_by_role("navigation", name=said("Language", "fr")).get_by_role("link", name="العربية").click()
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page).to_have_url(re.compile(r"/programme\?kind=workshop&lang=ar$"))
        page.goto("/events/")
        expect(page.locator("html")).to_have_attribute("lang", "ar")


@pytest.mark.parametrize("path", ["/", "/events/", f"{EVENT}/", f"{EVENT}/programme", f"{EVENT}/register", "/sign-in"])
def test_motion_is_short_and_none_where_the_system_asks_for_less(browser: Browser, server: LiveServer, path: str) -> None:
    with watched(browser, server, reduced_motion="no-preference") as page:
        page.goto(path)
        usual = page.evaluate(MOVING)
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate(MOVING) == {"transition": 0, "animation": 0}
    assert 0 < usual["transition"] < 200
    assert usual["animation"] < 200
