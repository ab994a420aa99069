"""Several writers that set out together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier
from typing import Any

from flask import Flask

from app.core import work
from app.core.db import db
from app.core.errors import DomainError


def at_once(app: Flask, *attempts: Any) -> list[str]:
    """What became of several writers that set out together, each in a transaction of its own."""
    db.session.commit()
    together = Barrier(len(attempts))

    def run(attempt: Any) -> str:
        with app.app_context():
            together.wait(timeout=20)
            try:
                attempt()
                work.finish()
            except DomainError:
                work.abandon()
                return "refused"
            return "written"

    with ThreadPoolExecutor(len(attempts)) as pool:
        return sorted(pool.map(lambda attempt: copy_context().run(run, attempt), attempts))
