"""What can be done to accounts: signing in, passwords, links, and the administrator's list."""

from __future__ import annotations

import enum
from datetime import timedelta

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import lazyload

from app import audit, mail
from app.audit import Actor
from app.core import clock, tokens
from app.core.db import db
from app.core.errors import Conflict, DomainError, Gone, NotAllowed
from app.core.locales import current_locale
from app.core.web import absolute

from . import passwords, rules
from .models import SiteRole, User


class Link(enum.StrEnum):
    """What a link by letter or from the command line is for."""

    PASSWORD = "password"  # noqa: S105 the purpose of a link
    INVITATION = "invitation"
    SIGN_IN = "sign-in"


LIFETIMES = {Link.PASSWORD: timedelta(hours=2), Link.INVITATION: timedelta(days=7), Link.SIGN_IN: timedelta(hours=1)}


def find_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == rules.normal_email(email)))


def authenticate(email: str, password: str) -> User | None:
    """The active account that this address and password open; None, after the same time, for any other reason."""
    user = find_by_email(email)
    known = passwords.matches(user.password_hash if user else "", password)
    if user is None or not known or not user.active:
        return None
    if passwords.is_outdated(user.password_hash):
        user.password_hash = passwords.digest(password)
    return user


def note_sign_in(user: User, *, by: str) -> None:
    """Leave the trace of a sign-in; links to sign in once that were made before it are dead."""
    user.last_sign_in_at = clock.now()
    audit.record(Actor(user.id, user.name), "account.signed-in", user, difference={"by": by})


def set_password(user: User, password: str, *, actor: Actor) -> None:
    """Give an account a new password; its sessions and links of before die. Raises DomainError for a weak one."""
    if problem := rules.weakness(password, email=user.email, name=user.name):
        raise DomainError(problem, field="password")
    user.password_hash = passwords.digest(password)
    user.generation += 1
    audit.record(actor, "account.password-changed", user)


def request_password(email: str) -> None:
    """Send the link to choose a new password to a known address; to an unknown one, nothing, after the same work: a letter is written
    and thrown away, so that the time of the answer tells nobody which it was."""
    without_roles = select(User).where(User.email == rules.normal_email(email)).options(lazyload(User.roles))
    user = db.session.scalar(without_roles)
    if user is not None and user.active:
        send_link(user, Link.PASSWORD)
        return
    with db.session.begin_nested() as vain:
        send_link(User(id=0, name="", email=rules.normal_email(email), locale=current_locale(), generation=0), Link.PASSWORD)
        vain.rollback()


def send_link(user: User, purpose: Link) -> None:
    mail.enqueue(
        f"accounts/{purpose}",
        to=(user.name, user.email),
        locale=user.locale,
        about=f"user:{user.id}",
        url=link(user, purpose),
        hours=int(LIFETIMES[purpose].total_seconds() // 3600),
    )


def link(user: User, purpose: Link) -> str:
    """An address that opens an account for one purpose, for a while, once."""
    return absolute(url_for(f"accounts.{purpose.replace('-', '_')}_link", token=link_token(user, purpose)))


def link_token(user: User, purpose: Link) -> str:
    return tokens.sign(purpose, user.id, _generation(user, purpose))


def open_link(token: str, purpose: Link) -> User:
    """The account that a link opens; raises Gone when it is forged, over, used, or the account was closed."""
    user_id, generation = tokens.read(purpose, token, max_age=LIFETIMES[purpose])
    user = db.session.get(User, user_id)
    if user is None or not user.active or _generation(user, purpose) != generation:
        raise Gone(_l("This link was used already, or a newer one was sent. Ask for a new one."))
    return user


def _generation(user: User, purpose: Link) -> int:
    """The account's generation; for signing in once, it also moves with each sign-in (both only rise, so their sum does)."""
    if purpose is not Link.SIGN_IN or user.last_sign_in_at is None:
        return user.generation
    return user.generation + int(user.last_sign_in_at.timestamp() * 1_000_000)


def create_user(*, email: str, name: str, site_role: SiteRole | None, locale: str, actor: Actor, invite: bool = True) -> User:
    """Open an account, and invite its owner by letter to choose a password. Raises Conflict for a known address."""
    if find_by_email(email):
        raise Conflict(_l("There is already an account with this address."), field="email")
    user = User(email=rules.normal_email(email), name=name, site_role=site_role, locale=locale, created_at=clock.now())
    db.session.add(user)
    audit.record(actor, "account.created", user, difference={"site_role": [None, site_role]})
    if invite:
        send_link(user, Link.INVITATION)
    return user


def update_user(user: User, *, email: str, name: str, site_role: SiteRole | None, locale: str, active: bool, actor: Actor) -> None:
    """Change an account; links that went to a former address die, and its sessions with them.

    Raises Conflict for another's address, NotAllowed when no administrator would be left."""
    other = find_by_email(email)
    if other is not None and other is not user:
        raise Conflict(_l("There is already an account with this address."), field="email")
    if user.active and user.site_role is SiteRole.ADMINISTRATOR and not (active and site_role is SiteRole.ADMINISTRATOR):
        _require_another_administrator(user)
    former = user.email
    user.email, user.name, user.site_role, user.locale = rules.normal_email(email), name, site_role, locale
    if user.email != former or (user.active and not active):
        user.generation += 1
    user.active = active
    if difference := audit.changes(user):
        audit.record(actor, "account.updated", user, difference=difference)


def update_own(user: User, *, name: str, locale: str, actor: Actor) -> None:
    user.name, user.locale = name, locale
    if difference := audit.changes(user):
        audit.record(actor, "account.updated", user, difference=difference)


def first_administrator() -> User | None:
    query = select(User).where(User.site_role == SiteRole.ADMINISTRATOR, User.active)
    return db.session.scalar(query.order_by(User.id).limit(1))


def count_users() -> int:
    return db.session.scalar(select(func.count()).select_from(User)) or 0


def _require_another_administrator(user: User) -> None:
    """Rows are locked: of two administrators who dismiss each other in one moment, the second is refused."""
    query = select(User.id).where(User.site_role == SiteRole.ADMINISTRATOR, User.active).order_by(User.id)
    if not set(db.session.scalars(query.with_for_update())) - {user.id}:
        raise NotAllowed(_l("This is the last administrator; name another one first."), field="site_role")
