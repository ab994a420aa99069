"""A real browser before a real server.

`page` belongs to one test, in a fresh context: it fails the test on an uncaught error and on anything the content security policy
refused. `server` holds the demonstration and is shared by the tests of one process, of which xdist makes several; `worker` adds the
background process.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright

from app import create_app
from app.core.db import db
from tests.browser.organiser import sign_in
from tests.conftest import CLUSTER, KIND
from tests.support.database import driver, new_database
from tests.support.demonstration import Demonstration, Stop, stops
from tests.support.server import LiveServer, free_port

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
REFUSED = re.compile("content security policy", re.IGNORECASE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


def chromium() -> str:
    """Where Chromium is. Its absence is a failure, never a skip."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "Chromium is not on the PATH; `make test` installs it as root, else: apt install chromium"
    return found


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config, run_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("live")
    url = new_database(pytestconfig.stash[KIND], f"nadwa_{run_name}_live", folder, pytestconfig.stash[CLUSTER])
    server = LiveServer(folder, url, free_port())
    server.flask("prepare")
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def inside(server: LiveServer) -> Iterator[Flask]:
    """The application on the server's database, to put into it, or read from it, what no page does. The block commits what it wants kept."""
    settings = {name: server.environment[name] for name in ("SECRET_KEY", "STORAGE_DIR", "QUEUE_DIR")}
    app = create_app({"SQLALCHEMY_DATABASE_URI": driver(server.database_url), **settings})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


class Route(NamedTuple):
    stops: list[Stop]
    gate: str


@pytest.fixture(scope="session")
def route(server: LiveServer) -> Route:
    """Every page, from what the server's database holds; what is missing to show them all is put in, once."""
    with inside(server) as app:
        world = Demonstration()
        found = stops(app, world)
        gate = f"/desk/{world.gate.id}"
        db.session.commit()
    return Route(found, gate)


@pytest.fixture
def worker(server: LiveServer) -> LiveServer:
    """The server, with the process that sends letters and prints."""
    server.start_worker()
    return server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, *root])
    yield browser
    browser.close()


@contextmanager
def watched(browser: Browser, server: LiveServer, **manners: Any) -> Iterator[Page]:
    """A page in a context of its own. An uncaught error, or anything that the content security policy refused, fails the test."""
    context = browser.new_context(base_url=server.url, accept_downloads=True, **manners)
    context.set_default_timeout(10_000)
    page = context.new_page()
    with complaints(page):
        yield page
    context.close()


@contextmanager
def complaints(page: Page) -> Iterator[None]:
    troubles = list[str]()

    def note(message: ConsoleMessage) -> None:
        if REFUSED.search(message.text):
            troubles.append(message.text)

    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", note)
    yield
    assert troubles == []


@pytest.fixture(scope="session")
def organiser_cookies(browser: Browser, server: LiveServer) -> list[Any]:
    """What a browser holds once an organiser has signed in: for `context.add_cookies`."""
    context = browser.new_context(base_url=server.url)
    sign_in(context.new_page(), server.flask("sign-in-link").splitlines()[-1])
    cookies = context.cookies()
    context.close()
    return cookies


@pytest.fixture
def context(browser: Browser, server: LiveServer) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=server.url, locale="fr-FR", accept_downloads=True)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    with complaints(page):
        yield page
