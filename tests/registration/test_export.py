"""What a spreadsheet makes of the list."""

from __future__ import annotations

import pytest

from app.registration.export import neutral


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"), ("+212 600", "'+212 600"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t'=1"), ("\r=1", "'\r'=1"), (" =1", "' =1"),
        ('"=1', "'\"=1"), ("＝1+1", "'＝1+1"), ("＠x", "'＠x"), ("\u200f=1", "'\u200f=1"), ("Awa;=1+1", "Awa;'=1+1"), ("Awa; \"-1", "Awa; \"'-1"), ("a\n=1", "a\n'=1"),
        ("Dakar-Plateau", "Dakar-Plateau"), ("a = b; c", "a = b; c"), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_a_cell_is_no_formula_wherever_a_spreadsheet_cuts_it(typed: str | None, written: str) -> None:
    assert neutral(typed) == written
