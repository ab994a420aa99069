"""The queue: Huey on SQLite by default, on Redis by REDIS_URL. Jobs take ids, reload what they need, and may run twice."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app

import config
from app.core import work
from app.core.memory import without

if TYPE_CHECKING:
    from huey import Huey

Task = Callable[..., object]
log = logging.getLogger(__name__)
_tasks: dict[str, Task] = {}
_every_minute: list[str] = []
_every_day: list[str] = []
_making = Lock()


def task(name: str, *, every_minute: bool = False, every_day: bool = False) -> Callable[[Task], Task]:
    """Register a function as a background task under a name that stays."""

    def register(function: Task) -> Task:
        _tasks[name] = function
        if every_minute:
            _every_minute.append(name)
        if every_day:
            _every_day.append(name)
        return function

    return register


def enqueue(name: str, *ids: Any) -> None:
    """Run a task in the worker, once the present unit of work is committed."""
    if name not in _tasks:
        raise LookupError(f"no task is called {name}")
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def put() -> None:
        try:
            queue_of(app)
            app.extensions["perform"](name, *ids)
        except Exception:  # what was written is there already: the minute's rounds find letters and jobs that nobody began
            log.exception("task %s%r could not be queued", name, ids)

    work.after_commit(put)


def queue_of(app: Flask) -> Huey:
    """The queue, made when it is first asked for."""
    with _making:
        if "huey" not in app.extensions:
            app.extensions["huey"] = _make(app)
    return app.extensions["huey"]


def _make(app: Flask) -> Huey:
    """The queue with its kinds of entry: one call of a named task, the minute's round, and the night's."""
    with without("psycopg"):  # Huey imports every driver that it could store with; this one takes 9 MB, and is none of its stores here
        from huey import crontab

    huey = _store(app)

    def perform(name: str, *ids: Any) -> None:
        run(app, name, *ids)

    def minute() -> None:
        for name in _every_minute:
            run(app, name)

    def night() -> None:
        for name in _every_day:
            run(app, name)

    app.extensions["perform"] = huey.task(name="perform")(perform)
    huey.periodic_task(crontab(minute="*"), name="minute")(minute)
    huey.periodic_task(crontab(minute="17", hour="3"), name="night")(night)
    return huey


def require_queue() -> None:
    """Put something into the queue's store and take it out again. Raises ConfigError that names REDIS_URL or QUEUE_DIR, whichever is used, and says what is wrong."""
    setting = "REDIS_URL" if current_app.config["REDIS_URL"] else "QUEUE_DIR"
    try:
        queue = queue_of(current_app._get_current_object())  # type: ignore[attr-defined]
        queue.put("probe", "Nadwa can queue here")
        queue.get("probe")
    except Exception as error:  # noqa: BLE001 SQLite, the file system and Redis have errors of their own
        reason = (isinstance(error, OSError) and error.strerror) or error
        raise config.ConfigError(f"{setting} names where work is queued, and nothing can be queued there: {reason}.") from None


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
    huey = queue_of(app)
    done = 0
    while (entry := huey.dequeue()) is not None:
        huey.execute(entry)
        done += 1
    return done


def _store(app: Flask) -> Huey:
    from huey import MemoryHuey, RedisHuey, SqliteHuey

    if app.config["TESTING"]:
        return MemoryHuey("nadwa")
    if app.config["REDIS_URL"]:
        return RedisHuey("nadwa", url=app.config["REDIS_URL"])
    folder = Path(app.config["QUEUE_DIR"])
    folder.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("nadwa", filename=str(folder / "queue.sqlite3"))
