"""The real server, with the options of tools/run.py, on a scratch database; and the worker."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from run import web_command  # noqa: E402 the tools are scripts beside each other

WORKERS = 2


class Server:
    """gunicorn on a free port, and a worker when asked."""

    def __init__(self, folder: Path, database_url: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.environment = {
            **os.environ, "NADWA_ENV": "production", "NADWA_URL": f"http://localhost:{self.port}", "DATABASE_URL": database_url,
            "STORAGE_DIR": str(folder / "files"), "QUEUE_DIR": str(folder), "SECRET_KEY": "for measuring, and for nothing else at all", "SMTP_URL": "", "REDIS_URL": "",
            "HOST": "127.0.0.1", "PORT": str(self.port), "WEB_WORKERS": str(WORKERS), "RATE_LIMITS": "no",
        }  # fmt: skip
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a start as anybody has it finds what the first one compiled
        self.processes: list[subprocess.Popen[bytes]] = []

    def settings(self) -> dict[str, Any]:
        """What makes an application in this process use the same database and keys."""
        sys.path.insert(0, str(ROOT))
        import config

        return config.load(self.environment)

    def start(self) -> float:
        """Start it; gives the seconds until the first page was there, complete."""
        started = time.perf_counter()
        command = web_command({"HOST": "127.0.0.1", "PORT": self.port, "WEB_WORKERS": WORKERS})
        self.processes.append(subprocess.Popen(command, cwd=ROOT, env=self.environment))
        while not self._answers():
            if self.processes[-1].poll() is not None or time.perf_counter() - started > 30:
                raise SystemExit("the server did not start")
            time.sleep(0.005)
        return time.perf_counter() - started

    def start_worker(self) -> None:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
        self.processes.append(subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL))

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            process.wait(timeout=30)
        self.processes.clear()

    def web_workers(self) -> list[int]:
        return children(self.processes[0].pid)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as page:
                return bool(page.read())
        except (urllib.error.URLError, OSError):
            return False


def children(pid: int) -> list[int]:
    """The processes that a process started, by whichever of its threads."""
    return [int(child) for thread in Path(f"/proc/{pid}/task").iterdir() for child in (thread / "children").read_text().split()]


def memory(pid: int) -> tuple[float, float]:
    """(resident, its proportional share) of a process in MB of 10^6 bytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text()
    resident, share = (int(re.search(rf"^{name}:\s+(\d+) kB", lines, re.MULTILINE)[1]) * 1024 / 1e6 for name in ("Rss", "Pss"))  # type: ignore[index]
    return resident, share
