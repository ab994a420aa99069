"""An event whose form asks one question of every type, and what a participant answers in each language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.institutions.models import Institution
from app.registration.fields import FieldType
from tests.browser.conftest import inside
from tests.events import factories as events
from tests.registration import factories as registrations
from tests.support.server import LiveServer

SLUG = "autumn-school"
ADDRESS = f"/events/{SLUG}/register"
WITH_OPTIONS = (FieldType.CHOICE, FieldType.CHOICES)
# A person per language, for nobody registers twice: names in two scripts, and an address.
PEOPLE = {
    "fr": ("Hajar", "Lahlou", "هاجر", "لحلو", "hajar@example.org"),
    "ar": ("Omar", "Sebti", "عمر", "السبتي", "omar@example.org"),
    "en": ("Awa", "Sarr", "أوا", "سار", "awa@example.org"),
}


def question(kind: FieldType) -> dict[str, Any]:
    """Every question has to be answered; its id and its words are its type's."""
    labels = {code: f"{kind} {code}" for code in ("fr", "ar", "en")}
    options = [{"id": name, "label": {code: f"{kind} {name} {code}" for code in labels}} for name in ("one", "two", "three")]
    return {"id": kind, "type": kind, "required": True, "label": labels, "options": options if kind in WITH_OPTIONS else []}


def open_school(server: LiveServer) -> None:
    """A published event in three days, open for registration, on the server's database."""
    with inside(server):
        institution = db.session.scalars(select(Institution)).one()
        starts = clock.now().replace(tzinfo=None, hour=9, minute=0, second=0, microsecond=0) + timedelta(days=3)
        title = Translated(fr="Université d’automne", ar="الجامعة الخريفية", en="Autumn school")
        event = events.event(institution=institution, kind=events.kind("colloquium"), slug=SLUG, title=title, starts_at=starts)
        registrations.form(event, fields=[question(kind) for kind in FieldType])
        db.session.commit()
