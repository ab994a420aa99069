"""`python -m benchmarks [--postgresql] [--only name …]`: the medians, and whether they are within their targets."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from . import seed, table
from .figures import ROWS
from .server import ROOT, Server

STARTS = 3


def main() -> None:
    arguments = _arguments()
    began = time.perf_counter()
    tables = {"SQLite": run("sqlite", arguments.only)}
    if arguments.postgresql:
        tables["PostgreSQL"] = run("postgresql", arguments.only)
    if not arguments.only:
        took = time.perf_counter() - began
        (ROOT / "docs" / "benchmarks.md").write_text(table.document(tables, people=seed.PEOPLE, sessions=seed.SLOTS, took=took))
    for database, rows in tables.items():
        print(f"\n{database}\n\n{rows}")


def run(database: str, only: list[str]) -> str:
    """All measures on one kind of database; gives the table."""
    with tempfile.TemporaryDirectory(prefix="nadwa-bench-") as name, _database(database, Path(name)) as url:
        server = Server(Path(name), url)
        app, data = _prepared(server)
        figures: dict[str, float] = {}
        try:
            figures["start"] = median(_cold_starts(server))
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

    app = create_app(server.settings())
    return app, seed.fill(app)


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
    parser.add_argument("--postgresql", action="store_true", help="measure on PostgreSQL too")
    parser.add_argument(
        "--only", nargs="*", default=[], metavar="NAME", help="only these functions of benchmarks/measures.py; writes no document"
    )
    return parser.parse_args()


def _say(what: str) -> None:
    print(f"→ {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
