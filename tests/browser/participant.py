"""What a participant does on a phone, in Arabic: every button is found by its Arabic words."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import paper
from tests.browser.preparing import TITLE
from tests.support.words import said

NAME = ("Youssef Amrani", "يوسف العمراني")
ADDRESS = "youssef.amrani@example.org"


def press(page: Page, sentence: str) -> None:
    page.get_by_role("main").get_by_role("button", name=said(sentence, "ar"), exact=True).click()


def follow(page: Page, sentence: str) -> None:
    page.get_by_role("main").get_by_role("link", name=said(sentence, "ar"), exact=True).click()


def find_the_event(page: Page) -> None:
    """On the front page, where its line says that registration is open."""
    page.goto("/?lang=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    line = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=TITLE["ar"], exact=True))
    expect(line).to_contain_text(said("Registration is open", "ar"))
    line.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE["ar"])


def look_at_the_programme(page: Page) -> None:
    follow(page, "Programme")
    expect(page.get_by_role("main")).to_contain_text("الجلسة الافتتاحية")
    expect(page.get_by_role("main")).to_contain_text("سلمى بناني")
    page.go_back()


def register(page: Page) -> None:
    follow(page, "Register")
    for name, text in zip(("given_name", "family_name"), NAME[0].split(), strict=True):
        page.locator(f"#{name}").fill(text)
    for name, text in zip(("given_name_ar", "family_name_ar"), NAME[1].split(), strict=True):
        page.locator(f"#{name}").fill(text)
    page.locator("#email").fill(ADDRESS)
    page.locator("#country").select_option("MA")
    page.get_by_label("أي جماعة تمثلون؟").fill("سلا")
    page.locator("#privacy").check()
    press(page, "Check my entries")
    expect(page.get_by_role("main")).to_contain_text("سلا")
    press(page, "Send my registration")
    expect(page.locator(".ticket")).to_contain_text(said("Confirmed", "ar"))


def ticket_code(page: Page) -> str:
    """The code on the screen, read from its pixels."""
    return paper.code_in(Image.open(io.BytesIO(page.locator(".ticket .qr").screenshot())))


def fetch_certificate(page: Page, own_page: str) -> Path:
    """On the page of one's registration, where the link of the letter leads."""
    page.goto(own_page)
    with page.expect_download() as download:
        page.get_by_role("main").get_by_role("link", name="شهادة مشاركة", exact=True).click()
    return paper.saved(download.value)
