"""The migrations lead to the models, and back to nothing, on either database."""

from __future__ import annotations

import flask_migrate
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from app import create_app
from app.core.db import Base, db
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
