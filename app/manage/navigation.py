"""The organiser's way through an event: one line per page, shown to those who may open it."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import current_app, g, request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_login import current_user

from app.accounts.permissions import Permission, allows


class Item(NamedTuple):
    label: Any
    endpoint: str
    permission: Permission
    sign: str


class Link(NamedTuple):
    """A page that the reader may open."""

    label: Any
    url: str
    endpoint: str
    sign: str


OVERVIEW = Item(_l("Overview"), "manage.event", Permission.EVENT_INSIDE, "dashboard")

# The parts of the menu, in the order in which an event is prepared and held.
EVENT_PARTS = (
    ("", (OVERVIEW,)),
    (
        lazy_pgettext("part of a menu", "The event"),
        (
            Item(_l("Details"), "events_manage.edit", Permission.EVENT_EDIT, "edit"),
            Item(_l("Partners and protocol"), "events_manage.partners", Permission.EVENT_EDIT, "building"),
            Item(_l("Programme"), "agenda_manage.index", Permission.EVENT_INSIDE, "calendar"),
            Item(_l("Documents"), "publications_manage.index", Permission.EVENT_EDIT, "document"),
        ),
    ),
    (
        lazy_pgettext("part of a menu", "Participants"),
        (
            Item(_l("Registrations"), "registration_manage.index", Permission.REGISTRATIONS_VIEW, "list"),
            Item(_l("Registration form"), "registration_manage.form", Permission.REGISTRATION_FORM_EDIT, "form"),
            Item(_l("Delegations"), "delegations_manage.index", Permission.DELEGATIONS_VIEW, "flag"),
            Item(_l("Letters"), "manage.outbox", Permission.MAIL_VIEW, "mail"),
        ),
    ),
    (
        lazy_pgettext("part of a menu", "On site"),
        (
            Item(_l("Badges"), "badges_manage.index", Permission.BADGES_PRINT, "badge"),
            Item(_l("Check-in"), "checkin_manage.index", Permission.DESK_SETUP, "scan"),
            Item(_l("Certificates"), "certificates_manage.index", Permission.CERTIFICATES_VIEW, "certificate"),
        ),
    ),
    (
        lazy_pgettext("part of a menu", "Behind it"),
        (
            Item(_l("Team"), "accounts_manage.team", Permission.EVENT_ROLES, "people"),
            Item(_l("History"), "manage.history", Permission.EVENT_EDIT, "history"),
        ),
    ),
)


def event_menu(event: Any) -> list[tuple[Any, list[Link]]]:
    """The parts of an event's menu with the pages that the reader may open; a part without any is left out. Asked twice by each page."""
    menus: dict[int, list[tuple[Any, list[Link]]]] = g.setdefault("event_menus", {})
    if event.id not in menus:
        parts = [(name, [_link(item, event) for item in items if _open(item, event)]) for name, items in EVENT_PARTS]
        menus[event.id] = [(name, links) for name, links in parts if links]
    return menus[event.id]


def event_navigation(event: Any) -> list[Link]:
    """Every page of an event that the reader may open."""
    return [link for _name, links in event_menu(event) for link in links]


def _open(item: Item, event: Any) -> bool:
    return item.endpoint in current_app.view_functions and allows(current_user, item.permission, event)


def _link(item: Item, event: Any) -> Link:
    return Link(item.label, url_for(item.endpoint, event=event), item.endpoint, item.sign)


def event_navigation_here(event: Any) -> str:
    """The endpoint of the page of the menu that the present page belongs to: its own, or the one its address continues."""
    pages = event_navigation(event)
    deeper = [(len(page.url), page.endpoint) for page in pages if request.path.startswith(page.url) and page.endpoint != OVERVIEW.endpoint]
    return max(deeper, default=(0, request.endpoint or ""))[1]


def address(endpoint: str, permission: str, event: Any = None, **arguments: Any) -> str | None:
    """The address of a page; None for whoever may not open it."""
    if endpoint not in current_app.view_functions or not allows(current_user, Permission(permission), event):
        return None
    return url_for(endpoint, **({"event": event} if event is not None else {}), **arguments)
