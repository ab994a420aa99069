"""What stands on the first screen, before anything is scrolled, and that nothing on it moves while the page arrives."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import watched
from tests.browser.test_budgets import EVENT, PUBLIC
from tests.support.server import LiveServer
from tests.support.words import said

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}
SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifted += entry.value; }).observe({type: "layout-shift", buffered: true});
"""
MOST = 0.01  # Lighthouse calls 0.1 good


def on_the_first_screen(page: Page, what: Locator) -> bool:
    expect(what).to_be_visible()
    box, screen = what.bounding_box(), page.viewport_size
    assert box is not None
    assert screen is not None
    return bool(box["y"] + box["height"] <= screen["height"])


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_an_event_says_what_when_where_and_the_one_action(page: Page, language: str, screen: dict[str, int]) -> None:
    page.set_viewport_size(screen)  # type: ignore[arg-type]
    page.goto(f"{EVENT}/?lang={language}")
    main = page.get_by_role("main")
    parts = {
        "what": main.get_by_role("heading", level=1),
        "when": main.locator(".when-where span").nth(0),
        "where": main.locator(".when-where span").nth(1),
        "action": main.get_by_role("link", name=said("Register", language), exact=True),
    }
    assert [name for name, part in parts.items() if not on_the_first_screen(page, part)] == []


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_programme_shows_its_first_sessions(page: Page, language: str, screen: dict[str, int]) -> None:
    page.set_viewport_size(screen)  # type: ignore[arg-type]
    page.goto(f"{EVENT}/programme?lang={language}")
    assert on_the_first_screen(page, page.locator(".day h2").first)
    assert on_the_first_screen(page, page.locator("[data-session]").nth(1))


def test_filters_fold_away_on_a_phone_and_stand_open_on_a_desk(page: Page) -> None:
    for path in ("/events/", f"{EVENT}/programme"):
        page.goto(f"{path}?lang=fr")
        for screen, open_ in ((PHONE, False), (DESK, True)):
            page.set_viewport_size(screen)  # type: ignore[arg-type]
            expect(page.locator("#filter-kind")).to_be_visible(visible=open_)
            expect(page.locator(".foldaway > summary")).to_be_visible(visible=not open_)


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_nothing_moves_while_a_page_arrives(browser: Browser, server: LiveServer, language: str, screen: dict[str, int]) -> None:
    moved = {}
    with watched(browser, server, viewport=screen) as page:
        page.add_init_script(SHIFTS)
        for path in PUBLIC:
            page.goto(f"{path}?lang={language}", wait_until="networkidle")
            if (shifted := page.evaluate("window.shifted")) > MOST:
                moved[path] = shifted
    assert moved == {}
