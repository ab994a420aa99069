"""The night's work of the ground."""

from __future__ import annotations

from app.storage import sweeping

from .queue import task


@task("storage.sweep", every_day=True)
def sweep() -> None:
    sweeping.sweep()
