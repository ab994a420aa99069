"""What events are held in and belong to: venues with rooms, kinds, series."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app import audit
from app.audit import Actor
from app.core.db import Model, db
from app.core.errors import Conflict, NotAllowed
from app.core.text import slugify
from app.core.types import Translated
from app.institutions.models import Institution
from app.institutions.themes import touch as touch_institution

from .models import Event, EventKind, Room, Series, Venue
from .service import refresh_search, touch

Row = TypeVar("Row", bound=Model)
_watchers: list[Callable[[Room], None]] = []

# What an institution begins with: code, label in French, Arabic, English. They are data from then on.
USUAL_KINDS = (
    ("colloquium", "Colloque", "ملتقى علمي", "Colloquium"),
    ("symposium", "Symposium", "ملتقى", "Symposium"),
    ("seminar", "Séminaire", "ندوة", "Seminar"),
    ("workshop", "Atelier", "ورشة", "Workshop"),
    ("round-table", "Table ronde", "مائدة مستديرة", "Round table"),
    ("study-day", "Journée d’étude", "يوم دراسي", "Study day"),
    ("training", "Formation", "دورة تكوينية", "Training"),
    ("lecture", "Conférence", "محاضرة", "Lecture"),
    ("forum", "Forum", "منتدى", "Forum"),
    ("meeting", "Rencontre", "لقاء", "Meeting"),
)


def usual_kinds(institution: Institution) -> list[EventKind]:
    """The kinds of a new institution, not yet in the session."""
    labels = [(code, Translated(fr=fr, ar=ar, en=en)) for code, fr, ar, en in USUAL_KINDS]
    return [
        EventKind(institution_id=institution.id, code=code, label=label, position=position) for position, (code, label) in enumerate(labels)
    ]


def create_venue(institution: Institution, *, name: Translated, actor: Actor, **fields: Any) -> Venue:
    """A place with an address; `latitude` and `longitude` in degrees."""
    venue = Venue(institution_id=institution.id, name=name, **fields)
    return _added(venue, "venue.created", actor)


def update_venue(venue: Venue, *, actor: Actor, **fields: Any) -> None:
    """Change a venue; the events held there change place, and calendars are told."""
    if not _change(venue, fields, "venue.changed", actor):
        return
    for event in db.session.scalars(select(Event).where(Event.venue_id == venue.id)):
        refresh_search(event)
        event.sequence = Event.sequence + 1
        touch(event)
    db.session.flush()


def add_room(venue: Venue, *, name: Translated, actor: Actor, seats: int | None = None) -> Room:
    room = Room(venue_id=venue.id, name=name, seats=seats, position=max((r.position for r in venue.rooms), default=-1) + 1)
    _added(room, "room.created", actor)
    db.session.expire(venue, ["rooms"])
    return room


def update_room(room: Room, *, actor: Actor, **fields: Any) -> None:
    """Change a room; what is planned in it has another place when its name is another, and calendars are told."""
    name = room.name
    if not _change(room, fields, "room.changed", actor):
        return
    for watcher in _watchers if room.name != name else ():
        watcher(room)
    _touch_events_at(room.venue_id)


def watch_names(watcher: Callable[[Room], None]) -> Callable[[Room], None]:
    """Tell a feature above of a room that has another name, within the transaction: what it planned there has another place."""
    _watchers.append(watcher)
    return watcher


def remove_room(room: Room, *, actor: Actor) -> None:
    """Raises NotAllowed while a session or a gate uses it."""
    audit.record(actor, "room.removed", room, difference={"name": [dict(room.name), None]})
    try:
        with db.session.begin_nested():
            db.session.delete(room)
    except IntegrityError:
        raise NotAllowed(_l("Sessions take place in this room: move them first.")) from None
    db.session.expire(room.venue, ["rooms"])


def create_kind(institution: Institution, *, label: Translated, actor: Actor, code: str = "") -> EventKind:
    """A kind of event. Raises Conflict when its code is taken."""
    count = select(func.count()).select_from(EventKind).where(EventKind.institution_id == institution.id)
    wanted = code or next((slug for language in ("en", "fr", "ar") if (slug := slugify(label.get(language, "")))), "kind")
    kind = EventKind(institution_id=institution.id, code=wanted[:40], label=label, position=db.session.scalar(count) or 0)
    return _added(kind, "kind.created", actor, _l("There is such a kind already."))


def create_series(institution: Institution, *, name: Translated, actor: Actor, summary: Translated | None = None, slug: str = "") -> Series:
    """A programme of events. Raises Conflict when its address is taken."""
    wanted = slug or next((found for language in ("fr", "en", "ar") if (found := slugify(name.get(language, "")))), "series")
    series = Series(institution_id=institution.id, slug=wanted, name=name, summary=summary or Translated())
    return _added(series, "series.created", actor, _l("There is such a series already."))


def update_entry(entry: EventKind | Series, institution: Institution, *, actor: Actor, **fields: Any) -> None:
    """Change a kind or a series; every page that names it follows."""
    if not _change(entry, fields, f"{entry.__tablename__}.changed", actor):
        return
    column = Event.kind_id if isinstance(entry, EventKind) else Event.series_id
    for event in db.session.scalars(select(Event).where(column == entry.id)):
        refresh_search(event)
        touch(event)
    touch_institution(institution)


def _touch_events_at(venue_id: int) -> None:
    for event in db.session.scalars(select(Event).where(Event.venue_id == venue_id)):
        touch(event)
    db.session.flush()


def _change(thing: Model, fields: dict[str, Any], action: str, actor: Actor) -> bool:
    for name, value in fields.items():
        if getattr(thing, name) != value:
            setattr(thing, name, value)
    difference = audit.changes(thing)
    if difference:
        audit.record(actor, action, thing, difference=difference)
    db.session.flush()
    return bool(difference)


def _added(thing: Row, action: str, actor: Actor, taken: Any = None) -> Row:
    try:
        with db.session.begin_nested():
            db.session.add(thing)
    except IntegrityError:
        raise Conflict(taken or _l("There is such an entry already.")) from None
    audit.record(actor, action, thing)
    db.session.flush()
    return thing
