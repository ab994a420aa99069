"""pip for a Python that came without it: Debian keeps it in a package of its own, which apt lets anybody fetch, though only root may install.

The package is read, not installed: what comes of it lies in .venv alone. Standard library only."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

PACKAGE = "python3-pip-whl"


def install(python: Path) -> bool:
    """Give a virtual environment without pip the one of Debian; whether that was possible."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not (fetched(folder, []) or (own_lists(folder) and fetched(folder, options(folder)))):
            return False
        package = next(folder.glob(f"{PACKAGE}_*.deb"))
        wheel = next(folder.rglob("pip-*.whl"), None) if succeeds(["dpkg-deb", "--extract", package.name, "content"], folder) else None
        # A wheel is an archive that Python can run from, so that pip installs itself.
        return wheel is not None and succeeds(
            [python, wheel / "pip", "install", "--no-index", "--disable-pip-version-check", wheel], folder
        )


def fetched(folder: Path, lists: list[str]) -> bool:
    """Whether apt could fetch the package into `folder`, where its signature was checked."""
    return succeeds(["apt-get", *lists, "download", PACKAGE], folder)


def own_lists(folder: Path) -> bool:
    """What packages there are, for a machine where nobody has asked yet: kept in `folder`, since the system's place is root's."""
    for part in ("lists/partial", "cache/archives/partial"):
        (folder / part).mkdir(parents=True)
    return succeeds(["apt-get", *options(folder), "update"], folder)


def options(folder: Path) -> list[str]:
    return ["-o", f"Dir::State::Lists={folder}/lists", "-o", f"Dir::Cache={folder}/cache"]


def succeeds(command: list[str | Path], folder: Path) -> bool:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
