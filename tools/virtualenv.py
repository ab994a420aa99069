"""The virtual environment in .venv, holding exactly what the locks name."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import borrowed_pip
from console import ROOT, answer, excerpt, fail, install_with_apt, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
RUNTIME, DEVELOPMENT, NODE = "requirements.lock", "requirements-dev.lock", "requirements-node.lock"
INCLUDED = {DEVELOPMENT: (RUNTIME,)}


def prepare() -> None:
    if not shared() and not works():
        create()


def fill(*, dev: bool) -> None:
    if not shared():
        install(DEVELOPMENT if dev else RUNTIME)


def shared() -> bool:
    """Whether several checkouts have one environment: then whoever made the link looks after it."""
    return VENV.is_symlink()


def works() -> bool:
    """Whether .venv holds an interpreter that finds its packages: it no longer does when the system's Python moves on."""
    if not PYTHON.exists():
        return False
    if installed().get("python") == str(PYTHON.resolve()):
        return True
    probe = [PYTHON, "-c", "import sys, pip; raise SystemExit(sys.version_info < (3, 11))"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def create() -> None:
    python = interpreter()
    if not os.access(ROOT, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(ROOT))
    with step("Creating the virtual environment in .venv"):
        shutil.rmtree(VENV, ignore_errors=True)
        if made(python):
            return
        version = answer([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
        if install_with_apt(f"python{version}-venv") and made(python):
            return
        if made(python, "--without-pip") and borrowed_pip.install(PYTHON):
            return
        shutil.rmtree(VENV, ignore_errors=True)
    fail(
        "The virtual environment could not be made: this Python has no ensurepip module, and pip could not be had otherwise. Install it\n"
        "Debian, Ubuntu: apt install python3-venv · Fedora: dnf install python3-pip · macOS: brew install python"
    )


def interpreter() -> str:
    """The Python to build on: this one, or a newer one beside it."""
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return sys.executable
    found = next((found for name in NEWER_PYTHONS if (found := shutil.which(name))), None)
    if found is None:
        here = sys.version.split()[0]
        fail(f"Nadwa needs Python 3.11 or newer; this is {here}. Install one, or name it: make PYTHON=python3.12 run")
    return found


def made(python: str, *options: str) -> bool:
    done = subprocess.run([python, "-m", "venv", "--clear", *options, VENV], capture_output=True, check=False)
    return done.returncode == 0


def installed() -> dict[str, str]:
    return json.loads(STAMP.read_text()) if STAMP.exists() else {}


def install(lock: str) -> None:
    """Install what the lock names, unless it is installed already."""
    digest = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    stamps = installed()
    if stamps.get(lock) == digest:
        return
    with step(f"Installing the packages of {lock}"):
        download(lock)
    for covered in INCLUDED.get(lock, ()):
        stamps[covered] = hashlib.sha256((ROOT / covered).read_bytes()).hexdigest()
    STAMP.write_text(json.dumps({**stamps, lock: digest, "python": str(PYTHON.resolve())}, indent=1))


def download(lock: str) -> None:
    """Let pip install a lock, showing the name of each package as it comes. It works on one core: two share the packages out."""
    options = ["--require-hashes", "--no-deps", "--no-compile", "--disable-pip-version-check", "--progress-bar=off"]
    command = [PYTHON, "-m", "pip", "install", *options, "-r"]
    output = []
    with tempfile.TemporaryDirectory() as folder:
        told, telling = os.pipe()
        pips = [subprocess.Popen([*command, half], stdout=telling, stderr=telling) for half in halves(lock, Path(folder))]
        os.close(telling)
        with os.fdopen(told) as lines:
            for line in lines:
                output.append(line)
                if line.startswith("Collecting "):
                    progress(line.split()[1].split("=")[0])
        progress("")
        failed = [pip for pip in pips if pip.wait()]
    if failed:
        problem = f"The packages of {lock} could not be installed: see above. Is the Python index within reach?"
        fail(f"{excerpt(''.join(output))}\n\n{problem}")
    compile_packages()


def halves(lock: str, folder: Path) -> list[Path]:
    """Two files that together hold the pins of a lock, each with its hashes, which stand on lines of their own below it; one for a single pin."""
    pins = [pin for pin in re.split(r"\n(?=\S)", (ROOT / lock).read_text()) if not pin.startswith("#")]
    files = [folder / f"{number}.txt" for number in (1, 2)][: len(pins)]
    for start, file in enumerate(files):
        file.write_text("\n".join(pins[start::2]) + "\n")
    return files


def compile_packages() -> None:
    """What pip does file by file, on every core. A file that this Python cannot read is none that Nadwa imports."""
    seldom = r"/site-packages/(mypyc?|pip|pygments|setuptools)/"  # a third of all there is, of which little or nothing is imported
    command = [PYTHON, "-m", "compileall", "-qq", "-j", "0", "-x", seldom, *VENV.glob("lib/python*/site-packages")]
    subprocess.run(command, capture_output=True, check=False)


def progress(name: str) -> None:
    """One line that is written over on a terminal, a row of dots in a log."""
    if sys.stdout.isatty():
        print(f"\r\033[K  {name}" if name else "\r\033[K", end="", flush=True)
    else:
        print("." if name else "\n", end="", flush=True)
