"""Remove what set-up, builds and checks made. instance/ holds data, and stays."""

from __future__ import annotations

import shutil

from console import ROOT

BUILT = (
    ".venv",
    "node_modules",
    "tools/npm-lighthouse/node_modules",
    "static/dist",
    "build",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
)

for name in BUILT:
    path = ROOT / name
    path.unlink() if path.is_symlink() else shutil.rmtree(path, ignore_errors=True)
for pattern in ("**/__pycache__", "app/translations/**/*.mo"):
    for path in ROOT.glob(pattern):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
