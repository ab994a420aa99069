"""What the organiser decides about a form: its window and places, its questions, its categories."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, func, select

from app.audit import Actor, changes, record, record_edit
from app.core.db import db
from app.core.errors import Conflict, DomainError
from app.core.types import Translated
from app.events.models import Event
from app.events.service import touch

from . import seats
from .fields import Field, check, definition_of, fields_of
from .models import Category, FormVersion, Registration, RegistrationForm
from .moves import move_up

SETTINGS = ("is_open", "opens_at", "closes_at", "capacity", "waiting_list", "moderated", "category_id", "introduction")
COLOUR = re.compile(r"#[0-9a-f]{6}")
ZONE = re.compile(r"[A-Z0-9]{1,4}")


def configure(form: RegistrationForm, *, actor: Actor, now: datetime, opened: int | None = None, **settings: Any) -> int:
    """Set the window, the places and the way of a form; returns how many of those who waited got a place by it.

    Times are local to the event. Raises DomainError for a window in disorder, and for fewer places than are taken; Stale when the form was
    saved since the edition `opened`."""
    if unknown := settings.keys() - set(SETTINGS):
        raise TypeError(f"a form has no {min(unknown)}")
    seats.lock(form)
    opens_at, closes_at = settings.get("opens_at", form.opens_at), settings.get("closes_at", form.closes_at)
    if opens_at and closes_at and closes_at <= opens_at:
        raise DomainError(_l("Registration must close after it opens."), field="closes_at")
    capacity = settings.get("capacity", form.capacity)
    if capacity is not None and capacity < form.seats_taken:
        raise Conflict(_l("%(taken)s places are taken already; there cannot be fewer.", taken=form.seats_taken), field="capacity")
    with db.session.begin_nested():
        for name, value in settings.items():
            setattr(form, name, value)
        if difference := changes(form):
            record_edit(actor, "registration-form.changed", form, difference=difference, opened=opened)
            touch(form.event)
    return move_up(form, now=now)


def save_fields(form: RegistrationForm, fields: tuple[Field, ...], *, actor: Actor, now: datetime) -> FormVersion:
    """Ask these questions from now on. A version that somebody answered stays as it was; a new one follows it. Raises InvalidField."""
    check(fields)
    seats.lock(form)
    current = form.versions[-1]
    definition = definition_of(fields)
    if definition == definition_of(fields_of(current.fields)):
        return current
    answered = db.session.scalar(select(exists().where(Registration.version_id == current.id)))
    if answered:
        current = FormVersion(number=current.number + 1, fields=definition, created_at=now)
        form.versions.append(current)
    else:
        current.fields = definition
    db.session.flush()
    record(
        actor, "registration-form.fields-changed", form, difference={"version": current.number, "fields": [field.id for field in fields]}
    )
    return current


def save_category(
    event: Event, category: Category | None, *, name: Translated, colour: str, letter: str, zones: list[str], actor: Actor
) -> Category:
    """Make a category, or change one. Raises Conflict for a letter that another one has, DomainError for a wrong colour or zone."""
    if not COLOUR.fullmatch(colour):
        raise DomainError(_l("A colour is written like #1c4e80."), field="colour")
    if any(not ZONE.fullmatch(zone) for zone in zones):
        raise DomainError(_l("A zone is one to four letters or digits."), field="zones")
    same = select(Category.id).where(
        Category.event_id == event.id, Category.letter == letter, Category.id != (category.id if category else 0)
    )
    if db.session.scalar(same) is not None:
        raise Conflict(_l("Another category has this letter."), field="letter")
    if category is None:
        last = db.session.scalar(select(func.max(Category.position)).where(Category.event_id == event.id)) or 0
        category = Category(event_id=event.id, position=last + 1)
        db.session.add(category)
    category.name, category.colour, category.letter, category.zones = name, colour, letter, zones
    record(actor, "category.saved", category, difference=changes(category))
    return category


def remove_category(category: Category, *, actor: Actor) -> None:
    """Raises Conflict while somebody is in it, or the form puts people into it."""
    used = exists().where(Registration.category_id == category.id) | exists().where(RegistrationForm.category_id == category.id)
    if db.session.scalar(select(used)):
        raise Conflict(_l("This category is in use. Move its people to another one first."))
    record(actor, "category.removed", category)
    db.session.delete(category)
