"""Accounts for tests, and a client that is signed in as one of them."""

from __future__ import annotations

from itertools import count
from typing import Any, TypeVar

from flask.testing import FlaskClient

from app.accounts.models import EventRole, Role, SiteRole, User
from app.core import clock
from app.core.db import db

C = TypeVar("C", bound=FlaskClient)
_numbers = count(1)


def user(role: Role | None = None, event: Any = None, *, site_role: SiteRole | None = None, **fields: Any) -> User:
    """An account; with `role` on `event`, or with a site role."""
    number = next(_numbers)
    made = User(
        **{
            "email": f"user{number}@example.org",
            "name": f"User {number}",
            "site_role": site_role,
            "locale": "en",
            "active": True,
            "created_at": clock.now(),
            **fields,
        }
    )
    if role is not None:
        made.roles.append(EventRole(event_id=event.id, role=role))
    db.session.add(made)
    db.session.flush()
    return made


def administrator(**fields: Any) -> User:
    return user(site_role=SiteRole.ADMINISTRATOR, **fields)


def organiser(**fields: Any) -> User:
    return user(site_role=SiteRole.ORGANISER, **fields)


def sign_in(client: C, who: User) -> C:
    """The same client, holding the session of an account."""
    db.session.commit()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = who.get_id(), True
    return client
