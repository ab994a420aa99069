"""The pictures of the README: pages of the demonstration in a real browser, wide and narrow, light and dark, and two sheets of paper.

A page that answers with an error, or leads elsewhere (to the sign-in page, say), stops it: no picture shows what its name does not say."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pypdfium2
from chromium import find
from console import ROOT, fail, say, step
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

sys.path.insert(0, str(ROOT))

from tests.support.database import driver
from tests.support.server import LiveServer, free_port

TARGET = ROOT / "docs" / "pictures"
WIDE, NARROW = (1280, 860), (390, 844)
COLOURS = 128
PAPER_WIDTH = 900  # pixels of a sheet of paper


@dataclass(frozen=True)
class Picture:
    """One page as one reader sees it."""

    name: str
    path: str
    language: str
    size: tuple[int, int] = WIDE
    dark: bool = False
    signed_in: bool = False
    around: str = ""  # what stands in the middle of the picture, when it is not the top of the page


EVENT, ORGANISER = "/events/local-governance", "/manage/events/local-governance"
PICTURES = (
    Picture("home", "/", "fr"),
    Picture("programme", f"{EVENT}/programme", "fr", around="[data-session][data-kind=workshop]"),
    Picture("event-ar-phone", f"{EVENT}/", "ar", NARROW),
    Picture("register-ar-phone", f"{EVENT}/register", "ar", NARROW),
    Picture("overview-dark", f"{ORGANISER}/", "en", dark=True, signed_in=True),
    Picture("registrations", f"{ORGANISER}/registrations", "fr", signed_in=True),
)
DESK = Picture("desk", "/desk/", "fr", NARROW, signed_in=True)
AT_THE_DOOR = "Benmimoun"  # a family name of the demonstration


@contextmanager
def demonstration() -> Iterator[LiveServer]:
    with tempfile.TemporaryDirectory() as folder:
        server = LiveServer(Path(folder), f"sqlite:///{folder}/nadwa.sqlite3", free_port())
        server.flask("prepare")
        try:
            server.start()
            yield server
        finally:
            server.stop()


def sign_in(page: Page, server: LiveServer) -> None:
    """As the organiser; waits until it is done: a page opened before would be a stranger's."""
    page.goto(server.flask("sign-in-link").splitlines()[-1])
    page.locator("main form button").first.click()
    page.wait_for_url("**/manage/**")


def open_context(picture: Picture, browser: Browser, server: LiveServer) -> BrowserContext:
    width, height = picture.size
    return browser.new_context(
        base_url=server.url,
        viewport={"width": width, "height": height},
        device_scale_factor=2 if picture.size == NARROW else 1.5,
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    )


def open_page(page: Page, path: str, language: str) -> None:
    """Open a page, and refuse whatever else the server shows instead."""
    joined = "&" if "?" in path else "?"
    answer = page.goto(f"{path}{joined}lang={language}", wait_until="networkidle")
    if answer is None or not answer.ok:
        fail(f"{path} answered {answer.status if answer else 'nothing'}.")
    if urlsplit(page.url).path != urlsplit(path).path:
        fail(f"{path} led to {urlsplit(page.url).path} instead.")


def take(picture: Picture, browser: Browser, server: LiveServer) -> None:
    context = open_context(picture, browser, server)
    page = context.new_page()
    if picture.signed_in:
        sign_in(page, server)
    open_page(page, picture.path, picture.language)
    if picture.around:
        page.locator(picture.around).first.evaluate("one => one.scrollIntoView({ block: 'center' })")
    keep(page.screenshot(), picture.name)
    context.close()


def take_desk(browser: Browser, server: LiveServer) -> None:
    """The answer that fills a phone at the entrance, after somebody was found by name and admitted."""
    context = open_context(DESK, browser, server)
    page = context.new_page()
    sign_in(page, server)
    open_page(page, DESK.path, DESK.language)
    page.locator("form[action$='/use'] button").first.click()
    page.wait_for_url("**/desk/*")
    page.wait_for_selector("html[data-kept]")
    page.locator("[data-reader]").fill(AT_THE_DOOR)
    page.locator("[data-found] [role=option]").first.click()
    page.wait_for_selector("[data-answer][data-verdict=admitted]")
    page.wait_for_load_state("networkidle")
    keep(page.screenshot(), DESK.name)
    context.close()


def take_paper(server: LiveServer) -> None:
    """A badge and a certificate of one speaker, drawn by the application, rendered by PDFium."""
    for name, pdf in documents(server).items():
        page = pypdfium2.PdfDocument(pdf)[0]
        picture = page.render(scale=PAPER_WIDTH / page.get_width()).to_pil()
        reduce(picture, name)


def documents(server: LiveServer) -> dict[str, bytes]:
    """The bytes of a badge and of a certificate, made on the demonstration's own database."""
    os.environ["NADWA_ENV"] = "testing"
    from sqlalchemy import select

    from app import create_app, storage
    from app.audit import SYSTEM
    from app.badges.service import print_one
    from app.certificates import service as certificates
    from app.certificates.models import CertificateRole
    from app.core import clock
    from app.core.db import db
    from app.core.zones import to_utc
    from app.registration.models import Category, Registration

    settings: dict[str, Any] = {name: server.environment[name] for name in ("NADWA_URL", "SECRET_KEY", "STORAGE_DIR", "QUEUE_DIR")}
    app = create_app({"SQLALCHEMY_DATABASE_URI": driver(server.database_url), **settings})
    with app.app_context():
        speaker = db.session.scalars(select(Registration).join(Category).where(Category.letter == "S").order_by(Registration.id)).first()
        if speaker is None:
            fail("The demonstration has no speaker.")
        badge = print_one(speaker, "a6", actor=SYSTEM)
        begun = speaker.event.starts_at
        assert begun is not None
        with clock.frozen(to_utc(begun, speaker.event.zone)):  # no certificate is issued before
            certificate = certificates.issue_by_hand(speaker, CertificateRole.SPEAKER, actor=SYSTEM)
        paper = storage.read(certificate.file) if certificate.file else b""
        db.session.rollback()
        db.engine.dispose()
    return {"badge": badge, "certificate": paper}


def keep(png: bytes, name: str) -> None:
    reduce(Image.open(io.BytesIO(png)), name)


def reduce(picture: Image.Image, name: str) -> None:
    """Few colours and no waste: pages are drawn flat."""
    file = TARGET / f"{name}.png"
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    say(f"  {file.relative_to(ROOT)}, {file.stat().st_size // 1024} kB")


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demonstration() as server, sync_playwright() as playwright, step("Taking the pictures"):
        browser = playwright.chromium.launch(executable_path=find(), args=["--disable-gpu", "--hide-scrollbars", *root])
        for picture in PICTURES:
            take(picture, browser, server)
        take_desk(browser, server)
        browser.close()
        take_paper(server)


if __name__ == "__main__":
    main()
