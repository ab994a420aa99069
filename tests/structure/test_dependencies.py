"""Each dependency earns its line in docs/architecture.md, and is used."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from config import ROOT

pytestmark = pytest.mark.structure

NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")
IMPORT = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)
# Used without an import of ours: a program, what WTForms imports, data that zoneinfo reads, the driver that SQLAlchemy loads.
NOT_IMPORTED = {"gunicorn", "email-validator", "tzdata", "psycopg"}


def declared() -> set[str]:
    """The names of what an installation needs, from Python's index and from npm's."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    python = [*project["dependencies"], *project["optional-dependencies"]["postgresql"]]
    return {NAME.match(line)[0] for line in python} | set(json.loads((ROOT / "package.json").read_text())["dependencies"])  # type: ignore[index]


def test_the_architecture_guide_gives_each_dependency_its_line() -> None:
    table = (ROOT / "docs" / "architecture.md").read_text().partition("## What it stands on")[2].partition("Only for tests")[0]
    lines = [line.partition(" | ")[0] for line in table.splitlines() if line.startswith("| `")]
    assert {name for line in lines for name in re.findall(r"`([^`]+)`", line)} == declared()


def test_each_package_of_python_is_imported_by_the_application() -> None:
    sources = [*(ROOT / "app").rglob("*.py"), ROOT / "config.py", ROOT / "wsgi.py"]
    imported = {module for source in sources for module in IMPORT.findall(source.read_text())}
    known = packages_distributions()
    used = {name.lower().replace("_", "-") for module in imported for name in known.get(module, [])}
    wanted = {name for name in declared() if not (ROOT / "node_modules" / name).exists()}
    assert wanted - used - NOT_IMPORTED == set()


def test_each_package_of_npm_is_named_by_the_front_end() -> None:
    texts = "".join(file.read_text(errors="ignore") for file in _front_end())
    npm = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert [name for name in npm if name not in texts] == []


def _front_end() -> list[Path]:
    sources = [file for file in (ROOT / "static" / "src").rglob("*") if file.suffix in (".js", ".css")]
    return [*sources, ROOT / "tools" / "build_frontend.mjs", ROOT / "tools" / "subset_fonts.py"]
