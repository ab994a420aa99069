"""Nadwa under a clock that a test moves: the same application, told another time. `wsgi` knows nothing of it.

The server, the worker and every command read how far off they are from one file, so that they agree at every moment.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from app.core import clock

SETTING = "NADWA_TEST_CLOCK"
_file = Path(os.environ[SETTING])


class _Moved(datetime):
    """The system's time, and the seconds that the file says."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + timedelta(seconds=float(_file.read_text()))


clock.datetime = _Moved  # type: ignore[misc]  # under `now`, which models hold as their columns' default

from wsgi import app  # noqa: E402

__all__ = ["app"]
