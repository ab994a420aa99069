"""`flask db …`: Flask-Migrate's commands, imported when one of them is asked for."""

from __future__ import annotations

import click


class Migrations(click.Group):
    """Flask-Migrate's group in everything but the moment of its import: Alembic takes longer to load than a page to make."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return self._commands().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self._commands().get_command(ctx, cmd_name)

    def _commands(self) -> click.Group:
        from flask_migrate.cli import db

        group: click.Group = db
        return group


command = Migrations("db", help="Database migrations.")
