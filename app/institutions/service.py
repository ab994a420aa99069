"""What can be done to the institution."""

from __future__ import annotations

from typing import Any

from app import audit
from app.audit import Actor

from .models import Institution


def change_institution(institution: Institution, *, actor: Actor, **fields: Any) -> None:
    """Write its texts and settings anew; what readers cached of it is out of date."""
    for name, value in fields.items():
        if getattr(institution, name) != value:
            setattr(institution, name, value)
    if difference := audit.changes(institution):
        audit.record(actor, "institution.changed", institution, difference=difference)
        institution.revision = Institution.revision + 1
