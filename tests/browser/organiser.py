"""What an organiser does, page by page, as the interface offers it (in English)."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import paper


def write(page: Page, field: str, **texts: str) -> None:
    """Fill in a text in several languages, tab by tab."""
    for code, text in texts.items():
        page.locator(f"#{field} [role=tab][lang={code}]").click()
        page.locator(f"#{field}-{code}").fill(text)


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def open_page(page: Page, name: str) -> None:
    """By the menu at the side, where the pages of the event stand above those of the institution."""
    page.get_by_role("navigation", name="Organise").get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def told(page: Page, sentence: str) -> None:
    expect(page.get_by_text(sentence, exact=True)).to_be_visible()


def sign_in(page: Page, link: str) -> None:
    page.goto(link + "?lang=en")
    press(page, "Sign in")
    expect(page.get_by_role("heading", level=1, name="Overview")).to_be_visible()


def link_in_letter(page: Page, subject: str) -> str:
    """The address in a letter of the outbox, read as it was written."""
    open_page(page, "Letters")
    follow(page, subject)
    page.get_by_text("As plain text").click()
    (link,) = re.findall(r"^http\S+$", page.locator(".letter-text").inner_text(), re.MULTILINE)
    return str(link)


def print_badge(page: Page, name: str) -> Path:
    open_page(page, "Registrations")
    follow(page, name)
    follow(page, "Badge")
    with page.expect_download() as download:
        press(page, "Print an A6 badge")
    return paper.saved(download.value)


def pair_a_device(page: Page) -> str:
    """Gives the address that a phone's camera reads from the screen."""
    open_page(page, "Check-in")
    page.get_by_role("link", name="Pair a device").first.click()
    page.get_by_label("Name").fill("Phone of the hall")
    press(page, "Show the pairing code")
    return paper.code_in(Image.open(io.BytesIO(page.locator("#pairing .qr").screenshot())))


def issue_certificates(page: Page) -> None:
    """Start the job, and watch it until it is done."""
    open_page(page, "Certificates")
    expect(page.get_by_role("main")).to_contain_text("2 hours")
    press(page, "Issue 1 certificate")
    expect(page.get_by_role("heading", level=1, name="Issuing certificates")).to_be_visible()
    expect(page.locator("#job")).to_contain_text("Done", timeout=30_000)
    expect(page.locator("#job")).to_contain_text("1 of 1")


def revoke_certificate(page: Page, serial: str, reason: str) -> None:
    open_page(page, "Certificates")
    follow(page, serial)
    page.get_by_label("Reason").fill(reason)
    press(page, "Revoke it")
    told(page, "The certificate is revoked. Its serial says so from now on.")
