"""The institution's public pages that combine features: its front page and its themes."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from app.accounts.access import public
from app.core import clock, conditional
from app.core.db import db
from app.events import queries as events
from app.institutions.models import Institution
from app.institutions.queries import Branch, Tree, find_institution
from app.publications import queries as publications

from . import door
from .door import Doors

bp = Blueprint("public", __name__)

NEXT, LATEST = 8, 6
CLOSED = ("/manage/", "/desk/", "/sign-in", "/password", "/invitation/", "/certificates/", "/events/*/registrations/")
ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in CLOSED)


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    """The next events as a programme, past ones with their proceedings, and the themes."""
    institution = find_institution()
    if institution is None:
        return render_template("public/empty.html")
    hour = events.local_now(institution).replace(minute=0, second=0, microsecond=0)
    doors = door.open_now(institution, clock.now())
    return conditional.page(lambda: _home(institution, doors), "home", institution.id, institution.revision, hour, doors)


def _home(institution: Institution, doors: Doors) -> str:
    shown = events.public_events(institution)
    next_events = list(db.session.scalars(events.upcoming(shown, institution).limit(NEXT)))
    past_events = list(db.session.scalars(events.past(shown, institution).limit(LATEST)))
    return render_template(
        "public/home.html",
        next_events=next_events,
        doors=doors,
        past_events=past_events,
        documents=publications.of_events(past_events),
        tree=Tree(institution),
    )


@bp.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    """Programs that collect pages stay out of what needs an account, a device or a personal link."""
    return Response(ROBOTS, mimetype="text/plain", headers={"Cache-Control": "public, max-age=86400"})


@bp.get("/themes/")
@public
def themes() -> ResponseReturnValue:
    institution = find_institution() or abort(404)
    return conditional.page(
        lambda: render_template("public/themes.html", tree=Tree(institution)), "themes", institution.id, institution.revision
    )


@bp.get("/themes/<slug>/")
@public
def theme(slug: str) -> ResponseReturnValue:
    """A theme with what grows from it: its events, and its reports and other publications."""
    institution = find_institution() or abort(404)
    tree = Tree(institution)
    branch = tree.find(slug) or abort(404)
    hour = events.local_now(institution).replace(minute=0, second=0, microsecond=0)
    doors = door.open_now(institution, clock.now())
    return conditional.page(lambda: _theme(institution, tree, branch, doors), "theme", branch.theme.id, institution.revision, hour, doors)


def _theme(institution: Institution, tree: Tree, branch: Branch, doors: Doors) -> str:
    asked = events.Filters(theme=branch.theme.slug)
    found = events.matching(events.public_events(institution), asked, branch.ids)
    return render_template(
        "public/theme.html",
        branch=branch,
        above=tree.path(branch.theme),
        doors=doors,
        next_events=list(db.session.scalars(events.upcoming(found, institution))),
        past_events=list(db.session.scalars(events.past(found, institution))),
        documents=publications.of_themes(institution, branch.ids),
    )
