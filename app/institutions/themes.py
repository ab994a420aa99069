"""Changes to the tree of themes."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app import audit
from app.audit import Actor
from app.core.db import db
from app.core.errors import Conflict, DomainError
from app.core.text import slugify
from app.core.types import Translated

from .models import Institution, Theme


def create_theme(
    institution: Institution,
    *,
    name: Translated,
    actor: Actor,
    parent: Theme | None = None,
    slug: str = "",
    summary: Translated | None = None,
) -> Theme:
    """A new theme, last among its siblings. Its address is `slug`, or drawn from its name."""
    siblings = (
        select(func.count())
        .select_from(Theme)
        .where(Theme.institution_id == institution.id, Theme.parent_id == (parent.id if parent else None))
    )
    theme = Theme(institution_id=institution.id, name=name, summary=summary or Translated(), position=db.session.scalar(siblings) or 0)
    theme.parent_id = parent.id if parent else None
    _claim(theme, slug or _suggested(name))
    audit.record(actor, "theme.created", theme, difference={"name": [None, dict(name)]})
    touch(institution)
    return theme


def update_theme(theme: Theme, institution: Institution, *, actor: Actor, **fields: Any) -> None:
    """Change a theme's name, summary or parent. Raises DomainError when it would stand below itself.

    One at a time changes the tree, on what it is by then: two who move themes into each other in one moment would make a ring."""
    db.session.execute(select(Institution.id).where(Institution.id == institution.id).with_for_update())
    db.session.expire_all()
    if "parent" in fields and _stands_below(fields["parent"], theme):
        raise DomainError(_l("A theme cannot stand below itself."), field="parent")
    for name, value in fields.items():
        if getattr(theme, name) != value:
            setattr(theme, name, value)
    audit.record(actor, "theme.changed", theme, difference=audit.changes(theme))
    db.session.flush()
    touch(institution)


def shift_theme(theme: Theme, institution: Institution, by: int, *, actor: Actor) -> None:
    """Move a theme among its siblings, up (-1) or down (1)."""
    query = select(Theme).where(Theme.institution_id == institution.id, Theme.parent_id == theme.parent_id)
    siblings = list(db.session.scalars(query.order_by(Theme.position, Theme.id)))
    here = siblings.index(theme)
    siblings.insert(min(max(here + by, 0), len(siblings) - 1), siblings.pop(here))
    for position, sibling in enumerate(siblings):
        sibling.position = position
    audit.record(actor, "theme.moved", theme)
    touch(institution)


def touch(institution: Institution) -> None:
    """Say that what readers see of the institution has changed."""
    institution.revision = Institution.revision + 1
    db.session.flush()


def _stands_below(theme: Theme | None, other: Theme) -> bool:
    while theme is not None:
        if theme is other:
            return True
        theme = theme.parent
    return False


def _suggested(name: Translated) -> str:
    return next((slug for code in ("fr", "en", "ar") if (slug := slugify(name.get(code, "")))), "theme")


def _claim(theme: Theme, wanted: str) -> None:
    for number in range(1, 100):
        theme.slug = wanted if number == 1 else f"{wanted}-{number}"
        taken = select(Theme.id).where(Theme.institution_id == theme.institution_id, Theme.slug == theme.slug)
        with db.session.no_autoflush:
            if db.session.scalar(taken) is not None:
                continue
        try:
            with db.session.begin_nested():
                db.session.add(theme)
        except IntegrityError:
            continue
        return
    raise Conflict(_l("This address is taken."), field="slug")
