"""What a new event has of registration from its first minute: the usual categories, and a form that is still closed."""

from __future__ import annotations

from datetime import datetime

from app.audit import Actor, record
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event

from .models import Category, RegistrationForm
from .queries import categories_of
from .service import ensure_form

# Letter, colour, name. Colours lie apart in lightness too, for those who see fewer hues (tests/registration/test_starting.py).
CATEGORIES = (
    ("P", "#2f4a8c", Translated(fr="Participant", ar="مشارك", en="Participant")),
    ("S", "#e5ad3e", Translated(fr="Intervenant", ar="متدخل", en="Speaker")),
    ("O", "#14302a", Translated(fr="Organisation", ar="تنظيم", en="Staff")),
    ("M", "#c4607f", Translated(fr="Presse", ar="صحافة", en="Press")),
)


def furnish(event: Event, *, actor: Actor, now: datetime) -> RegistrationForm:
    """Give an event the usual categories and a closed form, whose registrations become participants. What is there already stays."""
    form = ensure_form(event, now=now)
    if categories_of(event):
        return form
    made = [
        Category(event_id=event.id, letter=letter, colour=colour, name=name, position=position)
        for position, (letter, colour, name) in enumerate(CATEGORIES)
    ]
    db.session.add_all(made)
    form.category = form.category or made[0]
    db.session.flush()
    record(actor, "registration-form.begun", form, difference={"categories": [None, [category.letter for category in made]]})
    return form
