"""`flask institution create`: an institution of one's own, where the demonstration is not wanted."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.accounts.models import SiteRole
from app.accounts.service import create_user
from app.audit import SYSTEM
from app.core import work
from app.core.db import db
from app.core.types import LOCALES, Translated
from app.core.zones import zone_names
from app.events.directory import usual_kinds
from app.institutions.queries import FIRST
from app.institutions.service import create_institution

from .accounts import new_link

command = AppGroup("institution", help="The institution that holds the events.")


@command.command("create")
@click.option("--name", required=True, help="In the institution's language; the others are written in the interface.")
@click.option("--short-name", default="", help="What stands at the top of pages; the name when left out.")
@click.option("--email", required=True, help="Of its first administrator, whose account is opened.")
@click.option("--language", type=click.Choice(LOCALES), default="fr", show_default=True)
@click.option("--zone", type=click.Choice(zone_names()), default="Africa/Casablanca", show_default=True, metavar="ZONE")
def create(name: str, short_name: str, email: str, language: str, zone: str) -> None:
    """Open the institution with the usual kinds of events and its administrator; print the link that signs them in."""
    if db.session.scalar(FIRST) is not None:
        raise click.ClickException("There is an institution already; its texts are changed in the interface.")
    institution = create_institution(
        name=Translated({language: name}), short_name=short_name or name[:40], zone=zone, locale=language, actor=SYSTEM
    )
    db.session.add_all(usual_kinds(institution))
    user = create_user(
        email=email, name=email.partition("@")[0], site_role=SiteRole.ADMINISTRATOR, locale=language, actor=SYSTEM, invite=False
    )
    work.finish()
    click.echo(new_link(user.email))
