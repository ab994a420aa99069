"""What desk staff do at a door: a phone is paired by its camera, a scanner types, the screen answers."""

from __future__ import annotations

from datetime import datetime

from playwright.sync_api import Page, expect

from tests.browser.preparing import SESSION


def pair(page: Page, address: str, at: datetime) -> None:
    page.clock.set_system_time(at)
    page.goto(address + "?lang=fr")
    page.locator("main form button").click()
    expect(page.locator("html[data-kept]")).to_be_attached()


def go_to_the_session(page: Page) -> None:
    page.locator("[data-menu] summary").click()
    page.get_by_role("link", name=SESSION["fr"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(SESSION["fr"])
    expect(page.locator("html[data-kept]")).to_be_attached()


def scan(page: Page, code: str) -> None:
    """As a wedge scanner does: it types into whatever has the focus, and ends with Enter."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def answered(page: Page, verdict: str, tone: str) -> None:
    answer = page.locator("[data-answer]")
    expect(answer).to_have_attribute("data-verdict", verdict)
    expect(answer).to_have_class(f"answer {tone}")
