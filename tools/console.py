"""What the set-up says on the terminal. Standard library only: it runs before anything is installed."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent


def say(sentence: str) -> None:
    print(sentence, flush=True)


def warn(sentence: str) -> None:
    print(f"  ! {sentence}", file=sys.stderr, flush=True)


def fail(sentence: str) -> NoReturn:
    """End with a sentence that says what to do, never with a traceback."""
    print(f"\n{sentence}", file=sys.stderr, flush=True)
    raise SystemExit(1)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step, and how long it took when it was long."""
    say(f"→ {title}")
    started = time.monotonic()
    yield
    took = time.monotonic() - started
    if took > 2:
        say(f"  done in {took:.0f} s")


@contextmanager
def alone() -> Iterator[None]:
    """One at a time in this folder: whoever comes second waits, and then finds the work done."""
    with Path(__file__).open() as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("→ Waiting: this folder is being set up by another command")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def run(command: Sequence[str | Path], *, problem: str, env: Mapping[str, str] | None = None) -> None:
    """Run a command whose output matters only when it fails."""
    whole = {**os.environ, **(env or {})}
    done = subprocess.run(command, cwd=ROOT, env=whole, capture_output=True, text=True, check=False)
    if done.returncode:
        fail(f"{excerpt(done.stdout + done.stderr)}\n\n{problem}")


def answer(command: Sequence[str | Path]) -> str:
    """What a command prints, or nothing when it fails."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def excerpt(output: str) -> str:
    """The beginning and the end of a long output: the cause stands in one of them."""
    lines = output.strip().splitlines()
    return "\n".join([*lines[:12], "…", *lines[-12:]] if len(lines) > 25 else lines)


def install_with_apt(*packages: str) -> bool:
    """Install Debian packages when that is possible without asking anybody: as root, where apt-get is."""
    if os.geteuid() != 0 or not Path("/usr/bin/apt-get").exists():
        return False
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    say(f"  installing {' '.join(packages)}")
    for command in (install, ["apt-get", "update"], install):
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if command is install and done.returncode == 0:
            return True
    warn((done.stderr or done.stdout).strip()[-500:])
    return False
