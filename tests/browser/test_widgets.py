"""The widgets, on the pages of the style guide: by mouse, by keyboard, without script, narrow, and under axe."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import AXE, RULES, RUN
from tests.support.server import ROOT, free_port

PAGES = ("programme", "form", "widgets", "list", "desk", "error")
WITHOUT_SCRIPT = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 320, "height": 700}}


@pytest.fixture(scope="module")
def guide() -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "tools/styleguide.py", str(port)], cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}/styleguide/"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}form", timeout=5).close()  # noqa: S310 our own address
                break
            except (urllib.error.URLError, OSError):
                assert process.poll() is None
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def page(browser: Browser, guide: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(base_url=guide, **getattr(request, "param", {}))
    context.set_default_timeout(5_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("language", "scheme"), [("ar", "dark"), ("en", "light")])
@pytest.mark.parametrize("page", [{"bypass_csp": True}], indirect=True)
def test_axe_finds_nothing(page: Page, language: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    found = {}
    for name in PAGES:
        page.goto(f"{name}?lang={language}&kind=forum")
        page.add_script_tag(path=AXE)
        if violations := page.evaluate(RUN, RULES):
            found[name] = violations
    assert found == {}


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_nothing_overflows_a_screen_of_320_pixels(page: Page, language: str) -> None:
    wide = []
    for name in PAGES:
        page.goto(f"{name}?lang={language}&kind=forum")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    assert wide == []


def test_a_public_page_stays_within_its_budget_with_both_scripts_on_it(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto("programme?lang=fr", wait_until="networkidle")
    expect(page.get_by_text("كريم بناني").first).to_be_visible()
    assert 50_000 < sum(sizes) < 120_000


@pytest.mark.parametrize(
    ("language", "key", "reached"), [("fr", "ArrowRight", "العربية"), ("ar", "ArrowLeft", "English"), ("ar", "ArrowRight", "Français")]
)
def test_arrow_keys_move_between_languages_in_reading_direction(page: Page, language: str, key: str, reached: str) -> None:
    page.goto(f"form?lang={language}")
    page.locator("#title [role=tab][aria-selected=true]").focus()
    page.keyboard.press(key)
    expect(page.locator("#title [role=tab][aria-selected=true]")).to_contain_text(reached)
    expect(page.locator("#title [role=tabpanel]:visible")).to_have_count(1)


@pytest.mark.parametrize("page", [WITHOUT_SCRIPT], indirect=True)
def test_all_three_languages_can_be_written_without_script(page: Page) -> None:
    page.goto("form")
    for code in ("fr", "ar", "en"):
        expect(page.locator(f"#title-{code}")).to_be_visible()
    expect(page.locator("#title-ar")).to_have_attribute("dir", "rtl")


def test_a_refused_form_puts_focus_on_what_is_wrong_and_leads_to_it(page: Page) -> None:
    page.goto("form?lang=en")
    page.fill("#title-en", "")
    for code in ("fr", "ar"):
        page.locator(f"#title [role=tab][lang={code}]").click()
        page.fill(f"#title-{code}", "")
    page.locator("#title [role=tab][lang=fr]").click()
    page.fill("#email", "nobody")
    page.get_by_role("button", name="Send the registration").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#email")).to_have_value("nobody")
    page.get_by_role("alert").get_by_role("link", name="E-mail").click()
    expect(page.locator("#email")).to_be_focused()
    page.locator("#title [role=tab][lang=ar]").click()
    page.get_by_role("alert").get_by_role("link", name="Title").click()
    expect(page.locator("#title-en")).to_be_focused()


def test_a_question_opens_as_a_dialog_and_gives_focus_back(page: Page) -> None:
    page.goto("widgets?lang=en")
    button = page.get_by_role("button", name="Cancel the event")
    button.click()
    expect(page.get_by_role("dialog", name="Cancel this event?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("page", [WITHOUT_SCRIPT], indirect=True)
def test_a_question_unfolds_without_script(page: Page) -> None:
    page.goto("widgets?lang=en")
    expect(page.get_by_text("Everyone registered is told.")).to_be_hidden()
    page.locator("summary", has_text="Cancel the event").click()
    expect(page.get_by_text("Everyone registered is told.")).to_be_visible()


def test_what_is_typed_survives_a_reload_and_is_forgotten_once_sent(page: Page) -> None:
    page.goto("form?lang=en")
    page.fill("#name", "Idrissi")
    page.check("#role-2")
    page.reload()
    expect(page.locator("#name")).to_have_value("Idrissi")
    expect(page.locator("#role-2")).to_be_checked()
    page.get_by_role("button", name="Send the registration").click()
    page.goto("form?lang=en")
    expect(page.locator("#name")).to_have_value("Bennani")


def test_a_list_renews_itself_as_one_types_and_keeps_the_address(page: Page) -> None:
    page.goto("list?lang=en")
    expect(page.locator("#results tbody tr")).to_have_count(5)
    page.get_by_role("searchbox").press_sequentially("Diop")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"list\?q=Diop$"))
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_choice_filters_at_once_and_leaves_what_is_empty_out_of_the_address(page: Page) -> None:
    page.goto("widgets?lang=en")
    page.get_by_label("Kind").select_option("colloquium")
    page.wait_for_url("**/widgets?kind=colloquium")


@pytest.mark.parametrize("page", [PHONE | WITHOUT_SCRIPT, PHONE], indirect=True)
def test_the_organiser_s_menu_opens_on_a_phone_with_and_without_script(page: Page) -> None:
    page.goto("list?lang=en")
    link = page.get_by_role("navigation", name="Organise").get_by_role("link", name="Events")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_an_open_menu_closes_by_escape_and_gives_focus_back(page: Page) -> None:
    page.goto("widgets?lang=en")
    summary = page.locator("summary", has_text="Add to calendar")
    summary.click()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="File (.ics)")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="File (.ics)")).to_be_hidden()
    expect(summary).to_be_focused()


@pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 800}}], indirect=True)
def test_targets_at_the_desk_are_44_pixels(page: Page) -> None:
    page.goto("desk?lang=ar")
    sizes = page.locator("main :is(a, button)").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(r => Math.min(r.width, r.height))"
    )
    assert sizes
    assert min(sizes) >= 44


def test_arabic_titles_wear_the_sans_at_600_and_french_ones_the_serif(page: Page) -> None:
    worn = {}
    for language in ("ar", "fr"):
        page.goto(f"programme?lang={language}")
        worn[language] = page.locator("h1").evaluate("h => [getComputedStyle(h).fontFamily.split(',')[0], getComputedStyle(h).fontWeight]")
    assert worn == {"ar": ["Plex", "600"], "fr": ['"Source Serif"', "400"]}
