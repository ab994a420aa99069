"""The ground's own rounds."""

from __future__ import annotations

from app.storage import sweeping

from . import service
from .queue import task


@task("storage.sweep", every_day=True)
def sweep() -> None:
    sweeping.sweep()


@task("jobs.revive", every_minute=True)
def revive() -> None:
    service.revive()
