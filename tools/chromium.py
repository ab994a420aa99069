"""The browser that the browser tests and the screenshots drive."""

from __future__ import annotations

import shutil

from console import fail, install_with_apt

SHELL = "chromium-headless-shell"  # the same engine without the windows around it: a sixth less work
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def prepare() -> None:
    """Debian has the engine alone; elsewhere, and where a whole Chromium is there already, that does as well."""
    if not find() and not ((install_with_apt(SHELL) or install_with_apt("chromium")) and find()):
        fail(
            "The browser tests need Chromium, and none is on the PATH.\n"
            "Debian: apt install chromium · Fedora: dnf install chromium · macOS: brew install --cask chromium"
        )
