"""Taking a registration form along to a clone of its event."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime

from sqlalchemy import select

from app.audit import Actor, record
from app.core.db import db
from app.events.models import Event

from .models import Category, FormVersion, RegistrationForm
from .service import ensure_form

SETTINGS = ("introduction", "capacity", "waiting_list", "moderated")


def copy_to(event: Event, new_event: Event, *, actor: Actor, now: datetime) -> None:
    """Copy categories, and the form with the questions it asks today; it starts closed, without a window, and nobody is on it."""
    categories = {}
    for old in db.session.scalars(select(Category).where(Category.event_id == event.id).order_by(Category.position, Category.id)):
        made = Category(
            event_id=new_event.id, name=old.name, colour=old.colour, letter=old.letter, zones=list(old.zones), position=old.position
        )
        categories[old.id] = made
        db.session.add(made)
    db.session.flush()
    form = db.session.scalar(select(RegistrationForm).where(RegistrationForm.event_id == event.id))
    if form is None:
        return
    copied = ensure_form(new_event, now=now)
    for name in SETTINGS:
        setattr(copied, name, getattr(form, name))
    copied.category = categories.get(form.category_id or 0)
    version: FormVersion = copied.versions[-1]
    version.fields = deepcopy(form.versions[-1].fields)
    record(actor, "registration-form.copied", copied, difference={"from": [None, event.slug]})
    db.session.flush()
