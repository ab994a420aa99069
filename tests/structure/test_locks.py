from __future__ import annotations

import json
import re
import tomllib

import pytest

from tests.structure.sources import ROOT, shown, tracked

pytestmark = pytest.mark.structure

PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9._-]+")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:work|root|home|farm|Users)/")
PIN_OR_HASH = re.compile(r"[a-z0-9][\w.-]*(\[[^]]*\])?==[^\s;]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")


def locked(name: str) -> dict[str, set[str]]:
    versions: dict[str, set[str]] = {}
    for package, version in PINNED.findall((ROOT / name).read_text()):
        versions.setdefault(normal(package), set()).add(version)
    return versions


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {normal(NAME.match(line)[0]) for line in lines} - {"nadwa"}  # type: ignore[index]


def test_the_locks_hold_every_dependency() -> None:
    assert wanted("postgresql") - locked("requirements.lock").keys() == set()
    assert wanted("postgresql", "dev") - locked("requirements-dev.lock").keys() == set()


def test_tests_run_on_the_versions_that_are_installed_for_users() -> None:
    development = locked("requirements-dev.lock")
    assert {name: v for name, v in locked("requirements.lock").items() if development.get(name) != v} == {}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("folder", [".", "tools/npm-lighthouse"])
def test_npm_packages_are_locked_with_hashes_and_without_addresses(folder: str) -> None:
    lock = json.loads((ROOT / folder / "package-lock.json").read_text())
    wishes, root = json.loads((ROOT / folder / "package.json").read_text()), lock["packages"].pop("")
    kinds = wishes.keys() & {"dependencies", "devDependencies"}
    assert {kind: root[kind] for kind in kinds} == {kind: wishes[kind] for kind in kinds}
    assert [name for name, entry in lock["packages"].items() if "integrity" not in entry or "resolved" in entry] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_says_what_is_installed_and_not_where_it_comes_from(name: str) -> None:
    assert [line for line in (ROOT / name).read_text().splitlines() if not PIN_OR_HASH.fullmatch(line)] == []


def test_npm_is_told_no_place_to_fetch_from() -> None:
    said = [line.partition("=")[0].strip() for path in tracked("*.npmrc") for line in path.read_text().splitlines()]
    assert "omit-lockfile-registry-resolved" in said
    assert [name for name in said if name.endswith("registry")] == []


def test_no_machine_path_is_in_the_tree() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if MACHINE_PATH.search(text) and path.name != "test_locks.py":
            found.append(shown(path))
    assert found == []
