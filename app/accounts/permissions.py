"""Who may do what: every permission, and the rule that grants it, on one screen."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any

from werkzeug.local import LocalProxy

from .models import Role, SiteRole

Rule = Callable[[Any, Any], bool]  # (user, event or None) -> granted


class Permission(enum.StrEnum):
    EVENT_VIEW = "event.view"
    MANAGE = "manage"
    EVENT_CREATE = "event.create"
    DIRECTORY_EDIT = "directory.edit"
    ACCOUNTS_EDIT = "accounts.edit"
    INSTITUTION_EDIT = "institution.edit"
    EVENT_INSIDE = "event.inside"
    EVENT_EDIT = "event.edit"
    EVENT_CLONE = "event.clone"
    EVENT_ROLES = "event.roles"
    AGENDA_EDIT = "agenda.edit"
    REGISTRATIONS_VIEW = "registrations.view"
    REGISTRATIONS_READ = "registrations.read"  # what a list does not need: addresses, answers, files, letters, codes
    REGISTRATIONS_EDIT = "registrations.edit"
    REGISTRATION_FORM_EDIT = "registration-form.edit"
    DELEGATIONS_VIEW = "delegations.view"
    DELEGATIONS_EDIT = "delegations.edit"
    BADGES_PRINT = "badges.print"
    DESK = "desk"
    DESK_SETUP = "desk.setup"
    CERTIFICATES_VIEW = "certificates.view"
    CERTIFICATES_ISSUE = "certificates.issue"
    MAIL_VIEW = "mail.view"


def signed_in(user: Any, _event: Any = None) -> bool:
    return bool(user.is_authenticated and user.is_active)


def administrator(user: Any, _event: Any = None) -> bool:
    return signed_in(user) and user.site_role is SiteRole.ADMINISTRATOR


def organiser(user: Any, _event: Any = None) -> bool:
    return signed_in(user) and user.site_role in (SiteRole.ADMINISTRATOR, SiteRole.ORGANISER)


def role(*roles: Role) -> Rule:
    """Administrators, managers of the event, and those who hold one of the roles on it."""
    granted = frozenset((Role.MANAGER, *roles))

    def rule(user: Any, event: Any) -> bool:
        return administrator(user) or (signed_in(user) and event is not None and bool(granted & user.roles_on(event.id)))

    return rule


def every(*rules: Rule) -> Rule:
    return lambda user, event: all(rule(user, event) for rule in rules)


def public_event(user: Any, event: Any) -> bool:
    return event.is_public or role(*Role)(user, event)


RULES: dict[Permission, Rule] = {
    Permission.EVENT_VIEW: public_event,
    Permission.MANAGE: signed_in,
    Permission.EVENT_CREATE: organiser,
    Permission.DIRECTORY_EDIT: organiser,
    Permission.ACCOUNTS_EDIT: administrator,
    Permission.INSTITUTION_EDIT: administrator,
    Permission.EVENT_INSIDE: role(*Role),
    Permission.EVENT_EDIT: role(),
    Permission.EVENT_CLONE: every(organiser, role()),
    Permission.EVENT_ROLES: role(),
    Permission.AGENDA_EDIT: role(Role.PROGRAMME),
    Permission.REGISTRATIONS_VIEW: role(Role.REGISTRAR, Role.PROTOCOL, Role.VIEWER),
    Permission.REGISTRATIONS_READ: role(Role.REGISTRAR),
    Permission.REGISTRATIONS_EDIT: role(Role.REGISTRAR),
    Permission.REGISTRATION_FORM_EDIT: role(Role.REGISTRAR),
    Permission.DELEGATIONS_VIEW: role(Role.REGISTRAR, Role.PROTOCOL, Role.VIEWER),
    Permission.DELEGATIONS_EDIT: role(Role.REGISTRAR, Role.PROTOCOL),
    Permission.BADGES_PRINT: role(Role.REGISTRAR, Role.DESK),
    Permission.DESK: role(Role.REGISTRAR, Role.DESK),
    Permission.DESK_SETUP: role(Role.REGISTRAR),
    Permission.CERTIFICATES_VIEW: role(Role.REGISTRAR, Role.VIEWER),
    Permission.CERTIFICATES_ISSUE: role(),
    Permission.MAIL_VIEW: role(Role.REGISTRAR),
}


def allows(user: Any, permission: Permission, event: Any = None) -> bool:
    """Whether the map grants `permission` to `user` (on `event`, for what belongs to one)."""
    if isinstance(user, LocalProxy):
        user = user._get_current_object()  # flask_login's current_user looks for it at every question; a page asks dozens
    return RULES[permission](user, event)
