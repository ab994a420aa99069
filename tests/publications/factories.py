"""Publications for tests."""

from __future__ import annotations

from typing import Any

from app import storage
from app.audit import SYSTEM
from app.core.types import Translated
from app.events.models import Event
from app.publications import service
from app.publications.models import Publication, PublicationKind
from tests.events import factories as events


def publication(event: Event | None = None, *, files: int = 1, **fields: Any) -> Publication:
    """A public report of an event, or of none, with `files` PDFs; `fields` are its columns."""
    values = {"kind": PublicationKind.REPORT, "title": Translated(fr="Rapport", ar="تقرير", en="Report"), **fields}
    here = event.institution if event else events.institution()
    made = service.create_publication(here, event=event, actor=SYSTEM, **values)
    for number in range(files):
        stored = storage.keep(b"%%PDF-1.7 %d" % number, name=f"report-{number}.pdf", media_type="application/pdf")
        service.add_file(made, stored, here, actor=SYSTEM, language="fr")
    return made
