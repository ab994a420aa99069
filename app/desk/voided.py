"""Badges that were replaced: check-in knows registrations, badges know what was printed, the desk asks both."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from app.badges.models import BadgePrint
from app.core.db import db
from app.registration.models import Registration


def older_badges(event_id: int, codes: Collection[str] | None) -> Mapping[str, int]:
    """Codes that were printed on badges and replaced since -> registration; all of the event, or those among `codes`."""
    query = (
        select(BadgePrint.token, BadgePrint.registration_id)
        .join(Registration, Registration.id == BadgePrint.registration_id)
        .where(Registration.event_id == event_id, Registration.badge_token != BadgePrint.token)
    )
    if codes is not None:
        query = query.where(BadgePrint.token.in_(codes))
    return {row.token: row.registration_id for row in db.session.execute(query)}
