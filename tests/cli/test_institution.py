"""An institution of one's own is opened by one command, once, and its administrator can hold an event at once."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from app.accounts.models import SiteRole, User
from app.core.db import db
from app.events.directory import USUAL_KINDS
from app.events.models import EventKind
from app.institutions.models import Institution

CREATE = ["institution", "create", "--name", "Institut des études", "--email", "Head@Example.org"]


def test_a_new_instance_says_which_command_opens_it(client) -> None:
    page = client.get("/?lang=en")
    assert page.status_code == 200
    assert "flask --app wsgi institution create" in page.text


def test_the_command_opens_the_institution_with_kinds_and_an_administrator(app: Flask, client) -> None:
    result = app.test_cli_runner().invoke(args=[*CREATE, "--zone", "Africa/Dakar"])
    assert result.exit_code == 0, result.output
    institution = db.session.scalars(select(Institution)).one()
    assert (dict(institution.name), institution.short_name, institution.zone, institution.locale) == (
        {"fr": "Institut des études"}, "Institut des études", "Africa/Dakar", "fr",
    )  # fmt: skip
    assert db.session.scalars(select(EventKind.code).order_by(EventKind.position)).all() == [code for code, *_labels in USUAL_KINDS]
    administrator = db.session.scalars(select(User)).one()
    assert (administrator.email, administrator.site_role) == ("head@example.org", SiteRole.ADMINISTRATOR)
    link = result.output.strip()
    assert link.startswith("http://localhost:8000/sign-in/")
    assert client.post(link.removeprefix("http://localhost:8000")).status_code == 302
    assert client.get("/manage/events/new").status_code == 200


def test_a_second_institution_is_refused(app: Flask) -> None:
    for expected in (0, 1):
        result = app.test_cli_runner().invoke(args=CREATE)
        assert result.exit_code == expected
    assert "There is an institution already" in result.output
    assert len(db.session.scalars(select(Institution)).all()) == 1


def test_a_zone_that_is_none_is_refused(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=[*CREATE, "--zone", "Africa/Nowhere"]).exit_code == 2
