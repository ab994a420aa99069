"""What `make screenshots` takes for the README is still there to be taken."""

from __future__ import annotations

import sys

import pytest

from tests.support.server import ROOT, LiveServer


def test_the_badge_and_the_certificate_of_the_readme_can_be_drawn(server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT / "tools")])
    import screenshots

    papers = screenshots.documents(server)
    assert {name: pdf[:5] for name, pdf in papers.items()} == {"badge": b"%PDF-", "certificate": b"%PDF-"}
