"""For whom and in what capacity somebody comes, on their page."""

from __future__ import annotations

from flask_login import current_user

from app.accounts.permissions import Permission, allows
from app.core.db import db
from app.registration.models import Registration
from app.registration.story import Chapter, chapter

from .models import Delegation
from .words import CAPACITIES, delegation_name


@chapter(10)
def mandate(registration: Registration) -> Chapter | None:
    if registration.capacity is None or not allows(current_user, Permission.DELEGATIONS_VIEW, registration.event):
        return None
    delegation = db.session.get_one(Delegation, registration.delegation_id)
    told = {"delegation": delegation, "name": delegation_name(delegation), "capacity": CAPACITIES[registration.capacity]}
    return Chapter("delegations/story.html", told)
