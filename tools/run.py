"""Start Nadwa: migrate, load the demonstration the first time, then the web server and the worker until one is stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any

from console import ROOT, fail, say, step

sys.path.insert(0, str(ROOT))

import config

BIN = Path(sys.executable).parent
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
PATIENCE = 30.0
GOODBYE = 15.0


class Stopped(Exception):
    """Somebody asked to stop."""


def main() -> None:
    try:
        settings = config.load()
    except config.ConfigError as error:
        fail(f"Nadwa does not start: {error}")
    refuse_taken_port(settings["HOST"], settings["PORT"])
    prepare_database()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children["web server"] = start(web_command(settings))
        address = wait_until_it_answers(settings, children)
        children["worker"] = start([*FLASK, "worker"])
        greet(address, settings)
        watch(children)
    except Stopped:
        say("\nStopping.")
    finally:
        end(children)


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            fail(f"Nadwa may not listen on port {port}; choose one above 1023: make run PORT=8000")
        except OSError as error:
            fail(f"Nadwa cannot listen on {host}, port {port} ({error.strerror}). Choose another: make run PORT={port + 1}")


def prepare_database() -> None:
    """Bring the tables up to date and let an empty instance have its demonstration; both do nothing the second time."""
    with step("Preparing the database"):
        done = subprocess.run([*FLASK, "prepare"], cwd=ROOT, check=False)
    if done.returncode:
        fail("The database could not be prepared: see above. DATABASE_URL names it.")


def web_command(settings: Mapping[str, Any]) -> list[str | Path]:
    host = f"[{settings['HOST']}]" if ":" in settings["HOST"] else settings["HOST"]
    threads = ["--worker-class", "gthread", "--threads", "4", "--workers", str(settings["WEB_WORKERS"])]
    once = ["--preload", "--no-control-socket", "--graceful-timeout", "10", "--log-level", "warning"]
    return [BIN / "gunicorn", "wsgi:app", "--bind", f"{host}:{settings['PORT']}", *threads, *once]


def start(command: list[Any]) -> subprocess.Popen[bytes]:
    """A child with a session of its own, so that Ctrl-C reaches this script alone, which then ends both in order."""
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)


def wait_until_it_answers(settings: Mapping[str, Any], children: Mapping[str, subprocess.Popen[bytes]]) -> str:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}
    host = everywhere.get(settings["HOST"], settings["HOST"])
    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{settings['PORT']}"
    deadline = time.monotonic() + PATIENCE
    while not answers(f"http://{host}:{settings['PORT']}/healthz"):
        refuse_dead(children)
        if time.monotonic() > deadline:
            fail(f"The web server did not answer within {PATIENCE:.0f} seconds.")
        time.sleep(0.1)
    return address


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def greet(address: str, settings: Mapping[str, Any]) -> None:
    say(f"\n  Nadwa is ready:     {address}/")
    env = {**os.environ, "NADWA_URL": settings["NADWA_URL"] or address}
    link = subprocess.run([*FLASK, "sign-in-link"], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if link.returncode == 0 and link.stdout.strip():
        say(f"  Organiser's way in: {link.stdout.strip().splitlines()[-1]}")
    say("  Ctrl-C stops it.\n")


def refuse_dead(children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            fail(f"The {name} ended by itself (status {child.returncode}): see above. Nadwa stops.")


def watch(children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    while True:
        refuse_dead(children)
        time.sleep(0.5)


def stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def end(children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Ask both to finish what they are doing; insist after a while."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GOODBYE
    for child in children.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    try:
        main()
    except Stopped:
        say("Stopped before it was up.")
