"""The programme as readers see it: the whole, one session, one speaker."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app import storage
from app.accounts.access import public, requires
from app.accounts.permissions import Permission
from app.core import clock
from app.core.caching import Cache
from app.core.i18n import current_locale
from app.events.models import Event, EventState
from app.events.rules import is_over
from app.institutions.queries import current_institution

from . import filters, paper, programme, speakers, timetable
from .programme import Programme

bp = Blueprint("agenda", __name__)
_programmes: Cache[Programme] = Cache(600, weigh=lambda kept: 1 + len(kept.slots))  # sessions
_pages: Cache[bytes] = Cache(1_000_000, weigh=len)
_papers: Cache[bytes] = Cache(2_000_000, weigh=len)
_choices: Cache[filters.Choices] = Cache(9)


@bp.get("/events/<event:event>/programme")
@requires(Permission.EVENT_VIEW)
def index(event: Event) -> ResponseReturnValue:
    whole = _programme(event)
    wanted = filters.asked(request.args)
    days = _days(event, whole) if not wanted else _render_days(event, wanted.narrow(whole))
    return render_template(
        "agenda/programme.html",
        event=event,
        programme=whole,
        closed=event.state is EventState.CANCELLED or is_over(event, clock.now()),
        days=days,
        filtered=bool(wanted),
        choices=_choices.get((event.id, current_locale()), lambda: filters.choices(whole, current_locale()), revision=_revision(event)),
        present=whole.now(clock.now()) if event.is_public else None,
    )


@bp.get("/events/<event:event>/programme.pdf")
@requires(Permission.EVENT_VIEW)
def pdf(event: Event) -> ResponseReturnValue:
    """The programme on paper; nothing without a session."""
    if not _programme(event).slots:
        abort(404)
    locale = current_locale()
    drawn = _papers.get((event.id, locale), lambda: paper.programme_pdf(event, locale), revision=_revision(event))
    response = Response(drawn, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "inline", filename=f"{event.slug}-{locale}.pdf")
    response.headers["Content-Language"] = locale
    response.vary.update(("Accept-Language", "Cookie"))
    return response


@bp.get("/events/<event:event>/sessions/<int:session_id>-<slug>")
@requires(Permission.EVENT_VIEW)
def session(event: Event, session_id: int, slug: str) -> ResponseReturnValue:
    whole = _programme(event)
    slot = whole.find(session_id)
    if slot is None:
        abort(404)
    if slot.address != f"{session_id}-{slug}":
        return _moved(f"/events/{event.slug}/sessions/{slot.address}")
    return render_template("agenda/session.html", event=event, programme=whole, slot=slot)


@bp.get("/people/<int:person_id>-<slug>")
@public
def person(person_id: int, slug: str) -> ResponseReturnValue:
    found = speakers.public_person(current_institution(), person_id)
    if found is None:
        abort(404)
    address = programme.person_address(found.id, found.latin_name)
    if address != f"{person_id}-{slug}":
        return _moved(f"/people/{address}")
    return render_template("people/show.html", person=found, appearances=speakers.appearances(found))


@bp.get("/people/<int:person_id>/photo")
@public
def photo(person_id: int) -> ResponseReturnValue:
    found = speakers.public_person(current_institution(), person_id)
    if found is None or found.photo is None:
        abort(404)
    return storage.respond(found.photo, inline=True)


def _revision(event: Event) -> tuple[int, int]:
    """Of what readers see of a programme: the event's own changes, and those of people, rooms and organisations."""
    return event.revision, event.institution.revision


def _programme(event: Event) -> Programme:
    return _programmes.get(event.id, lambda: programme.load(event), revision=_revision(event))


def _days(event: Event, whole: Programme) -> Markup:
    kept = _pages.get((event.id, current_locale()), lambda: _render_days(event, whole).encode(), revision=_revision(event))
    return Markup(kept.decode())  # noqa: S704 as below


def _render_days(event: Event, shown: Programme) -> Markup:
    days = [(day, timetable.bands(slots)) for day, slots in shown.days()]
    return Markup(render_template("agenda/days.html", event=event, programme=shown, days=days, root=f"/events/{event.slug}"))  # noqa: S704 a template's output


def _moved(path: str) -> ResponseReturnValue:
    query = f"?{urlencode(request.args.to_dict(flat=False), doseq=True)}" if request.args else ""
    return redirect(path + query, 301)
