"""The public programme on the demonstration's colloquium: narrowed down with and without script, from day to speaker."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.support.server import LiveServer

PROGRAMME = "/events/local-governance/programme"


def kinds_on(page: Page) -> set[str | None]:
    return {one.get_attribute("data-kind") for one in page.locator("[data-session]:visible").all()}


def test_a_choice_narrows_the_programme_at_once_and_stands_in_the_address(page: Page) -> None:
    page.goto(f"{PROGRAMME}?lang=fr")
    whole = page.locator("[data-session]:visible").count()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url) if request.resource_type in ("document", "fetch", "xhr") else None)
    page.select_option("#filter-kind", "workshop")
    assert kinds_on(page) == {"workshop"}
    assert page.locator("[data-session]:visible").count() < whole
    assert page.locator(".day:visible").count() == page.locator(".day:has([data-session]:not([hidden]))").count()
    expect(page).to_have_url(re.compile(r"\?kind=workshop$"))
    page.locator("[data-all]").click()
    assert page.locator("[data-session]:visible").count() == whole
    assert requests == []


def test_an_address_that_was_passed_on_shows_the_same_choice(page: Page) -> None:
    page.goto(f"{PROGRAMME}?kind=workshop")
    assert kinds_on(page) == {"workshop"}
    page.select_option("#filter-kind", "")
    page.wait_for_url(lambda url: "kind=workshop" not in url)
    assert "panel" in kinds_on(page)


def test_without_script_the_button_narrows_it(browser: Browser, server: LiveServer) -> None:
    context = browser.new_context(base_url=server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PROGRAMME)
    page.select_option("#filter-kind", "workshop")
    page.locator("form[data-programme] button").click()
    page.wait_for_url(re.compile("kind=workshop"))
    assert kinds_on(page) == {"workshop"}
    context.close()


def test_parallel_sessions_stand_side_by_side_on_a_desk_and_one_under_the_other_on_a_phone(page: Page) -> None:
    page.goto(PROGRAMME)
    cells = page.locator(".timetable").first.locator("> li")
    for width, beside in ((1280, True), (390, False)):
        page.set_viewport_size({"width": width, "height": 900})
        first, second = (cells.nth(number).bounding_box() for number in (0, 1))
        assert first is not None
        assert second is not None
        assert (first["x"] != second["x"]) is beside
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_programme_to_a_session_to_its_speaker_and_back(page: Page) -> None:
    page.goto(f"{PROGRAMME}?lang=fr")
    page.locator("[data-session] a[href*='/people/']").first.click()
    expect(page).to_have_url(re.compile(r"/people/\d+-[a-z-]+$"))
    page.locator(".lines .line a").first.click()
    expect(page).to_have_url(re.compile(r"/events/[a-z0-9-]+/sessions/\d+-"))
    page.locator("a[rel=next], a[rel=prev]").first.click()
    expect(page.locator("h1")).to_be_visible()
