from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import g, has_app_context
from sqlalchemy import select

from app.core.db import db

from .models import Institution, Theme

FIRST = select(Institution).order_by(Institution.id).limit(1)


def current_institution() -> Institution:
    """The institution this address serves: one today, by host when there are several. Raises LookupError before set-up."""
    found = find_institution()
    if found is None:
        raise LookupError("no institution yet: run `flask --app wsgi institution create`, or `make demo`")
    return found


def find_institution() -> Institution | None:
    if not has_app_context():
        return None
    if "institution" not in g:
        g.institution = db.session.scalar(FIRST)
    return g.institution  # type: ignore[no-any-return]


def serve(institution: Institution) -> None:
    """This request is about something of that institution, which is read already."""
    g.institution = institution


@dataclass
class Branch:
    """A theme with what grows from it, and how deep it stands (0 for an area)."""

    theme: Theme
    depth: int = 0
    children: list[Branch] = field(default_factory=list)

    def walk(self) -> Iterator[Branch]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def ids(self) -> list[int]:
        """The theme and everything below it."""
        return [branch.theme.id for branch in self.walk()]


class Tree:
    """All themes of an institution, read with one query."""

    def __init__(self, institution: Institution) -> None:
        themes = db.session.scalars(select(Theme).where(Theme.institution_id == institution.id).order_by(Theme.position, Theme.id))
        self.branches = {theme.id: Branch(theme) for theme in themes}
        self.roots: list[Branch] = []
        for branch in self.branches.values():
            parent = self.branches.get(branch.theme.parent_id or 0)
            (parent.children if parent else self.roots).append(branch)
        for root in self.roots:
            _measure(root, 0)

    def __iter__(self) -> Iterator[Branch]:
        """Every branch, parents before children."""
        for root in self.roots:
            yield from root.walk()

    def find(self, slug: str) -> Branch | None:
        return next((branch for branch in self.branches.values() if branch.theme.slug == slug), None)

    def path(self, theme: Theme) -> list[Theme]:
        """The themes above one, from the area down, without itself."""
        above: list[Theme] = []
        parent = self.branches.get(theme.parent_id or 0)
        while parent:
            above.insert(0, parent.theme)
            parent = self.branches.get(parent.theme.parent_id or 0)
        return above


def _measure(branch: Branch, depth: int) -> None:
    branch.depth = depth
    for child in branch.children:
        _measure(child, depth + 1)
