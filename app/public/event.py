"""The public page of an event: what its features have to say about it, on one page."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app import storage
from app.accounts.access import requires
from app.accounts.permissions import Permission
from app.core import clock, conditional
from app.core.db import db
from app.core.i18n import current_locale
from app.core.web import absolute
from app.events.models import Event, Partnership
from app.events.partnerships import by_role
from app.events.pictures import tile_of
from app.people.models import Organisation
from app.publications import queries as publications

from . import calendars, card, door, linked_data, series, speakers

bp = Blueprint("events", __name__)

YEAR_SECONDS = 365 * 24 * 3600


@bp.get("/events/<event:event>/")
@requires(Permission.EVENT_VIEW)
def show(event: Event) -> ResponseReturnValue:
    """Title, theme, dates with the zone named, place, patronage, partners, aims, documents, and one clear action."""
    entrance = door.of(event, clock.now())
    return conditional.page(lambda: _show(event, entrance), "event", event.id, event.revision, event.institution.revision, entrance)


def _show(event: Event, entrance: door.Door) -> str:
    read_whole(event)
    page = absolute(url_for("events.show", event=event))
    return render_template(
        "events/show.html",
        event=event,
        door=entrance,
        page=page,
        partners=by_role(event),
        documents=publications.of_event(event),
        in_series=series.others_of(event),
        programme=speakers.has_programme(event),
        people=speakers.of_event(event),
        page_of=speakers.page_of,
        portrait_of=speakers.portrait_of,
        calendar_links=calendars.links(event, page, clock.now()),
        map_link=map_link(event),
        data=linked_data.event(event, page, by_role(event)),
    )


def read_whole(event: Event) -> None:
    """Load what the page shows of an event with a few queries, whatever the number of partners."""
    organisation = joinedload(Partnership.organisation).joinedload(Organisation.logo)
    wanted = (joinedload(Event.venue), joinedload(Event.series), joinedload(Event.cover), selectinload(Event.themes))
    query = select(Event).where(Event.id == event.id).options(*wanted, selectinload(Event.partnerships).options(organisation))
    db.session.scalars(query.execution_options(populate_existing=True)).one()


def map_link(event: Event) -> str:
    """Where the venue is on OpenStreetMap: its point, or a search for its address."""
    venue = event.venue
    if venue and venue.latitude is not None and venue.longitude is not None:
        point = f"{venue.latitude:.6f}/{venue.longitude:.6f}"
        return f"https://www.openstreetmap.org/?mlat={venue.latitude:.6f}&mlon={venue.longitude:.6f}#map=17/{point}"
    return f"https://www.openstreetmap.org/search?{urlencode({'query': calendars.place_line(event)})}" if venue else ""


@bp.get("/events/<event:event>/cover")
@requires(Permission.EVENT_VIEW)
def cover(event: Event) -> ResponseReturnValue:
    """The picture of an event; `?tile` gives it small."""
    if event.cover is None:
        abort(404)
    if "tile" in request.args:
        response = Response(tile_of(event.cover.sha256), mimetype="image/webp")
        response.set_etag(f"{event.cover.sha256}-tile")
    else:
        response = storage.respond(event.cover, inline=True)
    return _kept(response, event)


@bp.get("/events/<event:event>/partners/<int:organisation_id>/logo")
@requires(Permission.EVENT_VIEW)
def logo(event: Event, organisation_id: int) -> ResponseReturnValue:
    """The logo of one of the event's partners."""
    organisation = next((p.organisation for p in event.partnerships if p.organisation_id == organisation_id), None)
    if organisation is None or organisation.logo is None:
        abort(404)
    return _kept(storage.respond(organisation.logo, inline=True), event)


@bp.get("/events/<event:event>/card.png")
@requires(Permission.EVENT_VIEW)
def picture(event: Event) -> ResponseReturnValue:
    """The image that social networks show beside a link: 1200 × 630."""
    response = Response(card.draw(_facts(event), event.institution.accent), mimetype="image/png")
    response.set_etag(conditional.entity("card", event.id, event.revision, event.institution.revision))
    return _kept(response, event)


def _facts(event: Event) -> card.Facts:
    place = str(event.town)
    when = " · ".join(part for part in (event.dates, place) if part)
    return card.Facts(str(event.kind.label), str(event.title), when, str(event.institution.name), event.slug, current_locale())


def _kept(response: Response, event: Event) -> Response:
    """Addresses of pictures carry what they show (`?v=`), so that they are kept; a draft's are kept by nobody else."""
    scope = "public" if event.is_public else "private"
    response.headers["Cache-Control"] = f"{scope}, max-age={YEAR_SECONDS if 'v' in request.args else 3600}"
    response.make_conditional(request)
    return response
