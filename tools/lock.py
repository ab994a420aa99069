"""Write the locks: exact versions and hashes for every platform, without the address they came from.

Hashes are those of the public index whatever this machine's own pip settings say, so they hold everywhere.
"""

from __future__ import annotations

import os
import subprocess
import sys

import frontend
from console import ROOT, run, step

CHOICE = ["--universal", "--python-version=3.11", "--no-config", "--quiet"]
CONTENT = ["--generate-hashes", "--no-header", "--no-annotate"]
LOCKS = {
    "requirements.lock": ("pyproject.toml", "--extra=postgresql"),
    "requirements-dev.lock": ("pyproject.toml", "--extra=dev", "--constraint=requirements.lock"),
    "requirements-node.lock": ("--group=node",),
}
NOT_OURS = ("PIP_", "UV_")


def write(name: str, *source: str) -> None:
    """Versions already locked are kept; `tools/lock.py --upgrade` takes the newest."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(NOT_OURS)}
    uv = ROOT / ".venv" / "bin" / "uv"
    command = [uv, "pip", "compile", *source, *CHOICE, *CONTENT, *sys.argv[1:], "--output-file", name]
    with step(f"Writing {name}"):
        subprocess.run(command, cwd=ROOT, env=env, check=True)


for lock, choice in LOCKS.items():
    write(lock, *choice)
for folder in (ROOT, frontend.LIGHTHOUSE):
    with step(f"Writing {(folder / 'package-lock.json').relative_to(ROOT)}"):
        command = [*frontend.npm(), "install", "--package-lock-only", "--prefix", folder]
        run(command, problem="npm could not resolve package.json: see above.", env=frontend.path())
