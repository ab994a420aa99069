"""The public list of events."""

from __future__ import annotations

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.accounts.access import public
from app.core import clock, conditional
from app.core.i18n import language_name
from app.core.pages import page_number, paginate
from app.events import queries
from app.events.languages import LANGUAGES
from app.events.queries import PAST, UPCOMING, Filters
from app.institutions.models import Institution
from app.institutions.queries import Tree, find_institution

from . import door
from .door import Doors
from .event import bp

PAGE_SIZE = 20


@bp.get("/events/")
@public
def index() -> ResponseReturnValue:
    """Events by theme, kind, year, language, place and search, in the order in which they matter: the next one first."""
    institution = find_institution() or abort(404)
    hour = queries.local_now(institution).replace(minute=0, second=0, microsecond=0)
    asked = Filters.read(request.args)
    number = page_number(request.args.get("page"))
    doors = door.open_now(institution, clock.now())
    parts = ("events", institution.id, institution.revision, asked, number, hour, doors)
    return conditional.page(lambda: _index(institution, asked, number, doors), *parts)


def _index(institution: Institution, asked: Filters, number: int, doors: Doors) -> str:
    tree = Tree(institution)
    branch = tree.find(asked.theme) if asked.theme else None
    found = queries.matching(queries.public_events(institution), asked, branch.ids if branch else ())
    if asked.when:
        found = (queries.upcoming if asked.when == UPCOMING else queries.past)(found, institution)
    else:
        found = queries.in_turn(found, institution)
    choices = _choices(institution, tree)
    return render_template(
        "events/index.html",
        page=paginate(found, number=number, size=PAGE_SIZE),
        asked=asked,
        doors=doors,
        choices=choices,
        chips=_chips(asked, choices),
        now=queries.local_now(institution),
        feed=url_for("public.theme", slug=asked.theme) + "calendar.ics" if branch else "/calendar.ics",
    )


def _choices(institution: Institution, tree: Tree) -> dict[str, list[tuple[str, str]]]:
    """What each filter offers, as (value, label)."""
    return {
        "theme": [(branch.theme.slug, "— " * branch.depth + str(branch.theme.name)) for branch in tree],
        "kind": [(kind.code, str(kind.label)) for kind in queries.kinds(institution)],
        "year": [(str(year), str(year)) for year in queries.years(institution)],
        "language": [(code, language_name(code)) for code in LANGUAGES],
        "place": [(key, str(name)) for key, name in queries.places(institution)],
        "when": [(UPCOMING, gettext("Coming")), (PAST, gettext("Past"))],
    }


def _chips(asked: Filters, choices: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str, str, str]]:
    """(name, value, key, raw) of each filter in use, to be taken off one by one."""
    names = {
        "theme": gettext("Theme"), "kind": gettext("Kind"), "year": gettext("Year"), "language": gettext("Language"),
        "place": gettext("Place"), "when": gettext("When"),
    }  # fmt: skip
    chips = [(gettext("Search"), asked.text, "q", request.args.get("q", ""))] if asked.text else []
    for key, name in names.items():
        if raw := str(getattr(asked, key) or ""):
            label = dict(choices[key]).get(raw, raw).lstrip("— ")
            chips.append((name, label, key, request.args.get(key, raw)))
    return chips
