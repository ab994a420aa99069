"""A real server in processes of its own, as `make run` starts it, on a scratch database and a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class LiveServer:
    """Knows its address, runs commands on its database, and can have a worker."""

    folder: Path
    database_url: str
    port: int
    entry: str = "wsgi"  # the module that holds `app`
    settings: dict[str, str] = field(default_factory=dict)  # beyond those of every test
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "NADWA_ENV": "production",
            "NADWA_URL": self.url,
            "DATABASE_URL": self.database_url,
            "STORAGE_DIR": str(self.folder / "files"),
            "QUEUE_DIR": str(self.folder),
            "SECRET_KEY": "for browser tests, and for nothing else",
            "PORT": str(self.port),
            "RATE_LIMITS": "no",
            **self.settings,
        }

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "flask", "--app", self.entry]

    def flask(self, *arguments: str) -> str:
        """Run a command of the application's; gives what it printed."""
        done = subprocess.run([*self.command, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def start(self) -> None:
        web = [sys.executable, "-m", "gunicorn", f"{self.entry}:app", "--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        self._spawn("web", [*web, "--worker-class", "gthread", "--threads", "8", "--log-level", "warning"])
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):  # noqa: S310 our own address
                    return
            except (urllib.error.URLError, OSError):
                assert self.processes["web"].poll() is None, self.log("web")
                time.sleep(0.1)
        raise AssertionError("the server did not answer within a minute:\n" + self.log("web"))

    def start_worker(self) -> None:
        if "worker" not in self.processes:
            self._spawn("worker", [*self.command, "worker"])

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(timeout=20)
        self.processes.clear()

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    def _spawn(self, name: str, command: list[str]) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)


def free_port() -> int:
    """Below the ports that the system hands to connections, so that none takes it before the server does."""
    for port in SystemRandom().sample(range(20_000, 32_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port of a hundred is free")
