"""The organiser's way through an event: one line per page, shown to those who may open it."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app.accounts.permissions import Permission, allows


class Item(NamedTuple):
    label: Any
    endpoint: str
    permission: Permission


EVENT_PAGES = (
    Item(_l("Overview"), "manage.event", Permission.EVENT_INSIDE),
    Item(_l("Details"), "events_manage.edit", Permission.EVENT_EDIT),
    Item(_l("Partners and protocol"), "events_manage.partners", Permission.EVENT_EDIT),
    Item(_l("Programme"), "agenda_manage.index", Permission.EVENT_INSIDE),
    Item(_l("Registrations"), "registration_manage.index", Permission.REGISTRATIONS_VIEW),
    Item(_l("Registration form"), "registration_manage.form", Permission.REGISTRATION_FORM_EDIT),
    Item(_l("Delegations"), "delegations_manage.index", Permission.DELEGATIONS_VIEW),
    Item(_l("Badges"), "badges_manage.index", Permission.BADGES_PRINT),
    Item(_l("Check-in"), "checkin_manage.index", Permission.DESK_SETUP),
    Item(_l("Certificates"), "certificates_manage.index", Permission.CERTIFICATES_VIEW),
    Item(_l("Documents"), "publications_manage.index", Permission.EVENT_EDIT),
    Item(_l("Letters"), "manage.outbox", Permission.MAIL_VIEW),
    Item(_l("Team"), "accounts_manage.team", Permission.EVENT_ROLES),
    Item(_l("History"), "manage.history", Permission.EVENT_EDIT),
)


def event_navigation(event: Any) -> list[tuple[Any, str, str]]:
    """(label, address, endpoint) of every page of an event that the reader may open."""
    known = current_app.view_functions
    return [
        (item.label, url_for(item.endpoint, event=event), item.endpoint)
        for item in EVENT_PAGES
        if item.endpoint in known and allows(current_user, item.permission, event)
    ]


def event_navigation_here(event: Any) -> str:
    """The endpoint of the page of the menu that the present page belongs to: its own, or the one its address continues."""
    pages = event_navigation(event)
    deeper = [(len(url), endpoint) for _label, url, endpoint in pages if request.path.startswith(url) and endpoint != "manage.event"]
    return max(deeper, default=(0, request.endpoint or ""))[1]


def address(endpoint: str, permission: str, event: Any = None, **arguments: Any) -> str | None:
    """The address of a page; None for whoever may not open it."""
    if endpoint not in current_app.view_functions or not allows(current_user, Permission(permission), event):
        return None
    return url_for(endpoint, **({"event": event} if event is not None else {}), **arguments)
