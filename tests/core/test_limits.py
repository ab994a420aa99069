"""Rate limits that several processes share."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from app.core import limits
from tests.support.server import ROOT

HITS = """
import sys
from pathlib import Path
from app.core import limits
kept = limits.Shared(limits.address(Path(sys.argv[1])))
print(sum(kept.acquire_entry("somebody", 25, 60) for _ in range(20)))
"""


@pytest.fixture
def kept(tmp_path: Path) -> limits.Shared:
    found = storage_from_string(limits.address(tmp_path / "not yet there"))
    assert isinstance(found, limits.Shared)
    return found


def test_processes_that_start_in_the_same_moment_count_together(tmp_path: Path) -> None:
    running = [subprocess.Popen([sys.executable, "-c", HITS, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    taken = [int(process.communicate()[0]) for process in running]
    assert sum(taken) == 25


def test_a_window_moves_on(kept: limits.Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr(limits.time, "time", lambda: now)
    limiter, rule = MovingWindowRateLimiter(kept), parse("2 per minute")
    assert [limiter.hit(rule, "a"), limiter.hit(rule, "a"), limiter.hit(rule, "a"), limiter.hit(rule, "b")] == [True, True, False, True]
    assert limiter.get_window_stats(rule, "a") == (1_060, 0)
    now += 61
    assert limiter.test(rule, "a")
    assert limiter.hit(rule, "a")


def test_who_is_counted_can_be_cleared_and_is_nowhere_to_be_read(kept: limits.Shared, tmp_path: Path) -> None:
    assert kept.acquire_entry("karim@example.org", 1, 60)
    assert not kept.acquire_entry("karim@example.org", 1, 60)
    assert kept.get("karim@example.org") == 1
    with sqlite3.connect(tmp_path / "not yet there" / "limits.sqlite3") as file:
        assert "karim" not in str(file.execute("SELECT * FROM hit").fetchall())
    file.close()
    kept.clear("karim@example.org")
    assert kept.acquire_entry("karim@example.org", 1, 60)
    assert kept.reset() == 1
    assert kept.check()
