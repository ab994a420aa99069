"""What every test stands on: an application on an empty database, captured mail, no network.

Each test runs inside an application context. What it writes through `db.session` is committed before the client's next
request, and every table is empty again when the next test starts, whoever committed.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings

import config

gc.set_threshold(20_000, 50, 50)
for setting in config.SETTINGS:
    os.environ.pop(setting.name, None)
os.environ.update(NADWA_ENV="testing", SECRET_KEY="for tests, and for nothing else at all")
# How long an example takes says how busy the machine is, and nothing of the rule it is an example of.
settings.register_profile("nadwa", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("nadwa")

from flask import Flask  # noqa: E402 the settings above come first

from app import create_app  # noqa: E402
from app.accounts import passwords  # noqa: E402
from app.core.db import db  # noqa: E402
from app.core.web import limiter  # noqa: E402
from app.jobs.queue import queue_of  # noqa: E402
from tests.support import database, network, postgres  # noqa: E402
from tests.support.client import Client  # noqa: E402

KIND, CLUSTER, RUNNING = pytest.StashKey[str](), pytest.StashKey[str | None](), pytest.StashKey[ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite", help="what the tests run on")


def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL once per run, in the process that hands tests to the workers."""
    config.stash[KIND] = config.getoption("--database")
    config.stash[RUNNING] = ExitStack()
    inherited: str | None = getattr(config, "workerinput", {}).get("cluster")
    if config.stash[KIND] == "postgresql" and not inherited and not config.option.collectonly:
        inherited = config.stash[RUNNING].enter_context(postgres.cluster())
    config.stash[CLUSTER] = inherited


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of each test, once is enough where the database makes no difference."""
    elsewhere = {"sqlite": {"postgresql"}, "postgresql": {"anywhere", "structure"}}[config.stash[KIND]]
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in elsewhere)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def pytest_collection_finish() -> None:
    """What is imported stays: the garbage collector looks through what tests make, and no more. It took a tenth of their time."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """xdist: tell a worker where the database server is."""
    node.workerinput["cluster"] = node.config.stash[CLUSTER]  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    if RUNNING in config.stash:
        config.stash[RUNNING].close()


@pytest.fixture(scope="session", autouse=True)
def _network_off() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        network.switch_off(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Hashes of the same kind at a thousandth of the cost; what the real ones cost is a test's own question."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=16, parallelism=1))
        yield


@pytest.fixture(scope="session")
def run_name(request: pytest.FixtureRequest) -> str:
    """The xdist worker's name, so that each has its own database."""
    return getattr(request.config, "workerinput", {}).get("workerid", "alone")


@pytest.fixture
def empty_database(pytestconfig: pytest.Config, run_name: str, tmp_path: Path) -> str:
    """A database without tables, beside the application's: for migrations, servers and commands."""
    return database.new_database(pytestconfig.stash[KIND], f"nadwa_{run_name}_empty", tmp_path, pytestconfig.stash[CLUSTER])


@pytest.fixture(scope="session")
def app(pytestconfig: pytest.Config, run_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("nadwa")
    url = database.new_database(pytestconfig.stash[KIND], f"nadwa_{run_name}", folder, pytestconfig.stash[CLUSTER])
    app = create_app(
        {
            "SQLALCHEMY_DATABASE_URI": database.driver(url),
            "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": False},  # and no ping before each use: the server stays
            "STORAGE_DIR": str(folder / "files"),
            "QUEUE_DIR": str(folder),
            "SMTP_URL": "smtp://mail.example.org",  # handed to `mailbox`, never sent
            "RATELIMIT_ENABLED": False,
            "WTF_CSRF_ENABLED": False,
            "BABEL_TRANSLATION_DIRECTORIES": str(folder),  # no catalogue: in every language, pages say what the sources say
        }
    )
    app.test_client_class = Client
    app.extensions["mailman"].backend, app.extensions["mailman"].outbox = "locmem", []
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def _isolated(request: pytest.FixtureRequest) -> Iterator[None]:
    """An application context for the test, and empty tables after it."""
    if request.node.get_closest_marker("browser") or request.node.get_closest_marker("structure"):
        yield
        return
    app: Flask = request.getfixturevalue("app")
    limiter.enabled = False  # there is one for the process: a test that makes an application of its own switches it on for all
    with app.app_context():
        yield
        db.session.rollback()
        db.session.remove()
        database.empty_all_tables()
    queue_of(app).flush()
    app.extensions["mailman"].outbox = []


@pytest.fixture
def client(app: Flask) -> Client:
    """A browser without cookies."""
    client = app.test_client()
    assert isinstance(client, Client)
    return client


@pytest.fixture
def mailbox(app: Flask) -> list[object]:
    """What the mail server was handed, oldest first."""
    return app.extensions["mailman"].outbox
