"""`flask db …`: Flask-Migrate's commands, imported when one of them is asked for."""

from __future__ import annotations

from typing import Any

import click


class Migrations(click.Group):
    """Gives way to Flask-Migrate's group as soon as it is run: Alembic takes longer to load than a page to make."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        from flask_migrate.cli import db

        context: click.Context = db.make_context(*args, **extra)
        return context


command = Migrations("db", help="Database migrations.")
