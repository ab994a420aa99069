"""`flask worker`: what does the background work."""

from __future__ import annotations

import logging

import click
from flask import current_app
from flask.cli import with_appcontext

from app.jobs.queue import queue_of, require_queue
from config import ConfigError

LONGEST_NAP = 1.0  # seconds until work is noticed after a quiet time; Huey's own ten are long to somebody who clicked


@click.command("worker")
@click.option("--threads", default=2, show_default=True, help="Tasks done at the same time.")
@with_appcontext
def command(threads: int) -> None:
    """Do the background work: letters, prints, certificates."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)
    try:
        require_queue()
    except ConfigError as error:
        raise SystemExit(f"The worker does not start: {error}") from None
    queue = queue_of(current_app._get_current_object())  # type: ignore[attr-defined]
    queue.create_consumer(workers=threads, periodic=True, check_worker_health=True, max_delay=LONGEST_NAP).run()
