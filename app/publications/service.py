"""Publishing: concept notes, papers, reports, proceedings, of an event or of the institution."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from app import audit
from app.audit import Actor
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event
from app.events.service import touch
from app.institutions.models import Institution
from app.institutions.themes import touch as touch_institution
from app.storage import StoredFile

from .models import Publication, PublicationFile, PublicationKind


def create_publication(
    institution: Institution, *, kind: PublicationKind, title: Translated, actor: Actor, event: Event | None = None, **fields: Any
) -> Publication:
    """A publication of an event, or of the institution itself; `fields` are its other columns."""
    publication = Publication(institution_id=institution.id, event=event, kind=kind, title=title, **fields)
    db.session.add(publication)
    audit.record(actor, "publication.created", publication, difference={"title": [None, dict(title)]})
    _touch(publication, institution)
    return publication


def update_publication(publication: Publication, institution: Institution, *, actor: Actor, **fields: Any) -> None:
    for name, value in fields.items():
        if getattr(publication, name) != value:
            setattr(publication, name, value)
    audit.record(actor, "publication.changed", publication, difference=audit.changes(publication))
    _touch(publication, institution)


def remove_publication(publication: Publication, institution: Institution, *, actor: Actor) -> None:
    audit.record(actor, "publication.removed", publication, difference={"title": [dict(publication.title), None]})
    db.session.delete(publication)
    _touch(publication, institution)


def add_file(
    publication: Publication, stored: StoredFile, institution: Institution, *, actor: Actor, language: str = ""
) -> PublicationFile:
    last = db.session.scalar(select(func.max(PublicationFile.position)).where(PublicationFile.publication_id == publication.id))
    held = PublicationFile(file=stored, language=language, position=(last if last is not None else -1) + 1)
    publication.files.append(held)
    audit.record(actor, "publication.file-added", publication, difference={"file": [None, stored.name]})
    _touch(publication, institution)
    return held


def remove_file(publication: Publication, held: PublicationFile, institution: Institution, *, actor: Actor) -> None:
    audit.record(actor, "publication.file-removed", publication, difference={"file": [held.file.name, None]})
    publication.files.remove(held)
    _touch(publication, institution)


def _touch(publication: Publication, institution: Institution) -> None:
    if publication.event is not None:
        touch(publication.event)
    else:
        touch_institution(institution)
    db.session.flush()
