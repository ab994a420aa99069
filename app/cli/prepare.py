"""`flask prepare`: what a start needs, in one process so that a second start is quick."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from app import jobs, storage
from app.accounts.service import first_administrator
from app.core.database import preparation
from config import ConfigError

from .accounts import sign_in_link
from .demo import load


@click.command("prepare")
@click.option("--sign-in-link", "link", is_flag=True, help="Then print the address that signs the first administrator in.")
@click.pass_context
@with_appcontext
def command(context: click.Context, link: bool) -> None:
    """Look whether files and work can be kept, bring the tables up to date, load the demonstration into an instance that holds nothing yet."""
    import flask_migrate

    try:
        storage.require_place()
        jobs.require_queue()
        with preparation():
            flask_migrate.upgrade()
            if current_app.config["DEMO"]:
                context.invoke(load)
    except ConfigError as error:
        raise SystemExit(f"Nadwa does not start: {error}") from None
    if link and first_administrator():
        context.invoke(sign_in_link)
