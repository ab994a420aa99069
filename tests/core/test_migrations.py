"""The migrations lead to the models, and back to nothing, on either database."""

from __future__ import annotations

import os
import subprocess
import sys

import flask_migrate
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

import config
from app import create_app
from app.audit import SYSTEM
from app.core import clock
from app.core.db import Base, db
from app.people.service import PersonFields, create_person
from tests.events import factories as events
from tests.support.database import driver


def test_migrations_make_what_the_models_describe_and_undo_it(empty_database: str) -> None:
    app = create_app({"SQLALCHEMY_DATABASE_URI": driver(empty_database)})
    with app.app_context():
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        flask_migrate.downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        db.engine.dispose()


def test_people_who_were_found_by_their_address_are_found_by_name_alone(empty_database: str) -> None:
    app = create_app({"SQLALCHEMY_DATABASE_URI": driver(empty_database)})
    with app.app_context():
        flask_migrate.upgrade()
        known = PersonFields(title="Dr", given_name="Élodie", family_name="Moreau", email="elodie@example.org")
        create_person(events.institution().id, known, actor=SYSTEM, now=clock.now())
        db.session.commit()

        def found_by() -> str:
            return str(db.session.scalar(text("SELECT search FROM person")))

        now = found_by()
        db.session.remove()
        flask_migrate.downgrade(revision="0003")
        assert found_by() == "dr elodie moreau elodie@example.org"
        db.session.remove()
        flask_migrate.upgrade()
        assert found_by() == now == "dr elodie moreau"
        db.session.remove()
        db.engine.dispose()


def test_the_commands_of_flask_db_are_there_though_alembic_is_not_imported_at_the_start(empty_database: str) -> None:
    script = (
        "import sys, wsgi; early = 'alembic' in sys.modules; print(wsgi.app.test_cli_runner().invoke(args=['db', 'history']).output, early)"
    )
    environment = {
        **os.environ,
        "NADWA_ENV": "testing",
        "DATABASE_URL": empty_database,
        "SECRET_KEY": "for tests, and for nothing else at all",
    }
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment, cwd=config.ROOT)
    assert "<base> -> 0001" in done.stdout
    assert done.stdout.split()[-1] == "False"
