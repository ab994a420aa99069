"""The table in Markdown, and docs/benchmarks.md around it."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version

from .client import Sample
from .figures import ROWS
from .server import ROOT

TITLE = """# How fast Nadwa is

Written by `make bench`; the figures are those of its last run.

Measured over HTTP on the loopback interface against gunicorn as `make run` starts it (2 processes), on a database with the demonstration and
one event of {people} confirmed registrations and {sessions} sessions with two talks each. Times are medians of at least 200 requests, one after the other over
a kept connection, after a warm-up, from the first byte sent to the last received, compressed as a browser asks for it; so they hold more
than the server's own work. Where half of the values lie further apart than a third of the median, the quartiles stand beside it: something else
was at work. Rates are those of 8 client processes on the same cores. Rate limits are off; nothing else is. A cold start finds what Python and the templates
compiled at an earlier one; nothing else is kept. “First time after a change” is measured with the event's revision raised before each request, so that nothing kept is used.
"""
OTHERS = """
The figures of others were measured on 2026-11-22 on one machine with 2 cores and 24 GiB, gunicorn with 2 sync workers, PostgreSQL 15, for pretix
2026.8.0, Indico 3.2.9 and pretalx 2025.2.2, and are quoted here, not measured again. They are full products with other designs and
payloads: read them as orders of magnitude.
"""


def markdown(figures: Mapping[str, Sample | float]) -> str:
    lines = ["| | Nadwa | target | | best of the others |", "|---|---:|---:|:-:|---:|"]
    for key, found in figures.items():
        row = ROWS[key]
        value = found.median if isinstance(found, Sample) else found
        spread = f" ({_written(found.low)}–{_written(found.high)})" if isinstance(found, Sample) and found.is_noisy else ""
        mark = {True: "✓", False: "✗", None: ""}[row.passes(value)]
        lines.append(f"| {row.title} | {_written(value)}{spread} {row.unit} | {row.target} | {mark} | {row.best_other} |")
    return "\n".join(lines) + "\n"


def document(tables: Mapping[str, str], *, people: int, sessions: int, took: float, load: float) -> str:
    parts = [TITLE.format(people=f"{people:,}", sessions=sessions), OTHERS]
    parts += [f"\n## On {database}\n\n{table}" for database, table in tables.items()]
    return "".join([*parts, f"\n{machine()} The whole run took {took:.0f} s; when it began, the load of the machine was {load:.1f}.\n"])


def machine() -> str:
    """One line on what it ran on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    packages = ", ".join(f"{name} {version(name)}" for name in ("flask", "sqlalchemy", "gunicorn"))
    when = f"{datetime.now(UTC):%Y-%m-%d}"
    return (
        f"{when}, revision {commit or 'unknown'}: {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, {packages}."
    )


def _written(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
