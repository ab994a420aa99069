from __future__ import annotations

import ast

import pytest

from tests.structure.sources import shown, tracked

pytestmark = pytest.mark.structure

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE, LONGEST_SHEET = 300, 40, 120, 300
GENERATED = "migrations/"
SAYS_NOTHING = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py", "manager.py"}


def length(path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_python_files_stay_readable() -> None:
    sources = [path for path in tracked("*.py") if not shown(path).startswith(GENERATED)]
    assert {shown(path): length(path) for path in sources if length(path) > LONGEST_FILE} == {}


def test_functions_stay_readable() -> None:
    long = {
        f"{shown(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in tracked("*.py")
        if not shown(path).startswith(GENERATED)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert long == {}


def test_templates_scripts_and_sheets_stay_readable() -> None:
    limits = {"templates/*": LONGEST_TEMPLATE, "static/src/*.css": LONGEST_SHEET, "static/src/*.js": LONGEST_SHEET}
    long = {shown(p): length(p) for pattern, most in limits.items() for p in tracked(pattern) if length(p) > most}
    assert long == {}


def test_no_file_is_named_for_nothing() -> None:
    assert [shown(path) for path in tracked("*.py") if path.name in SAYS_NOTHING] == []
