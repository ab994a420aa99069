import ast

import pytest

from app.manage.sentences import ACTIONS
from tests.structure.sources import tracked

pytestmark = pytest.mark.structure
TRACE = {"record", "_record", "_changed", "_set_state", "_note"}


def actions_in_the_source():
    """Every action that is written to the trail by its name."""
    for path in tracked("app/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in TRACE:
                yield from (
                    argument.value
                    for branch in node.args
                    for argument in ast.walk(branch)
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and "." in argument.value.strip(".")
                )


def test_every_action_of_the_trail_has_a_sentence():
    assert sorted(set(actions_in_the_source()) - set(ACTIONS)) == []
