"""A start names the setting that is wrong, and does what a database needs once, whoever starts in the same moment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

import config
from app import create_app
from app.core.db import db
from tests.support.database import driver


@pytest.fixture
def start(empty_database: str, tmp_path: Path) -> Iterator[Any]:
    """Runs `flask prepare` on an empty database, with settings of one's own; gives what came of it."""
    made: list[Flask] = []

    def prepare(**settings: Any) -> Result:
        folders = {"STORAGE_DIR": str(tmp_path / "files"), "QUEUE_DIR": str(tmp_path / "queue")}
        app = create_app({"SQLALCHEMY_DATABASE_URI": driver(empty_database), "TESTING": False, "DEMO": False, **folders, **settings})
        made.append(app)
        with app.app_context():  # not in that of the tests' own application
            return app.test_cli_runner().invoke(args=["prepare", "--sign-in-link"])

    yield prepare
    for app in made:
        with app.app_context():
            db.engine.dispose()


def refused(result: Result) -> str:
    """The one sentence that a refused start says."""
    assert result.exit_code == 1, result.output
    sentence = result.output.strip()
    assert sentence.startswith("Nadwa does not start: ")
    assert "\n" not in sentence
    return sentence.removeprefix("Nadwa does not start: ")


def test_a_start_makes_the_tables_and_a_second_one_changes_nothing(start: Any) -> None:
    for result in (start(), start()):
        assert (result.exit_code, result.output) == (0, "")


@pytest.mark.slow
def test_the_demonstration_is_loaded_once_and_both_starts_print_a_way_in(start: Any) -> None:
    first, second = start(DEMO=True), start(DEMO=True)
    assert first.output.splitlines()[0] == "The demonstration is loaded."
    assert [result.output.splitlines()[-1].startswith("http://localhost:8000/sign-in/") for result in (first, second)] == [True, True]
    assert len(second.output.splitlines()) == 1


def test_files_that_cannot_be_kept_name_storage_dir(start: Any, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where a folder is wanted")
    assert refused(start(STORAGE_DIR=str(tmp_path / "taken" / "files"))).startswith("STORAGE_DIR is ")


def test_a_store_nobody_knows_or_without_its_package_names_storage_dir(start: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(start(STORAGE_DIR="cellar://shelf")).startswith("STORAGE_DIR is 'cellar://shelf', and no file can be kept there: ")
    monkeypatch.setitem(sys.modules, "s3fs", None)
    assert "pip install" in refused(start(STORAGE_DIR="s3://bucket/files"))


def test_work_that_cannot_be_queued_names_queue_dir(start: Any, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where a folder is wanted")
    assert refused(start(QUEUE_DIR=str(tmp_path / "taken" / "queue"))).startswith("QUEUE_DIR names where work is queued")


@pytest.mark.parametrize("url", ["postgresql+psycopg://nadwa@127.0.0.1:1/nadwa", "postgresql+psycopg://nadwa@/nadwa?host=/nowhere"])
def test_a_database_out_of_reach_names_database_url(start: Any, url: str) -> None:
    assert refused(start(SQLALCHEMY_DATABASE_URI=url)).startswith("DATABASE_URL names a database that cannot be prepared: ")


def test_a_file_that_is_no_database_names_database_url(start: Any, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear colleagues, " * 100)
    assert refused(start(SQLALCHEMY_DATABASE_URI=f"sqlite:///{letter}")).endswith("cannot be prepared: file is not a database.")
    with pytest.raises(config.ConfigError, match=r"^DATABASE_URL names a file in .*, which cannot be made"):
        start(SQLALCHEMY_DATABASE_URI=f"sqlite:///{letter}/nadwa.sqlite3")


def test_a_database_of_a_newer_version_is_left_alone(start: Any, empty_database: str) -> None:
    assert start().exit_code == 0
    app = create_app({"SQLALCHEMY_DATABASE_URI": driver(empty_database)})
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        db.session.commit()
        assert "newer than this one (its tables are at 9999)" in refused(start())
        assert db.session.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
        db.session.rollback()
        db.engine.dispose()


@pytest.mark.slow
def test_two_who_start_in_the_same_moment_prepare_once(empty_database: str, tmp_path: Path) -> None:
    folders = {"STORAGE_DIR": str(tmp_path / "files"), "QUEUE_DIR": str(tmp_path / "queue")}
    settings = {**os.environ, "NADWA_ENV": "production", "DATABASE_URL": empty_database, **folders}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
    both = [
        subprocess.Popen(command, cwd=config.ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(2)
    ]
    said = sorted(process.communicate()[0].strip() for process in both)
    assert [process.returncode for process in both] == [0, 0], said
    assert said == ["", "The demonstration is loaded."]
