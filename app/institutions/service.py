"""What can be done to the institution."""

from __future__ import annotations

from typing import Any

from app import audit
from app.audit import Actor
from app.core.db import db
from app.core.types import Translated

from .models import Institution


def create_institution(*, name: Translated, short_name: str, actor: Actor, **fields: Any) -> Institution:
    """Who holds the events of this instance; `fields` are its other columns."""
    institution = Institution(name=name, short_name=short_name, **fields)
    db.session.add(institution)
    db.session.flush()
    audit.record(actor, "institution.created", institution, difference={"name": [None, dict(name)]})
    return institution


def change_institution(institution: Institution, *, actor: Actor, opened: int | None = None, **fields: Any) -> None:
    """Write its texts and settings anew; what readers cached of it is out of date. Raises Stale when it was saved since the edition `opened`."""
    with db.session.begin_nested():
        for name, value in fields.items():
            if getattr(institution, name) != value:
                setattr(institution, name, value)
        if difference := audit.changes(institution):
            audit.record_edit(actor, "institution.changed", institution, difference=difference, opened=opened)
            institution.revision = Institution.revision + 1
