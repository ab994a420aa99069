"""What can be done to an event."""

from __future__ import annotations

from app.core import clock
from app.institutions.models import Institution

from .models import Event


def touch(event: Event) -> None:
    """Say that what readers see of an event has changed: revisions rise, and with them ETags and cache keys."""
    event.revision = Event.revision + 1  # an SQL expression: two writers both count
    event.institution.revision = Institution.revision + 1  # an SQL expression: two writers both count
    event.updated_at = clock.now()
