"""`flask demo load`: the demonstration, into an instance that holds nothing yet."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.core import work
from app.core.i18n import speaking

command = AppGroup("demo", help="The demonstration events.")


@command.command("load")
def load() -> None:
    """Load the institution, its archive, and one event three weeks from today; changes nothing where an institution is."""
    from app.demo.load import load as load_demonstration

    with speaking("fr"):
        loaded = load_demonstration()
    work.finish()
    if loaded:
        click.echo("The demonstration is loaded.")
