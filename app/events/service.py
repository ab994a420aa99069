"""What can be done to an event. It is never deleted: its states say what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import inspect

from app import audit
from app.audit import Actor
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError
from app.core.search import fold, searchable
from app.core.types import Translated
from app.institutions.models import Institution, Theme

from . import rules, slugs
from .models import Event, EventKind, EventState, Precision

Watcher = Callable[[Event, EventState, EventState, Actor], None]
_watchers: list[Watcher] = []
TIME_AND_PLACE = ("starts_at", "ends_at", "zone", "precision", "venue_id", "venue", "place")


def create_event(
    institution: Institution,
    *,
    kind: EventKind,
    title: Translated,
    actor: Actor,
    state: EventState = EventState.DRAFT,
    slug: str = "",
    themes: list[Theme] | None = None,
    **fields: Any,
) -> Event:
    """A new event; `fields` are columns of Event. Its address is `slug`, or drawn from the title.

    It starts as a draft, or goes into the archive at once; publishing is a move. Raises DomainError for dates that cannot be."""
    now = clock.now()
    event = Event(
        institution=institution, kind=kind, title=title, themes=list(themes or []), uid=f"{uuid.uuid4()}@nadwa", slug=uuid.uuid4().hex,
        created_at=now, updated_at=now, **{"zone": institution.zone, "precision": Precision.TIME, **fields},
    )  # fmt: skip
    event.state = EventState.DRAFT
    event.starts_at, event.ends_at = rules.settled_dates(event.precision, event.starts_at, event.ends_at)
    db.session.add(event)
    db.session.flush()
    slugs.claim(event, slug or slugs.suggested(event))
    refresh_search(event)
    audit.record(actor, "event.created", event, difference={"title": [None, dict(title)]})
    if state is not EventState.DRAFT:
        move(event, state, actor=actor)
    return event


def update_event(event: Event, *, actor: Actor, opened: int | None = None, **fields: Any) -> bool:
    """Change columns of an event (`slug` too: the former address keeps leading here); whether time or place are others now.

    Raises DomainError, and then nothing is changed; Stale when it was saved since the edition `opened`.
    SEQUENCE rises when time or place change; the revision rises with anything."""
    with db.session.begin_nested():
        return _update(event, actor, opened, fields)


def _update(event: Event, actor: Actor, opened: int | None, fields: dict[str, Any]) -> bool:
    slug = fields.pop("slug", None) or event.slug
    dates = {name: fields.get(name, getattr(event, name)) for name in ("precision", "starts_at", "ends_at")}
    starts_at, ends_at = _require_dates(event.state, **dates)
    former = event.slug
    slugs.rename(event, slug)
    for name, value in {**fields, "starts_at": starts_at, "ends_at": ends_at}.items():
        if getattr(event, name) != value:
            setattr(event, name, value)
            if hasattr(event, f"{name}_id"):  # now, not when it is written: what changed is read from the columns
                setattr(event, f"{name}_id", value.id if value else None)
    difference, moved, rethemed = audit.changes(event), _changed(event, TIME_AND_PLACE), _changed(event, ("themes",))
    if slug != former:
        difference["slug"] = [former, slug]
    db.session.flush()
    refresh_search(event)
    if not (difference or rethemed):
        return False
    if moved:
        event.sequence = Event.sequence + 1
    audit.record_edit(actor, "event.changed", event, difference=difference, opened=opened)
    touch(event)
    db.session.flush()
    return moved


def watch_moves(watcher: Watcher) -> Watcher:
    """Tell a feature above of moves (event, from, to, actor), within their transaction: those who are registered are written to so."""
    _watchers.append(watcher)
    return watcher


def move(event: Event, to: EventState, *, actor: Actor, reason: Translated | None = None, tell: bool = True) -> None:
    """Publish, cancel (with a reason), archive, or bring back; `tell`: whoever it concerns is written to.

    Raises NotAllowed when the table has no such move. The row is locked: of two moves in one moment, the second starts from where the first led."""
    db.session.refresh(event, ["state", "precision", "published_at"], with_for_update=True)
    rules.require_move(event.state, to)
    if to is EventState.PUBLISHED:
        rules.require_publishable(event.precision)
        event.published_at = event.published_at or clock.now()
        event.cancelled_because = Translated()
    if to is EventState.CANCELLED:
        if not reason:
            raise DomainError(_l("Say why the event is cancelled: participants will read it."), field="reason")
        event.cancelled_because = reason
    before, event.state = event.state, to
    event.sequence = Event.sequence + 1
    audit.record(actor, f"event.{to.value}", event, difference={"state": [before.value, to.value], "reason": [None, dict(reason or {})]})
    touch(event)
    db.session.flush()
    for watcher in _watchers if tell else ():
        watcher(event, before, to, actor)


def touch(event: Event) -> None:
    """Say that what readers see of an event has changed: revisions rise, and with them ETags and cache keys."""
    event.revision = Event.revision + 1  # an SQL expression: two writers both count
    event.institution.revision = Institution.revision + 1
    event.updated_at = clock.now()


def refresh_search(event: Event) -> None:
    """Write again what the event is found by: its texts, place, themes and partners, in every language."""
    partners = [text for p in event.partnerships for text in (*p.organisation.name.values(), p.organisation.short_name)]
    themes = [text for theme in event.themes for text in theme.name.values()]
    venue = [*event.venue.name.values(), *event.venue.city.values()] if event.venue else []
    texts = [*event.title.values(), *event.theme_line.values(), *event.place.values(), *venue]
    event.search = searchable(*texts, *event.kind.label.values(), *partners, *themes, *event.summary.values())
    event.place_key = fold(event.town.render("fr"))[:120]


def _require_dates(state: EventState, *, precision: Precision, starts_at: datetime | None, ends_at: datetime | None) -> rules.Dates:
    if state is EventState.PUBLISHED:
        rules.require_publishable(precision)
    return rules.settled_dates(precision, starts_at, ends_at)


def _changed(event: Event, names: tuple[str, ...]) -> bool:
    attributes = inspect(event).attrs
    return any(attributes[name].history.has_changes() for name in names)
