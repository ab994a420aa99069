from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.structure.sources import ROOT, shown, tracked

pytestmark = pytest.mark.anywhere

FORBIDDEN = {
    "an inline style": re.compile(r"""\sstyle\s*=\s*["'{]|<style\b(?![^>]*nonce)""", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\b(?:src|type=.application/(?:ld\+)?json))", re.IGNORECASE),
    "an inline handler": re.compile(r"""<[^<>]*\son\w+\s*=\s*["']""", re.IGNORECASE),
    "an address of a script": re.compile(r"javascript:", re.IGNORECASE),
}
# Letters and paper: mail programs know no stylesheets, and no browser's policy guards what the PDF engine draws.
MAY_STYLE = re.compile(r"^templates/(mail|pdf)/|/(mail|pdf|paper)\.html$")


def test_every_template_parses(app: Flask) -> None:
    for path in tracked("templates/*"):
        app.jinja_env.parse(path.read_text(encoding="utf-8"), filename=shown(path))


def test_every_template_that_is_named_exists() -> None:
    named = re.compile(r"""(?:extends|include|import|from)\s+["']([\w./-]+\.\w+)["']|render_template\(\s*["']([\w./-]+)["']""")
    missing = [
        f"{shown(path)} names {name}"
        for path in (*tracked("templates/*"), *tracked("app/*.py"))
        for name in ("".join(match) for match in named.findall(path.read_text(encoding="utf-8")))
        if not (ROOT / "templates" / name).exists()
    ]
    assert missing == []


def test_pages_carry_no_inline_code() -> None:
    found = [
        f"{shown(path)} has {what}"
        for path in tracked("templates/*")
        for what, pattern in FORBIDDEN.items()
        if pattern.search(path.read_text(encoding="utf-8")) and not (what == "an inline style" and MAY_STYLE.search(shown(path)))
    ]
    assert found == []
