from __future__ import annotations

from flask import g, has_app_context
from sqlalchemy import select

from app.core.db import db

from .models import Institution


def current_institution() -> Institution:
    """The institution this address serves: one today, by host when there are several. Raises LookupError before set-up."""
    found = find_institution()
    if found is None:
        raise LookupError("no institution yet: run `make demo` or `flask institution create`")
    return found


def find_institution() -> Institution | None:
    if not has_app_context():
        return None
    if "institution" not in g:
        g.institution = db.session.scalar(select(Institution).order_by(Institution.id).limit(1))
    return g.institution  # type: ignore[no-any-return]
