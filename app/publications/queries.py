from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.db import db
from app.events.models import Event, EventState
from app.institutions.models import Institution

from .models import Publication, PublicationFile, publication_theme


def _read(*, public_only: bool = True) -> Select[Any]:
    statement = select(Publication).options(selectinload(Publication.files).joinedload(PublicationFile.file), joinedload(Publication.event))
    if not public_only:
        return statement
    known = or_(Publication.event_id.is_(None), Publication.event_id.in_(select(Event.id).where(Event.state != EventState.DRAFT)))
    return statement.where(Publication.public.is_(True), known)


def _in_order(statement: Select[Any]) -> list[Publication]:
    return list(db.session.scalars(statement.order_by(Publication.year.desc().nulls_last(), Publication.id)))


def of_event(event: Event, *, public_only: bool = True) -> list[Publication]:
    """Of an event: what readers may see, or everything for organisers."""
    statement = _read(public_only=False).where(Publication.event_id == event.id)
    return _in_order(statement.where(Publication.public.is_(True)) if public_only else statement)


def of_events(events: Iterable[Event]) -> dict[int, list[Publication]]:
    """Public publications by the id of their event; two queries for any number of events."""
    found = defaultdict(list)
    for publication in _in_order(_read().where(Publication.event_id.in_([event.id for event in events]))):
        found[publication.event_id or 0].append(publication)
    return found


def of_themes(institution: Institution, theme_ids: Collection[int]) -> list[Publication]:
    """Public publications that point to one of the themes."""
    tagged = select(publication_theme.c.publication_id).where(publication_theme.c.theme_id.in_(theme_ids))
    return _in_order(_read().where(Publication.institution_id == institution.id, Publication.id.in_(tagged)))


def of_institution(institution: Institution, *, without_event: bool = False) -> list[Publication]:
    """Everything, for organisers; with `without_event`, what belongs to no event."""
    statement = _read(public_only=False).where(Publication.institution_id == institution.id)
    return _in_order(statement.where(Publication.event_id.is_(None)) if without_event else statement)
