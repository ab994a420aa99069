"""Rate limits that the web processes of one machine share, in a small file beside the queue. Several machines share them on Redis.

In memory each process would count for itself, and two would let a guesser try twice as often."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import unquote, urlparse

from limits.storage import MovingWindowSupport, Storage

PATIENCE = 5.0  # seconds that one process waits for another
TABLE = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS hit (who TEXT NOT NULL, at REAL NOT NULL, until REAL NOT NULL);
CREATE INDEX IF NOT EXISTS hit_who ON hit (who, at);
CREATE INDEX IF NOT EXISTS hit_until ON hit (until);
"""


def address(folder: Path) -> str:
    """What RATELIMIT_STORAGE_URI says for limits that are kept in a folder."""
    return f"{Shared.STORAGE_SCHEME[0]}://{(folder / 'limits.sqlite3').resolve()}"


class Shared(Storage, MovingWindowSupport):
    """Every hit until it no longer counts; whose it was, an address or an account, is kept as a digest."""

    STORAGE_SCHEME = ["shared"]  # noqa: RUF012 the library declares it so

    def __init__(self, uri: str, wrap_exceptions: bool = False, **options: float | str | bool) -> None:
        super().__init__(uri, wrap_exceptions, **options)
        self._path = Path(unquote(urlparse(uri).path))

    @property
    def base_exceptions(self) -> type[Exception]:
        return sqlite3.Error

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count `amount` hits unless they would be more than `limit` within `expiry` seconds; decided within the write."""
        now, who = time.time(), _digest(key)
        with self._writing() as file:
            (count,) = file.execute("SELECT count(*) FROM hit WHERE who = ? AND at > ?", (who, now - expiry)).fetchone()
            if count + amount > limit:
                return False
            file.executemany("INSERT INTO hit VALUES (?, ?, ?)", [(who, now, now + expiry)] * amount)
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        now = time.time()
        with self._open() as file:
            first, count = file.execute(
                "SELECT min(at), count(*) FROM hit WHERE who = ? AND at > ?", (_digest(key), now - expiry)
            ).fetchone()
        return first or now, count

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = time.time()
        with self._writing() as file:
            file.executemany("INSERT INTO hit VALUES (?, ?, ?)", [(_digest(key), now, now + expiry)] * amount)
        return self.get(key)

    def get(self, key: str) -> int:
        with self._open() as file:
            (count,) = file.execute("SELECT count(*) FROM hit WHERE who = ? AND until > ?", (_digest(key), time.time())).fetchone()
        return int(count)

    def get_expiry(self, key: str) -> float:
        with self._open() as file:
            (until,) = file.execute("SELECT max(until) FROM hit WHERE who = ?", (_digest(key),)).fetchone()
        return until or time.time()

    def check(self) -> bool:
        with self._open() as file:
            return bool(file.execute("SELECT 1").fetchone())

    def reset(self) -> int:
        with self._writing() as file:
            return file.execute("DELETE FROM hit").rowcount

    def clear(self, key: str) -> None:
        with self._writing() as file:
            file.execute("DELETE FROM hit WHERE who = ?", (_digest(key),))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._open() as file:
            file.execute("BEGIN IMMEDIATE")
            file.execute("DELETE FROM hit WHERE until < ?", (time.time(),))
            yield file
            file.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection for one question: cheap, and nothing for threads and forks to share. The file is made when it is missing."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)) as file:
            file.executescript(TABLE)
            yield file


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
