"""Compiled translations: made on each machine from the .po files, when those are newer."""

from __future__ import annotations

from pathlib import Path

import virtualenv
from console import ROOT, run, step

FOLDER = ROOT / "app" / "translations"


def stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def compile_changed() -> None:
    if any(stale(po) for po in FOLDER.glob("*/LC_MESSAGES/*.po")):
        with step("Compiling the translations"):
            command = [virtualenv.VENV / "bin" / "pybabel", "compile", "--directory", FOLDER]
            run(command, problem="The translations could not be compiled: see above.")
