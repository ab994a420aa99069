"""Whom the programme can draw on: the institution's people, found forgivingly."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.search import matches
from app.people.models import Person

MOST = 20


def search(institution_id: int, query: str) -> Sequence[Person]:
    """The first people by name whose name, in either script, or organisation holds every word; nobody for an empty query."""
    if not query.strip():
        return []
    found = (
        select(Person)
        .where(Person.institution_id == institution_id, matches(Person.search, query))
        .options(joinedload(Person.organisation))
        .order_by(Person.sort_latin, Person.id)
        .limit(MOST)
    )
    return db.session.scalars(found).all()


def person(institution_id: int, person_id: int | None) -> Person | None:
    found = db.session.get(Person, person_id) if person_id else None
    return found if found and found.institution_id == institution_id else None
