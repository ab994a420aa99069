"""`python -m benchmarks [--database sqlite|postgresql …] [--only name …]`: the medians, and whether they are within their targets."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import seed, table
from .client import Sample, sample
from .figures import ROWS
from .server import ROOT, Server

STARTS = 5
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def main() -> None:
    arguments = _arguments()
    began, load = time.perf_counter(), os.getloadavg()[0]
    tables = {DATABASES[kind]: run(kind, arguments.only) for kind in arguments.database or DATABASES}
    if not arguments.only and not arguments.database:
        took = time.perf_counter() - began
        text = table.document(tables, people=seed.PEOPLE, sessions=seed.SLOTS, took=took, load=load)
        (ROOT / "docs" / "benchmarks.md").write_text(text)
    for database, rows in tables.items():
        print(f"\n{database}\n\n{rows}")


def run(database: str, only: list[str]) -> str:
    """All measures on one kind of database; gives the table."""
    with tempfile.TemporaryDirectory(prefix="nadwa-bench-") as name, _database(database, Path(name)) as url:
        server = Server(Path(name), url)
        app, data = _prepared(server)
        figures: dict[str, Sample | float] = {}
        try:
            figures["start"] = sample(_cold_starts(server))
            server.start_worker()
            from .measures import MEASURES, Bench

            for measure in MEASURES:
                if not only or measure.__name__ in only:
                    _say(measure.__name__)
                    figures |= measure(Bench(app, server, data))
        finally:
            server.stop()
    return table.markdown({key: figures[key] for key in ROWS if key in figures})


def _prepared(server: Server) -> tuple[seed.Flask, seed.Data]:
    _say("filling the database")
    from app import create_app
    from app.core.db import db

    app = create_app(server.settings())
    data = seed.fill(app)
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        with app.app_context(), db.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")  # as its own upkeep does within the first minute
    return app, data


def _cold_starts(server: Server) -> Iterator[float]:
    _say("starting")
    for number in range(STARTS):
        if number:
            server.stop()
        yield server.start()


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'nadwa.sqlite3'}"
        return
    from tests.support import postgres

    with postgres.cluster() as cluster:
        yield postgres.create_database(cluster, "nadwa")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    no_document = "; writes no document"
    parser.add_argument("--database", nargs="*", choices=DATABASES, default=[], help=f"only on these databases{no_document}")
    parser.add_argument(
        "--only", nargs="*", default=[], metavar="NAME", help=f"only these functions of benchmarks/measures.py{no_document}"
    )
    return parser.parse_args()


def _say(what: str) -> None:
    print(f"→ {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
