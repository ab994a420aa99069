"""The badges that were printed for somebody, on their page."""

from __future__ import annotations

from flask_login import current_user

from app.accounts.permissions import Permission, allows
from app.registration.models import Registration
from app.registration.story import Chapter, chapter

from .forms import DESIGN_LABELS
from .queries import prints_of


@chapter(30)
def badges(registration: Registration) -> Chapter | None:
    if not allows(current_user, Permission.BADGES_PRINT, registration.event):
        return None
    return Chapter("badges/story.html", {"prints": prints_of(registration), "designs": DESIGN_LABELS})
