"""Definitions of fields: read, written, and refused when they make no sense."""

from __future__ import annotations

import re

import pytest

from app.core.types import Translated
from app.registration.fields import Field, FieldType, InvalidField, definition_of, fields_of, moved, new_id, with_field
from app.registration.models import State
from app.registration.rules import MOVES
from app.registration.tokens import new_badge_token
from tests.registration.test_public import QUESTIONS

TEXT = {"id": "why", "type": "text", "label": {"en": "Why"}}
OPTIONS = [{"id": "a", "label": {"en": "A"}}, {"id": "b", "label": {"en": "B"}}]


def test_a_definition_is_read_and_written_without_loss() -> None:
    fields = fields_of(QUESTIONS)
    assert fields_of(definition_of(fields)) == fields
    assert [field.type for field in fields] == ["choice", "choices", "yes-no", "long-text", "file", "consent"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "Why"}, {"id": "a b"}, {"id": "x" * 41}, {"type": "script"}, {"label": {}}, {"label": "Why"}, {"label": {"de": "Warum"}},
        {"options": OPTIONS}, {"limit": 0}, {"limit": 501}, {"limit": "many"}, {"pattern": ".*"}, {"type": "choice"},
        {"type": "choice", "options": OPTIONS[:1]}, {"type": "choice", "options": [OPTIONS[0], OPTIONS[0]]},
        {"type": "choice", "options": [OPTIONS[0], {"id": "b", "label": {}}]}, {"type": "choice", "options": [OPTIONS[0], {"label": {"en": "B"}}]},
        {"help": {"en": "x" * 1001}},
    ],
)  # fmt: skip
def test_a_definition_that_makes_no_sense_is_refused(wrong: dict) -> None:
    with pytest.raises(InvalidField):
        fields_of([{**TEXT, **wrong}])


def test_ids_are_unique_and_stay_when_fields_move() -> None:
    with pytest.raises(InvalidField):
        fields_of([TEXT, TEXT])
    fields = fields_of([TEXT, {**TEXT, "id": "how"}, {**TEXT, "id": "when"}])
    assert [f.id for f in moved(fields, "when", -1)] == ["why", "when", "how"]
    assert [f.id for f in moved(fields, "why", -1)] == ["why", "how", "when"]
    changed = Field("how", FieldType.TEXT, Translated(en="How?"))
    assert [f.label["en"] for f in with_field(fields, changed)] == ["Why", "How?", "Why"]
    assert new_id(["f000000"]) != new_id()


def test_badge_codes_are_opaque_short_and_alphanumeric_for_the_qr() -> None:
    codes = {new_badge_token() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(re.fullmatch("[A-Z2-7]{20}", code) for code in codes)


def test_every_state_has_its_moves_and_none_moves_to_itself() -> None:
    assert MOVES.keys() == set(State)
    assert [state for state, moves in MOVES.items() if state in moves] == []
