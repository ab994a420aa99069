"""Sessions, contributions and participations for tests; the event comes from tests/events/factories.py."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from app.agenda.models import Contribution, Participation, ParticipationRole, Session, SessionKind, SessionState
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event
from app.people.models import Person

_numbers = count(1)


def session(event: Event, starts_at: datetime | None = None, minutes: int = 60, **fields: Any) -> Session:
    """A session of an event: a panel of one hour, at the event's start unless told otherwise."""
    number = next(_numbers)
    starts = starts_at or event.starts_at
    assert starts is not None, "an event without dates has no sessions"
    made = Session(
        **{
            "event": event,
            "kind": SessionKind.PANEL,
            "state": SessionState.SCHEDULED,
            "title": Translated(fr=f"Séance {number}", ar=f"جلسة {number}", en=f"Session {number}"),
            "starts_at": starts,
            "ends_at": starts + timedelta(minutes=minutes),
            "uid": str(uuid.uuid4()),
            "updated_at": clock.now(),
            **fields,
        }
    )
    db.session.add(made)
    db.session.flush()
    return made


def contribution(session: Session, minutes: int | None = 20, **fields: Any) -> Contribution:
    """A talk at the end of a session's list."""
    number = next(_numbers)
    title = Translated(fr=f"Communication {number}", ar=f"مداخلة {number}", en=f"Talk {number}")
    made = Contribution(**{"session": session, "title": title, "minutes": minutes, "position": len(session.contributions) + 1, **fields})
    db.session.add(made)
    db.session.flush()
    return made


def speaker(event: Event, *, agreed: bool = False, **fields: Any) -> Person:
    """A person of the event's institution; `agreed` to a public page or not."""
    number = next(_numbers)
    made = Person(
        **{
            "institution_id": event.institution_id,
            "given_name": "Amina",
            "family_name": f"Alaoui {number}",
            "given_name_ar": "أمينة",
            "family_name_ar": f"العلوي {number}",
            "function": Translated(fr="Chercheuse", ar="باحثة", en="Researcher"),
            "public_since": clock.now() if agreed else None,
            "created_at": clock.now(),
            **fields,
        }
    )
    db.session.add(made)
    db.session.flush()
    return made


def participation(
    place: Session | Contribution, person: Person | None = None, role: ParticipationRole = ParticipationRole.SPEAKER, **fields: Any
) -> Participation:
    """A person's role in a session or in a talk; somebody new unless told otherwise."""
    where = {"session": place} if isinstance(place, Session) else {"contribution": place}
    event = place.event if isinstance(place, Session) else place.session.event
    made = Participation(**{**where, "person": person or speaker(event), "role": role, "position": len(place.participations) + 1, **fields})
    db.session.add(made)
    db.session.flush()
    return made
