from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.events.models import Event, EventState, Precision, event_theme
from app.institutions.models import Institution, Theme


def published_events(institution: Institution) -> Sequence[Event]:
    """What a feed of the institution shows: every public event whose days are known, the first first; never a draft."""
    return db.session.scalars(_in_feeds(institution.id)).all()


def published_events_on(theme: Theme) -> Sequence[Event]:
    """The same of a theme and those below it."""
    tree = select(Theme.id).where(Theme.id == theme.id).cte(recursive=True)
    tree = tree.union(select(Theme.id).join(tree, Theme.parent_id == tree.c.id))
    of_theme = select(event_theme.c.event_id).where(event_theme.c.theme_id.in_(select(tree.c.id)))
    return db.session.scalars(_in_feeds(theme.institution_id).where(Event.id.in_(of_theme))).all()


def theme_by_slug(institution: Institution, slug: str) -> Theme | None:
    return db.session.scalar(select(Theme).where(Theme.institution_id == institution.id, Theme.slug == slug))


def _in_feeds(institution_id: int) -> Select[Event]:
    return (
        select(Event)
        .where(
            Event.institution_id == institution_id,
            Event.state != EventState.DRAFT,
            Event.precision.in_([Precision.TIME, Precision.DAY]),
        )
        .options(joinedload(Event.venue))
        .order_by(Event.starts_at, Event.id)
    )
