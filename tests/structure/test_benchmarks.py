"""What `make bench` stands on is still there."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.structure.sources import ROOT

pytestmark = pytest.mark.structure


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py")))
def test_every_module_of_the_benchmarks_can_be_imported(name: str) -> None:
    assert import_module(f"benchmarks.{name}")
