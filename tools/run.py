"""Start Nadwa: migrate, load the demonstration the first time, then the web server and the worker until one is stopped."""

from __future__ import annotations

import errno
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

from console import ROOT, alone, fail, say, step

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
    refuse_bad_place(settings["HOST"], settings["PORT"])
    address = local_address(settings)
    link = prepare(settings, address)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children["web server"] = start(web_command(settings))
        wait_until_it_answers(address, children)
        children["worker"] = start([*FLASK, "worker"])
        greet(address, link)
        watch(children)
    except Stopped:
        say("\nStopping.")
    finally:
        end(children)


def refuse_bad_place(host: str, port: int) -> None:
    """Say now what the web server would say later, and longer."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except PermissionError:
        fail(f"Nadwa may not listen on port {port}; choose one above 1023: make run PORT=8000")
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            fail(f"Nadwa does not start: HOST is {host!r}, and this machine cannot listen there: {error.strerror}.")
        fail(f"Nadwa does not start: another program listens on {host}, port {port}. Choose another: make run PORT={port % 65535 + 1}")


def local_address(settings: Mapping[str, Any]) -> str:
    """Where this machine reaches the web server."""
    everywhere = {"0.0.0.0": "localhost", "127.0.0.1": "localhost", "::": "::1"}
    host = everywhere.get(settings["HOST"], settings["HOST"])
    return f"http://{f'[{host}]' if ':' in host else host}:{settings['PORT']}"


def prepare(settings: Mapping[str, Any], address: str) -> str:
    """Bring the database up to date and let an empty instance have its demonstration; gives the link that signs the organiser in.

    The second time neither changes anything."""
    link = ""
    env = {**os.environ, "NADWA_URL": settings["NADWA_URL"] or address}
    with alone(), step("Preparing the database"):
        command = subprocess.Popen([*FLASK, "prepare", "--sign-in-link"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
        for line in command.stdout or ():
            if "/sign-in/" in line:
                link = line.strip()
            else:
                say(f"  {line.rstrip()}")
        if command.wait():
            raise SystemExit(1)  # it said why
    return link


def web_command(settings: Mapping[str, Any]) -> list[str | Path]:
    host = f"[{settings['HOST']}]" if ":" in settings["HOST"] else settings["HOST"]
    threads = ["--worker-class", "gthread", "--threads", "4", "--workers", str(settings["WEB_WORKERS"])]
    once = ["--preload", "--no-control-socket", "--graceful-timeout", "10", "--log-level", "warning"]
    return [BIN / "gunicorn", "wsgi:app", "--bind", f"{host}:{settings['PORT']}", *threads, *once]


def start(command: list[Any]) -> subprocess.Popen[bytes]:
    """A child with a session of its own, so that Ctrl-C reaches this script alone, which then ends both in order."""
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)


def wait_until_it_answers(address: str, children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not answers(f"{address}/healthz"):
        refuse_dead(children)
        if time.monotonic() > deadline:
            fail(f"The web server did not answer within {PATIENCE:.0f} seconds.")
        time.sleep(0.1)


def answers(address: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # what the machine's settings say of proxies is about elsewhere
    try:
        with direct.open(address, timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def greet(address: str, link: str) -> None:
    say(f"\n  Nadwa is ready:     {address}/")
    if link:
        say(f"  Organiser's way in: {link}")
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
