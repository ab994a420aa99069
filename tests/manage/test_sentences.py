import ast

import pytest

from app.audit.models import AuditEntry
from app.core.db import Base
from app.core.types import EnumText
from app.manage.columns import FIELDS, UNTOLD, VALUES
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


# Whose rows are written to the trail as they change.
AUDITED = {
    "certificate_rule", "contribution", "delegation", "device", "event", "event_kind", "event_role", "gate", "institution", "organisation",
    "participation", "partnership", "person", "publication", "registration", "registration_form", "room", "series", "session", "theme",
    "user", "venue",
}  # fmt: skip


def audited_columns():
    return [(table.name, column) for table in Base.metadata.sorted_tables if table.name in AUDITED for column in table.columns]


def test_every_column_that_can_change_has_a_name_or_is_left_untold(app):
    assert AuditEntry.__tablename__ not in AUDITED
    assert {column.name for _table, column in audited_columns()} - set(FIELDS) - UNTOLD == set()
    assert set(FIELDS) & UNTOLD == set()


def test_every_code_that_can_change_has_a_word(app):
    codes = {(table, column.name): column.type.enum_class for table, column in audited_columns() if isinstance(column.type, EnumText)}
    assert {key: set(kind) - set(VALUES.get(key, ())) for key, kind in codes.items() if set(kind) - set(VALUES.get(key, ()))} == {}
