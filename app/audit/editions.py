"""Two who save the same thing: the second must not overwrite the first unawares.

A form says which edition it was opened on; the save counts the next one in a single conditional update, and whoever comes too late
is told who was there before, and when."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from app.core.db import db
from app.core.errors import Stale
from app.core.i18n import format_datetime
from app.core.zones import to_local

from .models import AuditEntry
from .service import Actor, record


def record_edit(actor: Actor, action: str, thing: Any, *, difference: dict[str, Any], opened: int | None = None) -> None:
    """Count one more edition of a thing, and record what changed; `opened` is the edition that the writer saw, None when that does not matter.

    Raises Stale when it is not the present one; the caller undoes what it has written so far."""
    model = type(thing)
    counted = update(model).where(model.id == thing.id).values(edition=model.edition + 1)
    if opened is not None:
        counted = counted.where(model.edition == opened)
    if not db.session.execute(counted.execution_options(synchronize_session=False)).rowcount:  # type: ignore[attr-defined]
        raise _stale(thing, action)
    db.session.expire(thing, ["edition"])
    record(actor, action, thing, difference=difference)


def _stale(thing: Any, action: str) -> Stale:
    """Who saved last, as the trail has it."""
    edition = db.session.scalar(select(type(thing).edition).where(type(thing).id == thing.id)) or 0
    of_thing = AuditEntry.object_type == thing.__tablename__, AuditEntry.object_id == str(thing.id), AuditEntry.action == action
    last = db.session.scalar(select(AuditEntry).where(*of_thing).order_by(AuditEntry.id.desc()).limit(1))
    if last is None:
        return Stale(_l("Somebody else saved this after you opened the page."), edition=edition)
    zone = thing.zone if hasattr(thing, "zone") else thing.event.zone
    when = format_datetime(to_local(last.at, zone), "long")
    return Stale(_l("%(name)s saved this on %(when)s, after you opened the page.", name=last.actor_name, when=when), edition=edition)
