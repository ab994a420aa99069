"""Who works on an event, in which role."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app import audit
from app.audit import Actor
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotAllowed

from .models import EventRole, Role, User
from .service import find_by_email


def members(event_id: int) -> list[tuple[User, list[EventRole]]]:
    """Each account with roles on an event, by name, its roles in the order of their weight."""
    query = select(EventRole).join(EventRole.user).where(EventRole.event_id == event_id).order_by(User.name, User.id)
    found: dict[User, list[EventRole]] = {}
    for held in db.session.scalars(query.options(contains_eager(EventRole.user))):
        found.setdefault(held.user, []).append(held)
    order = list(Role)
    return [(user, sorted(held, key=lambda one: order.index(one.role))) for user, held in found.items()]


def give(event: Any, email: str, role: Role, *, actor: Actor) -> EventRole:
    """Let the account with this address work on an event. Raises DomainError without such an account, Conflict if it does already."""
    user = find_by_email(email)
    if user is None or not user.active:
        raise DomainError(_l("No active account has this address; an administrator opens accounts."), field="email")
    if role in user.roles_on(event.id):
        raise Conflict(_l("%(name)s has this role already.", name=user.name), field="role")
    held = EventRole(event_id=event.id, role=role)
    user.roles.append(held)
    audit.record(actor, "team.joined", held, event_id=event.id, difference={"name": user.name, "role": role})
    return held


def take(held: EventRole, *, actor: Actor) -> None:
    """Take a role back. Raises NotAllowed for the last manager of an event."""
    if held.role is Role.MANAGER:
        _require_another_manager(held)
    audit.record(actor, "team.left", held, event_id=held.event_id, difference={"name": held.user.name, "role": held.role})
    held.user.roles.remove(held)


def _require_another_manager(held: EventRole) -> None:
    """Rows are locked: of two managers who dismiss each other in one moment, the second is refused."""
    query = select(EventRole).join(User).where(EventRole.event_id == held.event_id, EventRole.role == Role.MANAGER, User.active)
    if not [one for one in db.session.scalars(query.with_for_update(of=EventRole)) if one.id != held.id]:
        raise NotAllowed(_l("An event needs a manager: name another one first."))
