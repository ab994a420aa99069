"""The queue: Huey on SQLite by default, on Redis by REDIS_URL. Jobs take ids, reload what they need, and may run twice."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey, crontab

from app.core import work

Task = Callable[..., object]
log = logging.getLogger(__name__)
_tasks: dict[str, Task] = {}
_every_minute: list[str] = []


def task(name: str, *, every_minute: bool = False) -> Callable[[Task], Task]:
    """Register a function as a background task under a name that stays."""

    def register(function: Task) -> Task:
        _tasks[name] = function
        if every_minute:
            _every_minute.append(name)
        return function

    return register


def enqueue(name: str, *ids: Any) -> None:
    """Run a task in the worker, once the present unit of work is committed."""
    if name not in _tasks:
        raise LookupError(f"no task is called {name}")
    perform = current_app.extensions["perform"]
    work.after_commit(lambda: perform(name, *ids))


def init_app(app: Flask) -> None:
    """Make the queue and its two kinds of entry: one call of a named task, and the minute's round."""
    huey = _make(app)

    def perform(name: str, *ids: Any) -> None:
        run(app, name, *ids)

    def minute() -> None:
        for name in _every_minute:
            run(app, name)

    app.extensions["huey"] = huey
    app.extensions["perform"] = huey.task(name="perform")(perform)
    huey.periodic_task(crontab(minute="*"), name="minute")(minute)


def run(app: Flask, name: str, *ids: Any) -> None:
    """One task as one unit of work."""
    with app.app_context():
        try:
            _tasks[name](*ids)
            work.finish()
        except Exception:
            work.abandon()
            log.exception("task %s%r failed", name, ids)
            raise


def run_pending(app: Flask) -> int:
    """Do all that waits in the queue, here and now; for tests and for instances without a worker. Returns how many."""
    huey: Huey = app.extensions["huey"]
    done = 0
    while (entry := huey.dequeue()) is not None:
        huey.execute(entry)
        done += 1
    return done


def _make(app: Flask) -> Huey:
    if app.config["TESTING"]:
        return MemoryHuey("nadwa")
    if app.config["REDIS_URL"]:
        return RedisHuey("nadwa", url=app.config["REDIS_URL"])
    folder = Path(app.config["QUEUE_DIR"])
    folder.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("nadwa", filename=str(folder / "queue.sqlite3"))
