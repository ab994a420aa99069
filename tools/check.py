"""Lint, types and tests. `--everything` adds the slow ones, the same tests on PostgreSQL, and the browser.

A part that fails does not hide what the next would have said; the exit code tells whether any did. The last part is pytest, so the
output ends with its summary.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from console import ROOT, say

BIN = Path(sys.executable).parent
PYTEST: list[str | Path] = [sys.executable, "-m", "pytest"]
SHARED = [*PYTEST, "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal"]  # whoever is done takes over from whoever is not
UNIT = [*SHARED, "-m", "not browser"]

FAST: dict[str, list[str | Path]] = {
    "Lint": [BIN / "ruff", "check", "--quiet"],
    "Format": [BIN / "ruff", "format", "--check", "--quiet"],
    "Types": [BIN / "mypy", "--no-error-summary"],
    "Tests on SQLite": [*SHARED, "-m", "not browser and not slow"],
}
WHOLE: dict[str, list[str | Path]] = {
    "Tests on SQLite": UNIT,
    "Tests on PostgreSQL": [*UNIT, "--database", "postgresql"],
    "Tests in the browser": [*SHARED, "tests/browser"],
}


def environment() -> dict[str, str]:
    """Ours, but compiled sources are kept: otherwise each of some forty processes would compile them anew."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def main() -> int:
    parts = {**FAST, **WHOLE} if "--everything" in sys.argv else FAST
    failed: list[str] = []
    for title, command in parts.items():
        if failed and title == list(parts)[-1]:
            say(f"\nFailed so far: {', '.join(failed)}")
        say(f"\n→ {title}")
        started = time.monotonic()
        if subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode:
            failed.append(title)
        elif command[: len(PYTEST)] != PYTEST:
            say(f"  fine, {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
