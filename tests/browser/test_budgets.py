"""What a first visit transfers, compressed and with its fonts, as the browser's network counts it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

KB = 1000
EVENT = "/events/local-governance"
PUBLIC = ("/", "/events/", f"{EVENT}/", f"{EVENT}/programme", f"{EVENT}/register", "/themes/", "/verify/")
ORGANISER = (
    "/manage/",
    f"/manage{EVENT}/",
    f"/manage{EVENT}/registrations",
    f"/manage{EVENT}/edit",
    f"/manage{EVENT}/programme/",
    "/desk/",
)


class Weight(NamedTuple):
    whole: float
    script: float


def weigh(page: Page, address: str) -> Weight:
    """Everything that one load transfers, with an empty cache."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address, wait_until="networkidle")
    session.detach()
    script = sum(size for request, size in sizes.items() if kinds.get(request) == "Script")
    return Weight(sum(sizes.values()), script)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_first_visit_to_a_public_page_takes_150_kb_at_most_and_30_of_script(page: Page, language: str) -> None:
    weights = {path: weigh(page, f"{path}?lang={language}") for path in PUBLIC}
    assert {path: weight for path, weight in weights.items() if weight.whole > 150 * KB or weight.script > 30 * KB} == {}
    assert min(weight.whole for weight in weights.values()) > 20 * KB  # the fonts were counted
    assert min(weight.script for weight in weights.values()) > 0


def test_an_organiser_s_page_takes_350_kb_at_most_and_150_of_script(page: Page, organiser_cookies: list[Any]) -> None:
    page.context.add_cookies(organiser_cookies)
    weights = {path: weigh(page, f"{path}?lang=fr") for path in ORGANISER}
    assert {path: weight for path, weight in weights.items() if weight.whole > 350 * KB or weight.script > 150 * KB} == {}
    assert min(weight.script for weight in weights.values()) > 0


def test_a_second_page_transfers_neither_style_nor_script_again(page: Page) -> None:
    page.goto("/?lang=fr", wait_until="networkidle")
    page.goto(f"{EVENT}/?lang=fr", wait_until="networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => [new URL(one.name).pathname, one.transferSize])")
    again = [path for path, size in loaded if path.startswith(("/static/css/", "/static/js/")) and size]
    assert len(loaded) > 3
    assert again == []
