from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import pytest

from tests.structure.layers import HEIGHT, ROOT_MODULES
from tests.structure.sources import imports, modules

pytestmark = pytest.mark.structure


def package(module: str) -> str:
    return module.split(".")[1]


def test_every_package_has_its_layer() -> None:
    packages = {package(name) for name in modules() if name not in ROOT_MODULES}
    assert packages - HEIGHT.keys() == set()


def test_imports_point_down() -> None:
    upward = [
        f"{name} imports {target}"
        for name in modules()
        for target in imports(name)
        if name not in ROOT_MODULES
        and (target in ROOT_MODULES or package(target) != package(name))
        and (target in ROOT_MODULES or HEIGHT[package(target)] >= HEIGHT[package(name)])
    ]
    assert sorted(upward) == []


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {name: imports(name) for name in modules() if name not in ROOT_MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))
