"""What the command palette finds: pages, events, and people registered where the reader may see them."""

from __future__ import annotations

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import SiteRole, User
from app.accounts.permissions import Permission, allows
from app.core.db import db
from app.core.search import fold, matches
from app.events.models import Event
from app.registration.models import Registration
from app.registration.queries import found_by

from .dashboard import events_of
from .navigation import address, event_navigation

EVENTS, PEOPLE = 6, 8


class Entry(NamedTuple):
    """One line: what it is, where it leads, and which event or kind it belongs to."""

    label: str
    detail: str
    url: str
    sign: str


def entries(query: str, event: Event | None) -> list[Entry]:
    """Pages first, those of the present event before all; then events, then people."""
    return [*_pages(query, event), *_events(query), *(_people(query) if len(query) > 1 else [])]


def _pages(query: str, event: Event | None) -> list[Entry]:
    found = [Entry(str(page.label), str(event.title), page.url, page.sign) for page in event_navigation(event)] if event else []
    of_site = (
        (gettext("Overview"), "manage.index", Permission.MANAGE),
        (gettext("Events"), "events_manage.index", Permission.MANAGE),
        (gettext("New event"), "manage.new_event", Permission.EVENT_CREATE),
        (gettext("Organisations"), "organisations_manage.index", Permission.DIRECTORY_EDIT),
        (gettext("Venues"), "directory_manage.venues", Permission.DIRECTORY_EDIT),
        (gettext("Themes"), "themes_manage.index", Permission.DIRECTORY_EDIT),
        (gettext("Publications"), "publications_manage.general", Permission.DIRECTORY_EDIT),
        (gettext("Settings"), "manage.institution", Permission.INSTITUTION_EDIT),
        (gettext("Accounts"), "accounts_manage.index", Permission.ACCOUNTS_EDIT),
        (gettext("My account"), "accounts.own", Permission.MANAGE),
    )
    found += [Entry(label, gettext("Page"), url, "list") for label, endpoint, asked in of_site if (url := address(endpoint, asked))]
    words = fold(query).split()
    return [entry for entry in found if all(word in fold(entry.label) for word in words)]


def _events(query: str) -> list[Entry]:
    wanted = events_of(current_user).where(matches(Event.search, query)) if query else events_of(current_user)
    rows = db.session.scalars(wanted.order_by(Event.updated_at.desc(), Event.id).limit(EVENTS))
    return [Entry(str(row.title), row.state.label, url_for("manage.event", event=row), "calendar") for row in rows]


def _people(query: str) -> list[Entry]:
    wanted = select(Registration).join(Registration.person).where(_seen_by(current_user, query))
    shown = contains_eager(Registration.person), joinedload(Registration.event)
    rows = db.session.scalars(wanted.options(*shown).order_by(Registration.id.desc()).limit(PEOPLE))
    return [
        Entry(row.person.name, str(row.event.title), url, "person")
        for row in rows
        if (url := address("registration_manage.show", Permission.REGISTRATIONS_VIEW, row.event, registration_id=row.id))
    ]


def _seen_by(user: User, query: str) -> ColumnElement[bool]:
    """What is looked for among the registrations of the events where the account may see them: by name, and by all else where it may read it."""
    whole, by_name = (found_by(query, by_name_only=only) for only in (False, True))
    if user.site_role is SiteRole.ADMINISTRATOR:
        return whole
    held = db.session.scalars(events_of(user)).all()
    of = Registration.event_id
    read, seen = (
        [event.id for event in held if allows(user, asked, event)]
        for asked in (Permission.REGISTRATIONS_READ, Permission.REGISTRATIONS_VIEW)
    )
    return or_(and_(of.in_(read), whole), and_(of.in_(seen), by_name))
