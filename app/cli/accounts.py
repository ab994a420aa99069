"""`flask account …` and `flask sign-in-link`: accounts from the command line."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from app.accounts import service
from app.accounts.models import SiteRole
from app.audit import SYSTEM
from app.core import work
from app.core.errors import DomainError
from app.core.web import absolute

accounts = AppGroup("account", help="Accounts of the institution's staff.")


@accounts.command("create")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", type=click.Choice([role.value for role in SiteRole]), default=None, help="Site role; none: event roles only.")
@click.option("--language", type=click.Choice(["fr", "ar", "en"]), default="fr", show_default=True)
def create(email: str, name: str, role: str | None, language: str) -> None:
    """Open an account and print the link that signs it in for the first time."""
    try:
        user = service.create_user(
            email=email, name=name, site_role=SiteRole(role) if role else None, locale=language, actor=SYSTEM, invite=False
        )
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    work.finish()
    click.echo(new_link(user.email))


@click.command("sign-in-link")
@click.option("--email", default=None, help="Whose; the first administrator's when left out.")
@with_appcontext
def sign_in_link(email: str | None) -> None:
    """Print an address that signs an account in, once, within the hour."""
    click.echo(new_link(email))


def new_link(email: str | None) -> str:
    user = service.find_by_email(email) if email else service.first_administrator()
    if user is None or not user.active:
        raise click.ClickException("There is no such active account; `flask account create` opens one.")
    with current_app.test_request_context(base_url=absolute("")):
        return service.link(user, service.Link.SIGN_IN)


COMMANDS = (accounts, sign_in_link)
