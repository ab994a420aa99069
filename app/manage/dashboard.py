"""An organiser's events, and what waits for them in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import EventRole, SiteRole, User
from app.core import clock
from app.core.db import db
from app.events.models import Event, EventState
from app.mail.models import Message, MessageState
from app.registration.models import Registration, State

SHOWN, SHOWN_PAST = 50, 8


@dataclass
class Waiting:
    """What waits in one event."""

    pending: int = 0
    queued: int = 0
    unsent: int = 0


@dataclass
class Dashboard:
    drafts: list[Event]
    coming: list[Event]
    past: list[Event]
    waiting: dict[int, Waiting] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.drafts or self.coming or self.past)


def events_of(user: User) -> Select[Any]:
    """The events somebody works on: an administrator's are all."""
    query = select(Event).options(joinedload(Event.kind), joinedload(Event.venue))
    if user.site_role is SiteRole.ADMINISTRATOR:
        return query
    return query.where(Event.id.in_(select(EventRole.event_id).where(EventRole.user_id == user.id)))


def dashboard(user: User) -> Dashboard:
    """Drafts by the latest change, coming events by their day, past ones the newest first; six queries, however many."""
    mine = events_of(user)
    today = (clock.now() - timedelta(days=1)).replace(tzinfo=None)  # an event of today is coming in any zone
    over = or_(Event.ends_at < today, Event.state == EventState.ARCHIVED, Event.starts_at.is_(None))
    drafts = mine.where(Event.state == EventState.DRAFT).order_by(Event.updated_at.desc(), Event.id).limit(SHOWN)
    public = mine.where(Event.state != EventState.DRAFT)
    coming = public.where(~over).order_by(Event.starts_at, Event.id).limit(SHOWN)
    past = public.where(over).order_by(Event.starts_at.desc().nulls_last(), Event.id).limit(SHOWN_PAST)
    found = Dashboard(drafts=_rows(drafts), coming=_rows(coming), past=_rows(past))
    found.waiting = _waiting([event.id for event in (*found.drafts, *found.coming)])
    return found


def _rows(query: Select[Any]) -> list[Event]:
    return list(db.session.scalars(query))


def _waiting(event_ids: list[int]) -> dict[int, Waiting]:
    found = {event_id: Waiting() for event_id in event_ids}
    registrations = select(Registration.event_id, Registration.state, func.count()).where(
        Registration.event_id.in_(event_ids), Registration.state.in_((State.PENDING, State.WAITLISTED))
    )
    for event_id, state, number in db.session.execute(registrations.group_by(Registration.event_id, Registration.state)):
        setattr(found[event_id], "pending" if state is State.PENDING else "queued", number)
    for event_id, number in db.session.execute(_troubled(Message.event_id.in_(event_ids))):
        found[event_id].unsent = number
    return found


def _troubled(condition: Any) -> Any:
    """Letters that were given up, and those that failed at least once, by event."""
    failed = or_(Message.state == MessageState.FAILED, (Message.state == MessageState.QUEUED) & (Message.attempts > 0))
    query = select(Message.event_id, func.count())
    return query.where(condition, failed).group_by(Message.event_id)


def unsent_letters(event: Event) -> int:
    row = db.session.execute(_troubled(Message.event_id == event.id)).first()
    return row[1] if row else 0
