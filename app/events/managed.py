"""The events that an account works on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.accounts.models import EventRole, SiteRole, User
from app.core import search
from app.institutions.models import Institution

from .models import Event, EventState


def events_of(institution: Institution, user: User, text: str = "", state: str = "") -> Select[Any]:
    """Those on which the account has a role, or all for an administrator; the latest first, undated drafts before them."""
    statement = select(Event).where(Event.institution_id == institution.id).options(joinedload(Event.kind), joinedload(Event.venue))
    if user.site_role is not SiteRole.ADMINISTRATOR:
        statement = statement.where(Event.id.in_(select(EventRole.event_id).where(EventRole.user_id == user.id)))
    if text.strip():
        statement = statement.where(search.matches(Event.search, text.replace("\x00", "")))
    if state in {known.value for known in EventState}:
        statement = statement.where(Event.state == EventState(state))
    return statement.order_by((Event.state == EventState.DRAFT).desc(), Event.starts_at.desc().nulls_last(), Event.id.desc())
