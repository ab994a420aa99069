"""What was attested to somebody, on their page."""

from __future__ import annotations

from flask_login import current_user
from sqlalchemy import select

from app.accounts.permissions import Permission, allows
from app.core.db import db
from app.registration.models import Registration
from app.registration.story import Chapter, chapter

from .forms import ROLE_LABELS
from .models import Certificate
from .queries import why_not


@chapter(50)
def certificates(registration: Registration) -> Chapter | None:
    if not allows(current_user, Permission.CERTIFICATES_VIEW, registration.event):
        return None
    query = select(Certificate).where(Certificate.registration_id == registration.id).order_by(Certificate.id.desc())
    told = {"certificates": db.session.scalars(query).all(), "roles": ROLE_LABELS, "why_not": why_not(registration.event)}
    return Chapter("certificates/story.html", told)
