"""What a person's page tells that lies beside registration: their place in the programme, and the trail of their registration."""

from __future__ import annotations

from flask_login import current_user

from app.accounts.permissions import Permission, allows
from app.agenda.speakers import parts_of
from app.audit import history_of
from app.registration.models import Registration
from app.registration.story import Chapter, chapter

from .history import lines_of


@chapter(20)
def programme(registration: Registration) -> Chapter | None:
    parts = parts_of(registration.person_id, registration.event)
    return Chapter("manage/story-programme.html", {"parts": parts}) if parts else None


@chapter(90)
def history(registration: Registration) -> Chapter | None:
    """Who changed what; its values are personal."""
    if not allows(current_user, Permission.REGISTRATIONS_READ, registration.event):
        return None
    return Chapter("manage/story-history.html", {"lines": lines_of(history_of(registration), registration.event, named=False)})
