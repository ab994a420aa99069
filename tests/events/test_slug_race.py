"""Addresses of events under concurrency."""

from __future__ import annotations

import threading

from flask import Flask
from sqlalchemy import select

from app.audit import SYSTEM
from app.core import work
from app.core.db import db
from app.core.types import Translated
from app.events import service
from app.events.models import Event, EventKind, EventSlug, Precision
from app.institutions.models import Institution
from tests.events import factories as make

WRITERS = 6


def test_writers_of_the_same_title_get_addresses_of_their_own(app: Flask) -> None:
    make.institution()
    make.kind()
    work.finish()
    start, failures = threading.Barrier(WRITERS), []

    def write() -> None:
        with app.app_context():
            start.wait()
            try:
                here, kind = db.session.scalars(select(Institution)).one(), db.session.scalars(select(EventKind)).one()
                dates = {"precision": Precision.UNKNOWN}
                service.create_event(here, kind=kind, title=Translated(fr="Forum"), actor=SYSTEM, **dates)
                work.finish()
            except Exception as error:  # noqa: BLE001 whatever it is, the test names it
                failures.append(repr(error))

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    wanted = ["forum", *(f"forum-{number}" for number in range(2, WRITERS + 1))]
    assert sorted(db.session.scalars(select(Event.slug))) == wanted
    assert sorted(db.session.scalars(select(EventSlug.slug))) == wanted
