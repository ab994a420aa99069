"""Lighthouse on the demonstration, as its users open it: scores against the budgets, written into docs/benchmarks-lighthouse.md.

A page that falls short is measured again, at most three times, and the best counts: a busy machine makes pages slower, never faster."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontend
from chromium import find
from console import ROOT, fail, say, step
from playwright.sync_api import sync_playwright
from screenshots import demonstration

from tests.support.server import free_port

TARGET = ROOT / "docs" / "benchmarks-lighthouse.md"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PUBLIC, ORGANISER = (95, 100, 100, 100), (90, 100, 100, None)
TRIES = 3
EVENT = "/events/local-governance"
PAGES = tuple(
    (f"{name} ({language})", f"{path}?lang={language}", PUBLIC)
    for language in ("fr", "ar")
    for name, path in (("Home", "/"), ("Event", f"{EVENT}/"), ("Programme", f"{EVENT}/programme"), ("Registration", f"{EVENT}/register"))
)
SIGNED_IN = (
    ("Organiser: event", f"/manage{EVENT}/?lang=fr"),
    ("Organiser: registrations", f"/manage{EVENT}/registrations?lang=fr"),
    ("Desk", "/desk/?lang=fr"),
    ("Desk: gate", "GATE?lang=fr"),
)


@dataclass(frozen=True)
class Measured:
    """The scores of one page in hundredths, what the first visit transferred, and what Lighthouse would have otherwise."""

    name: str
    scores: tuple[int | None, ...]
    budget: tuple[int | None, ...]
    kilobytes: int
    wishes: tuple[str, ...]

    @property
    def short(self) -> bool:
        return any(asked is not None and (got or 0) < asked for got, asked in zip(self.scores, self.budget, strict=True))


@contextmanager
def signed_in(url: str, link: str) -> Iterator[tuple[int, str]]:
    """(the port of a browser that an organiser signed in with and that is a device of the first gate, that gate's address)."""
    port, root = free_port(), ["--no-sandbox"] if os.geteuid() == 0 else []
    arguments = ["--disable-gpu", f"--remote-debugging-port={port}", *root]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(folder, executable_path=find(), args=arguments, base_url=url)
        page = context.new_page()
        page.goto(link)
        page.locator("main form button").first.click()
        page.wait_for_url("**/manage/**")
        page.goto("/desk/")
        page.locator("form[action$='/use'] button").first.click()
        page.wait_for_url("**/desk/*")
        gate = str(page.evaluate("location.pathname"))
        page.close()
        yield port, gate
        context.close()


def measure(name: str, address: str, budget: tuple[int | None, ...], port: int | None) -> Measured:
    best = _once(name, address, budget, port)
    for _ in range(TRIES - 1):
        if not best.short:
            break
        best = max(best, _once(name, address, budget, port), key=lambda one: one.scores[0] or 0)
    return best


def _once(name: str, address: str, budget: tuple[int | None, ...], port: int | None) -> Measured:
    wanted = [category for category, asked in zip(CATEGORIES, budget, strict=True) if asked is not None]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            str(frontend.LIGHTHOUSE / "node_modules" / ".bin" / "lighthouse"), address, "--quiet", "--output=json", f"--output-path={report}",
            "--chrome-flags=--headless --no-sandbox --disable-gpu", f"--only-categories={','.join(wanted)}",
        ]  # fmt: skip
        if port:
            command.append(f"--port={port}")
        done = subprocess.run(command, env={**os.environ, "CHROME_PATH": find() or ""}, capture_output=True, text=True, check=False)
        if not report.exists():
            fail(done.stderr[-2000:])
        found: dict[str, Any] = json.loads(report.read_text())
    scores = tuple(round(100 * found["categories"][one]["score"]) if one in wanted else None for one in CATEGORIES)
    return Measured(name, scores, budget, found["audits"]["total-byte-weight"]["numericValue"] // 1000, tuple(_wishes(found, wanted)))


def _wishes(found: dict[str, Any], wanted: list[str]) -> list[str]:
    refs = [ref["id"] for category in wanted for ref in found["categories"][category]["auditRefs"] if ref["weight"]]
    return sorted({ref for ref in refs if (found["audits"][ref]["score"] or 0) < 0.9 and found["audits"][ref]["score"] is not None})


def told(row: Measured) -> Measured:
    say(f"  {row.name}: {row.scores}, {row.kilobytes} kB{' ← ' + ', '.join(row.wishes) if row.short else ''}")
    return row


def table(rows: list[Measured], version: str) -> str:
    lines = [
        "# Lighthouse",
        "",
        f"Lighthouse {version}, its mobile defaults (a slow phone on slow 4G, simulated), on the demonstration served by one gunicorn process on",
        "this machine; the best of at most three. `make lighthouse` writes this page. Budgets: public pages 95 / 100 / 100 / 100, organiser and",
        "desk 90 / 100 / 100.",
        "",
        "| page | performance | accessibility | best practices | SEO | transferred |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        scores = " | ".join("–" if score is None else str(score) for score in row.scores)
        lines.append(f"| {row.name} | {scores} | {row.kilobytes} kB |")
    return "\n".join(lines) + "\n"


def main() -> None:
    rows = []
    frontend.install(dev=True, folder=frontend.LIGHTHOUSE)
    with demonstration() as server, step("Measuring"):
        for name, path, budget in PAGES:
            rows.append(told(measure(name, server.url + path, budget, None)))
        with signed_in(server.url, server.flask("sign-in-link").splitlines()[-1]) as (port, gate):
            for name, path in SIGNED_IN:
                rows.append(told(measure(name, server.url + path.replace("GATE", gate), ORGANISER, port)))
    version = json.loads((frontend.LIGHTHOUSE / "node_modules" / "lighthouse" / "package.json").read_text())["version"]
    TARGET.write_text(table(rows, version), encoding="utf-8")
    if short := [row.name for row in rows if row.short]:
        fail("Below the budget: " + ", ".join(short))


if __name__ == "__main__":
    main()
