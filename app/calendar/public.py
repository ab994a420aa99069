"""Calendars to subscribe to. The ETag comes from revisions alone: a calendar that has not changed is not built."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from app.accounts.access import public, requires
from app.accounts.permissions import Permission
from app.agenda import programme
from app.agenda.models import Session
from app.core.caching import Cache
from app.core.i18n import current_locale
from app.core.web import absolute
from app.events.models import Event
from app.events.routing import child_or_404
from app.institutions.models import Institution
from app.institutions.queries import current_institution

from . import queries, service

bp = Blueprint("calendar", __name__)
FORMAT = "3"  # another one makes every reader fetch anew
_built: Cache[bytes] = Cache(500_000, weigh=len)


@bp.get("/calendar.ics")
@public
def institution() -> ResponseReturnValue:
    owner = current_institution()
    locale = current_locale()
    return _calendar("calendar", owner, owner.revision, lambda: service.feed(owner.name, queries.published_events(owner), locale))


@bp.get("/themes/<slug>/calendar.ics")
@public
def theme(slug: str) -> ResponseReturnValue:
    owner = current_institution()
    found = queries.theme_by_slug(owner, slug)
    if found is None:
        abort(404)
    locale = current_locale()
    return _calendar(
        found.slug,
        owner,
        owner.revision,
        lambda: service.feed(found.name, queries.published_events_on(found), locale),
        of=f"theme{found.id}",
    )


@bp.get("/events/<event:event>/calendar.ics")
@requires(Permission.EVENT_VIEW)
def event(event: Event) -> ResponseReturnValue:
    _require_entry(event)
    locale = current_locale()
    return _calendar(
        event.slug,
        event.institution,
        event.revision,
        lambda: service.event_calendar(event, locale),
        of=f"event{event.id}",
        changed=event.updated_at,
    )


@bp.get("/events/<event:event>/sessions/<int:session_id>-<slug>/calendar.ics")
@requires(Permission.EVENT_VIEW)
def session(event: Event, session_id: int, slug: str) -> ResponseReturnValue:
    _require_entry(event)
    child_or_404(Session, session_id, event)
    locale = current_locale()

    def build() -> bytes:
        slot = programme.load(event).find(session_id)
        return service.session_calendar(event, slot, locale) if slot else b""

    return _calendar(
        f"{event.slug}-{session_id}", event.institution, event.revision, build, of=f"session{session_id}", changed=event.updated_at
    )


def _require_entry(event: Event) -> None:
    """A draft is in no calendar, not even its organiser's."""
    if not event.in_calendars:
        abort(404)


def _calendar(
    name: str, owner: Institution, revision: int, build: Callable[[], bytes], *, of: str = "all", changed: datetime | None = None
) -> Response:
    locale = current_locale()
    key, seen = (owner.id, of, locale, absolute("")), (FORMAT, owner.revision, revision)
    response = Response(mimetype="text/calendar")
    etag = hashlib.sha256(repr((key, seen)).encode()).hexdigest()[:32]
    response.set_etag(etag)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.ics")
    response.headers["Content-Language"] = locale
    response.vary.update(("Accept-Language", "Cookie"))
    if changed:
        response.last_modified = changed  # a second is too long to tell two versions apart, so only the ETag decides
    response.cache_control.no_cache = True
    if request.if_none_match.contains_weak(etag):
        response.status_code = 304
        return response
    response.set_data(_built.get(key, build, revision=seen))
    return response
