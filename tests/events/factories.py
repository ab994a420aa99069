"""Events for tests, with what they stand on. Every argument has a default; what a test cares about, it says."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from app.audit import SYSTEM
from app.core.db import db
from app.core.search import searchable
from app.core.types import Translated
from app.events import partnerships, service
from app.events.models import Event, EventKind, EventState, PartnerRole, Partnership, Precision, Room, Series, Venue
from app.institutions.models import Institution, Theme
from app.people.models import Organisation, OrganisationKind

_numbers = count(1)


def institution(**fields: Any) -> Institution:
    """The institution of the test: made once, then the same."""
    found = db.session.scalar(select(Institution).order_by(Institution.id).limit(1))
    if found is not None and not fields:
        return found
    name = Translated(fr="Institut de l’Exemple", ar="معهد المثال", en="Example Institute")
    made = Institution(**{"name": name, "short_name": "IEX", "zone": "Africa/Casablanca", "locale": "fr", **fields})
    db.session.add(made)
    db.session.flush()
    return made


def kind(code: str = "seminar", **fields: Any) -> EventKind:
    """A kind of event: one row per code."""
    found = db.session.scalar(select(EventKind).where(EventKind.code == code))
    if found is not None:
        return found
    label = Translated(fr="Séminaire", ar="ندوة", en="Seminar") if code == "seminar" else Translated(en=code.capitalize())
    made = EventKind(**{"institution_id": institution().id, "code": code, "label": label, **fields})
    db.session.add(made)
    db.session.flush()
    return made


def event(*, state: EventState = EventState.PUBLISHED, **fields: Any) -> Event:
    """A published seminar of 14 and 15 December 2026 in Africa/Casablanca; `fields` are columns of Event."""
    number = next(_numbers)
    title = fields.pop("title", None) or Translated(fr=f"Séminaire {number}", ar=f"ندوة {number}", en=f"Seminar {number}")
    dates = {"starts_at": datetime(2026, 12, 14, 9, 0), "ends_at": datetime(2026, 12, 15, 17, 30)}
    if "starts_at" in fields and "ends_at" not in fields:
        dates["ends_at"] = fields["starts_at"] + timedelta(hours=8)
    made = service.create_event(
        fields.pop("institution", None) or institution(),
        kind=fields.pop("kind", None) or kind(),
        title=title,
        actor=SYSTEM,
        **{**dates, **fields},
    )
    if state is EventState.CANCELLED:
        service.move(made, EventState.PUBLISHED, actor=SYSTEM)
        service.move(made, state, actor=SYSTEM, reason=Translated(fr="Reporté", ar="مؤجل", en="Postponed"))
    elif state is not EventState.DRAFT:
        service.move(made, state, actor=SYSTEM)
    return made


def event_of_days() -> Event:
    """In the archive: 20 and 21 July 2023 in Africa/Dakar, of which the hours are not known."""
    days = {"starts_at": datetime(2023, 7, 20), "ends_at": datetime(2023, 7, 21)}
    return event(state=EventState.ARCHIVED, precision=Precision.DAY, zone="Africa/Dakar", **days)


def series(**fields: Any) -> Series:
    number = next(_numbers)
    made = Series(**{"institution_id": institution().id, "slug": f"series-{number}", "name": Translated(en=f"Series {number}"), **fields})
    db.session.add(made)
    db.session.flush()
    return made


def theme(slug: str | None = None, *, parent: Theme | None = None, **fields: Any) -> Theme:
    number = next(_numbers)
    names = Translated(fr=f"Thème {number}", ar=f"محور {number}", en=f"Theme {number}")
    made = Theme(**{"institution_id": institution().id, "slug": slug or f"theme-{number}", "parent": parent, "name": names, **fields})
    db.session.add(made)
    db.session.flush()
    return made


def venue(*, rooms: int | tuple[str, ...] = 2, **fields: Any) -> Venue:
    """A venue in Rabat with `rooms` rooms, or with rooms of these names."""
    number = next(_numbers)
    names = tuple(f"Room {n}" for n in range(1, rooms + 1)) if isinstance(rooms, int) else rooms
    place = {"name": Translated(fr=f"Centre {number}", ar=f"مركز {number}"), "city": Translated(fr="Rabat", ar="الرباط"), "country": "MA"}
    made = Venue(**{"institution_id": institution().id, **place, **fields})
    made.rooms = [Room(name=Translated(en=name), seats=100, position=position) for position, name in enumerate(names)]
    db.session.add(made)
    db.session.flush()
    return made


def organisation(**fields: Any) -> Organisation:
    number = next(_numbers)
    names = Translated(fr=f"Université {number}", ar=f"جامعة {number}", en=f"University {number}")
    values = {"institution_id": institution().id, "name": names, "kind": OrganisationKind.UNIVERSITY, "country": "MA", **fields}
    made = Organisation(**values)
    made.search = searchable(made.short_name, *made.name.values())
    db.session.add(made)
    db.session.flush()
    return made


def partnership(event: Event, role: PartnerRole = PartnerRole.PARTNER, organisation_: Organisation | None = None) -> Partnership:
    return partnerships.add_partnership(event, organisation_ or organisation(), role, actor=SYSTEM)
