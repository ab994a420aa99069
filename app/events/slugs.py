"""Addresses of events: drawn from the title, unique under concurrency, and never given to another event."""

from __future__ import annotations

from itertools import chain, count

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core.db import db
from app.core.errors import Conflict, DomainError
from app.core.text import slugify

from .models import Event, EventSlug

RESERVED = frozenset({"new"})
TRIES = 200


def suggested(event: Event) -> str:
    """The Latin title, French first; an Arabic title alone gives the kind and the year."""
    year = f"-{event.starts_at.year}" if event.starts_at else ""
    for code in ("fr", "en"):
        if code in event.title and (slug := slugify(event.title[code])):
            return slug
    return slugify(event.title.get("ar", "")) or f"{event.kind.code}{year}"


def claim(event: Event, wanted: str) -> None:
    """Give a flushed event the address `wanted`, or the first free one of `wanted`-2, `wanted`-3…

    The unique index of event_slug decides, so that two writers cannot take the same."""
    for slug in chain([wanted], (f"{wanted}-{number}" for number in count(2))):
        if slug not in RESERVED and _take(event, slug):
            event.slug = slug
            return
        if slug.endswith(f"-{TRIES}"):
            break
    raise Conflict(_l("No free address is left for this title."), field="slug")


def rename(event: Event, wanted: str) -> None:
    """Give an event another address; the former keeps leading to it. Raises Conflict when another event has or had it."""
    slug = slugify(wanted)
    if not slug or slug != wanted:
        raise DomainError(_l("Small Latin letters, figures and hyphens only, at most 60."), field="slug")
    if slug == event.slug:
        return
    if slug in RESERVED or not _take(event, slug):
        raise Conflict(_l("This address is taken by another event, or was once."), field="slug")
    event.slug = slug


def _take(event: Event, slug: str) -> bool:
    """Whether the address is now this event's: it may have been before."""
    owner = db.session.scalar(select(EventSlug.event_id).where(EventSlug.slug == slug))
    if owner is not None:
        return owner == event.id
    try:
        with db.session.begin_nested():
            db.session.add(EventSlug(slug=slug, event_id=event.id))
    except IntegrityError:
        return False
    return True
