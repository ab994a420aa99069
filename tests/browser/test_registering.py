"""Registering with the keyboard alone, on a screen as small as a phone's: every type of question, in three languages; errors, and what survives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.registration.fields import FieldType
from tests.browser import school
from tests.browser.conftest import watched
from tests.support.server import LiveServer
from tests.support.words import said

PHONE = {"width": 390, "height": 844}
MOST_STOPS = 60  # no page of the form has more that takes focus
PAPER = {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"}


@pytest.fixture(scope="module", autouse=True)
def _school(server: LiveServer) -> None:
    school.open_school(server)


@pytest.fixture
def page(browser: Browser, server: LiveServer) -> Iterator[Page]:
    with watched(browser, server, viewport=PHONE) as page:
        # Listened to from the start: a dialog that opens while the browser is still being told so is lost.
        page.on("filechooser", lambda chooser: chooser.set_files(PAPER))
        yield page


def tab_to(page: Page, target: Locator) -> Locator:
    """Go on with Tab until the control has focus, and is seen to have it."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("e => e === document.activeElement"):
            assert target.evaluate("e => getComputedStyle(e).outlineStyle !== 'none' && e.getBoundingClientRect().width > 0")
            return target
    raise AssertionError(f"Tab does not lead to {target}")


def type_into(page: Page, selector: str, words: str) -> None:
    tab_to(page, page.locator(selector))
    page.keyboard.type(words)


def answer_who_they_are(page: Page, language: str) -> None:
    names = ("given_name", "family_name", "given_name_ar", "family_name_ar", "email")
    for name, words in zip(names, school.PEOPLE[language], strict=True):
        type_into(page, f"#{name}", words)
    country = tab_to(page, page.locator("#country"))
    for _ in range(country.evaluate("e => [...e.options].findIndex(option => option.value === 'MA')")):
        page.keyboard.press("ArrowDown")
    expect(country).to_have_value("MA")


def answer_every_question(page: Page) -> None:
    type_into(page, "#q-text", "Médiation")
    type_into(page, "#q-long-text", "Une page sur la médiation.")
    tab_to(page, page.locator("#q-choice-0"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("#q-choice-1")).to_be_checked()
    for number in (0, 2):
        tab_to(page, page.locator(f"#q-choices-{number}"))
        page.keyboard.press("Space")
    tab_to(page, page.locator("#q-yes-no-0"))
    page.keyboard.press("Space")
    file = tab_to(page, page.locator("#q-file"))
    page.keyboard.press("Space")
    expect(file).to_have_value(re.compile("cv.pdf$"))
    for name in ("q-consent", "privacy"):
        tab_to(page, page.locator(f"#{name}"))
        page.keyboard.press("Space")


def press(page: Page, sentence: str, language: str) -> None:
    tab_to(page, page.get_by_role("main").get_by_role("button", name=said(sentence, language), exact=True))
    page.keyboard.press("Enter")


@pytest.mark.timeout(120)
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_type_of_question_is_answered_by_keyboard_alone(page: Page, language: str) -> None:
    page.goto(f"{school.ADDRESS}?lang={language}")
    answer_who_they_are(page, language)
    answer_every_question(page)
    press(page, "Check my entries", language)
    shown = page.locator("dl.facts")
    words = (
        "Médiation",
        "Une page sur la médiation.",
        f"choice two {language}",
        f"choices one {language}",
        f"choices three {language}",
        "cv.pdf",
    )
    for answer in (*school.PEOPLE[language], *words):
        expect(shown).to_contain_text(answer)
    press(page, "Send my registration", language)
    expect(page.locator(".ticket")).to_contain_text(said("Confirmed", language))
    expect(page.get_by_role("main").get_by_role("link", name="cv.pdf")).to_be_visible()


def test_focus_goes_to_what_is_wrong_and_from_there_to_each_field(page: Page) -> None:
    page.goto(f"{school.ADDRESS}?lang=fr")
    page.locator("#given_name").focus()
    press(page, "Check my entries", "fr")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    wanted = ["given_name", "email", *(f"q-{kind}" for kind in FieldType), "privacy"]
    assert [link.get_attribute("href") for link in summary.get_by_role("link").all()] == [f"#{name}" for name in wanted]
    for name in wanted:
        field = page.locator(f"#{name}")
        described = (field.get_attribute("aria-describedby") or "").split()
        assert f"{name}-error" in described, f"{name} is not told what is wrong with it"
        expect(page.locator(f"#{name}-error")).to_be_visible()
        tab_to(page, summary.locator(f"[href='#{name}']"))
        page.keyboard.press("Enter")
        assert field.evaluate("e => e.contains(document.activeElement)"), f"the summary does not lead to {name}"
        summary.focus()


def test_what_is_typed_survives_errors(page: Page) -> None:
    page.goto(f"{school.ADDRESS}?lang=ar")
    answer_who_they_are(page, "ar")
    page.locator("#email").fill("nobody")
    answer_every_question(page)
    press(page, "Check my entries", "ar")
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(1)
    expect(page.locator("#family_name_ar")).to_have_value("السبتي")
    expect(page.locator("#email")).to_have_value("nobody")
    expect(page.locator("#q-long-text")).to_have_value("Une page sur la médiation.")
    for name in ("q-choice-1", "q-choices-0", "q-choices-2", "q-yes-no-0", "q-consent", "privacy"):
        expect(page.locator(f"#{name}")).to_be_checked()
    expect(page.locator(".field", has=page.locator("#q-file"))).to_contain_text("cv.pdf")
    page.locator("#email").fill("once.more@example.org")
    press(page, "Check my entries", "ar")
    expect(page.locator("dl.facts")).to_contain_text("cv.pdf")


@pytest.mark.parametrize("after_an_error", [False, True])
def test_what_is_typed_survives_a_reload(page: Page, after_an_error: bool) -> None:
    page.goto(f"{school.ADDRESS}?lang=en")
    if after_an_error:
        press(page, "Check my entries", "en")
        expect(page.get_by_role("alert")).to_be_focused()
    answer_who_they_are(page, "en")
    page.locator("#q-long-text").fill("Half a page.")
    page.locator("#q-choice-1").check()
    page.reload()
    expect(page.locator("#given_name_ar")).to_have_value("أوا")
    expect(page.locator("#country")).to_have_value("MA")
    expect(page.locator("#q-long-text")).to_have_value("Half a page.")
    expect(page.locator("#q-choice-1")).to_be_checked()
