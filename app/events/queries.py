"""What readers look for among the public events of an institution."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, extract, func, select
from sqlalchemy.orm import joinedload

from app.core import clock, search
from app.core.db import db
from app.core.types import Translated
from app.core.zones import to_local
from app.institutions.models import Institution

from .models import Event, EventKind, EventState, Venue, event_theme

UPCOMING, PAST = "upcoming", "past"
ANNOUNCED = (EventState.PUBLISHED, EventState.CANCELLED)


@dataclass(frozen=True)
class Filters:
    """What a reader asked for; what makes no sense was dropped."""

    text: str = ""
    theme: str = ""
    kind: str = ""
    year: int | None = None
    language: str = ""
    place: str = ""
    when: str = ""

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> Filters:
        def word(name: str) -> str:
            return arguments.get(name, "").replace("\x00", "").strip()[:120]

        year, when = word("year"), word("when")
        return cls(
            text=word("q"), theme=word("theme"), kind=word("kind"), language=word("language")[:8], place=word("place"),
            year=int(year) if year.isdecimal() and year.isascii() and len(year) == 4 and int(year) > 0 else None,
            when=when if when in (UPCOMING, PAST) else "",
        )  # fmt: skip


def public_events(institution: Institution) -> Select[Any]:
    """Announced and archived events, with what a line of a list shows."""
    shown = (joinedload(Event.kind), joinedload(Event.venue), joinedload(Event.institution))
    return select(Event).where(Event.institution_id == institution.id, Event.state != EventState.DRAFT).options(*shown)


def matching(statement: Select[Any], asked: Filters, theme_ids: Collection[int] = ()) -> Select[Any]:
    """Narrow a select of events; `theme_ids` are the asked theme and those below it."""
    conditions: list[ColumnElement[bool]] = []
    if asked.text:
        conditions.append(search.matches(Event.search, asked.text))
    if asked.theme:
        conditions.append(Event.id.in_(select(event_theme.c.event_id).where(event_theme.c.theme_id.in_(theme_ids))))
    if asked.kind:
        conditions.append(Event.kind_id.in_(select(EventKind.id).where(EventKind.code == asked.kind)))
    if asked.year:
        conditions.append(extract("year", Event.starts_at) == asked.year)
    if asked.language:
        conditions.append(cast(Event.languages, String).contains(f'"{asked.language}"', autoescape=True))
    if asked.place:
        conditions.append(Event.place_key == asked.place)
    return statement.where(*conditions)


def is_upcoming(institution: Institution) -> ColumnElement[bool]:
    """Whether an announced event is not over, by the institution's clock."""
    return and_(Event.state.in_(ANNOUNCED), Event.ends_at >= local_now(institution))


def upcoming(statement: Select[Any], institution: Institution) -> Select[Any]:
    return statement.where(is_upcoming(institution)).order_by(Event.starts_at, Event.id)


def past(statement: Select[Any], institution: Institution) -> Select[Any]:
    """What is over, the latest first; what has no date comes last."""
    return statement.where(func.coalesce(is_upcoming(institution), False).is_(False)).order_by(
        Event.starts_at.desc().nulls_last(), Event.id.desc()
    )


def in_turn(statement: Select[Any], institution: Institution) -> Select[Any]:
    """What comes next first, in its order; then what is over, the latest first."""
    comes = func.coalesce(is_upcoming(institution), False)
    return statement.order_by(
        case((comes.is_(True), 0), else_=1),
        case((comes.is_(True), Event.starts_at)).asc(),
        Event.starts_at.desc().nulls_last(),
        Event.id.desc(),
    )


def local_now(institution: Institution) -> datetime:
    return to_local(clock.now(), institution.zone)


def years(institution: Institution) -> list[int]:
    """The years that have public events, the latest first."""
    year = extract("year", Event.starts_at)
    public = (Event.institution_id == institution.id, Event.state != EventState.DRAFT, Event.starts_at.is_not(None))
    return sorted({int(value) for value in db.session.scalars(select(year).where(*public).distinct())}, reverse=True)


def kinds(institution: Institution) -> list[EventKind]:
    query = select(EventKind).where(EventKind.institution_id == institution.id).order_by(EventKind.position, EventKind.id)
    return list(db.session.scalars(query))


def places(institution: Institution) -> list[tuple[str, Translated]]:
    """(key, name) of every town that has public events."""
    latest = (
        select(func.max(Event.id))
        .where(Event.institution_id == institution.id, Event.state != EventState.DRAFT, Event.place_key != "")
        .group_by(Event.place_key)
    )
    rows = db.session.execute(
        select(Event.place_key, Event.place, Venue.city, Venue.name)
        .outerjoin(Venue, Event.venue_id == Venue.id)
        .where(Event.id.in_(latest))
    )
    found = [(key, city or venue or place) for key, place, city, venue in rows]
    return sorted(found, key=lambda pair: search.sort_key(str(pair[1])))
