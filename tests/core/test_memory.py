import platform
import subprocess
import sys

import pytest
from flask import Flask
from sqlalchemy import text

from app import create_app
from app.core.db import db
from app.core.memory import use_one_heap
from config import ROOT
from tests.support import database


@pytest.fixture
def apart(empty_database: str) -> Flask:
    """An application with the database options of a real start."""
    return create_app({"SQLALCHEMY_DATABASE_URI": database.driver(empty_database)})


def test_the_heap_is_tuned_where_the_c_library_is_glibc():
    assert use_one_heap() is (platform.libc_ver()[0] == "glibc")


def test_the_connection_used_last_is_used_next(apart):
    with apart.app_context():
        one, other = db.engine.connect(), db.engine.connect()
        last = other.connection.dbapi_connection
        one.close()
        other.close()
        with db.engine.connect() as again:
            assert again.connection.dbapi_connection is last
        db.engine.dispose()


def test_a_file_of_sqlite_is_not_mapped_into_each_connection(tmp_path):
    with create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/one.sqlite3"}).app_context():
        with db.engine.connect() as connection:
            assert [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("mmap_size", "cache_size")] == [0, -1000]
        db.engine.dispose()


@pytest.mark.anywhere
def test_a_queue_does_without_the_driver_of_a_database_that_is_not_used(tmp_path):
    script = (
        "import sys; from app import create_app; from app.jobs.queue import queue_of; "
        f"queue_of(create_app({{'SQLALCHEMY_DATABASE_URI': 'sqlite:///{tmp_path}/one.sqlite3', 'QUEUE_DIR': '{tmp_path}'}})); "
        "print('huey' in sys.modules, 'psycopg' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]
