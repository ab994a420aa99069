"""Load the demonstration into an empty database, through the services that organisers use."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from app.accounts.models import SiteRole
from app.accounts.service import create_user
from app.audit import SYSTEM
from app.core import clock, zones
from app.core.db import db
from app.institutions.models import Institution

from . import archive, institution
from .colloquium_loader import load_colloquium
from .dakar_loader import load_dakar
from .directory import Directory
from .workshop import load_workshop


def is_empty() -> bool:
    return not db.session.scalar(select(func.count()).select_from(Institution))


def load(today: date | None = None) -> bool:
    """Load everything, unless an institution is there already; gives whether it did. The open event starts three weeks from `today`."""
    if not is_empty():
        return False
    here = institution.load_institution()
    create_user(
        email="organisation@aipect.example", name="Organisation", site_role=SiteRole.ADMINISTRATOR, locale="fr", actor=SYSTEM, invite=False
    )
    directory = Directory(here)
    for fields in archive.EVENTS:
        directory.create(fields)
    for publication in archive.PUBLICATIONS:
        directory.publish(*publication)
    load_dakar(directory)
    day = today or zones.to_local(clock.now(), here.zone).date()
    load_colloquium(directory, day)
    load_workshop(directory, day)
    return True
