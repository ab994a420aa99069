"""The pictures of the README: pages of the demonstration, in a real browser, in three languages, wide and narrow, light and dark."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chromium import find
from console import ROOT, fail, say, step
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(ROOT))

from tests.support.server import LiveServer, free_port

TARGET = ROOT / "docs" / "pictures"
WIDE, NARROW = (1280, 860), (390, 844)


@dataclass(frozen=True)
class Picture:
    """One page as one reader sees it."""

    name: str
    path: str
    language: str
    size: tuple[int, int] = WIDE
    dark: bool = False
    signed_in: bool = False


EVENT, ORGANISER = "/events/local-governance", "/manage/events/local-governance"
PICTURES = (
    Picture("home", "/", "fr"),
    Picture("programme", f"{EVENT}/programme", "fr"),
    Picture("event-ar-phone", f"{EVENT}/", "ar", NARROW),
    Picture("register-ar-phone", f"{EVENT}/register", "ar", NARROW),
    Picture("overview-dark", f"{ORGANISER}/", "en", dark=True, signed_in=True),
    Picture("registrations", f"{ORGANISER}/registrations", "fr", signed_in=True),
)


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


def take(picture: Picture, browser: Browser, server: LiveServer) -> None:
    width, height = picture.size
    context = browser.new_context(
        base_url=server.url,
        viewport={"width": width, "height": height},
        device_scale_factor=2 if picture.size == NARROW else 1.5,
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if picture.signed_in:
        page.goto(server.flask("sign-in-link").splitlines()[-1])
        page.locator("main form button").first.click()
    joined = "&" if "?" in picture.path else "?"
    answer = page.goto(f"{picture.path}{joined}lang={picture.language}", wait_until="networkidle")
    if answer is None or not answer.ok:
        fail(f"{picture.path} answered {answer.status if answer else 'nothing'}.")
    file = TARGET / f"{picture.name}.png"
    page.screenshot(path=file)
    context.close()
    Image.open(file).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
    say(f"  {file.relative_to(ROOT)}, {file.stat().st_size // 1024} kB")


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demonstration() as server, sync_playwright() as playwright, step("Taking the pictures"):
        browser = playwright.chromium.launch(executable_path=find(), args=["--disable-gpu", "--hide-scrollbars", *root])
        for picture in PICTURES:
            take(picture, browser, server)
        browser.close()


if __name__ == "__main__":
    main()
