"""The permission map, written a second time by hand: whoever changes one has to change the other."""

import pytest
from flask import Flask
from flask_login import AnonymousUserMixin

from app.accounts.models import Role, SiteRole
from app.accounts.permissions import RULES, Permission, allows
from app.events.models import EventState
from tests.accounts.factories import user
from tests.events.factories import event

P = Permission
INSIDE = set(Role)
GRANTED: dict[Permission, set[Role]] = {
    P.EVENT_INSIDE: INSIDE,
    P.EVENT_EDIT: {Role.MANAGER},
    P.EVENT_ROLES: {Role.MANAGER},
    P.AGENDA_EDIT: {Role.MANAGER, Role.PROGRAMME},
    P.REGISTRATIONS_VIEW: {Role.MANAGER, Role.REGISTRAR, Role.PROTOCOL, Role.VIEWER},
    P.REGISTRATIONS_READ: {Role.MANAGER, Role.REGISTRAR},
    P.REGISTRATIONS_EDIT: {Role.MANAGER, Role.REGISTRAR},
    P.REGISTRATION_FORM_EDIT: {Role.MANAGER, Role.REGISTRAR},
    P.DELEGATIONS_VIEW: {Role.MANAGER, Role.REGISTRAR, Role.PROTOCOL, Role.VIEWER},
    P.DELEGATIONS_EDIT: {Role.MANAGER, Role.REGISTRAR, Role.PROTOCOL},
    P.BADGES_PRINT: {Role.MANAGER, Role.REGISTRAR, Role.DESK},
    P.DESK: {Role.MANAGER, Role.REGISTRAR, Role.DESK},
    P.DESK_SETUP: {Role.MANAGER, Role.REGISTRAR},
    P.CERTIFICATES_VIEW: {Role.MANAGER, Role.REGISTRAR, Role.VIEWER},
    P.CERTIFICATES_ISSUE: {Role.MANAGER},
    P.MAIL_VIEW: {Role.MANAGER, Role.REGISTRAR},
}
ANY_ACCOUNT = {P.MANAGE}
ORGANISERS = {P.EVENT_CREATE, P.DIRECTORY_EDIT}
ADMINISTRATORS = {P.ACCOUNTS_EDIT, P.INSTITUTION_EDIT, P.EVENT_CLONE}


def test_every_permission_has_a_rule_and_stands_in_this_file():
    assert set(RULES) == set(Permission) == set(GRANTED) | ANY_ACCOUNT | ORGANISERS | ADMINISTRATORS | {P.EVENT_VIEW}


@pytest.mark.parametrize("role", Role)
def test_an_event_role_opens_what_it_says_on_its_event_and_nothing_on_another(role):
    mine, other = event(state=EventState.DRAFT), event(state=EventState.DRAFT)
    who = user(role, mine)
    wanted = {permission for permission, roles in GRANTED.items() if role in roles} | ANY_ACCOUNT | {P.EVENT_VIEW}
    assert {permission for permission in Permission if allows(who, permission, mine)} == wanted
    assert {permission for permission in Permission if allows(who, permission, other)} == ANY_ACCOUNT


@pytest.mark.parametrize(
    ("site_role", "wanted"),
    [(None, ANY_ACCOUNT), (SiteRole.ORGANISER, ANY_ACCOUNT | ORGANISERS), (SiteRole.ADMINISTRATOR, set(Permission))],
)
def test_a_site_role_opens_what_it_says(site_role, wanted):
    who, draft = user(site_role=site_role), event(state=EventState.DRAFT)
    assert {permission for permission in Permission if allows(who, permission, draft)} == wanted


def test_whoever_clones_an_event_manages_it_and_may_create_one():
    mine, other = event(), event()
    manager, organiser = user(Role.MANAGER, mine), user(Role.MANAGER, mine, site_role=SiteRole.ORGANISER)
    assert [allows(who, P.EVENT_CLONE, of) for who, of in ((manager, mine), (organiser, mine), (organiser, other))] == [False, True, False]


def test_a_visitor_sees_public_events_and_a_closed_account_no_more_than_a_visitor(app: Flask):
    public, draft = event(), event(state=EventState.DRAFT)
    closed = user(Role.MANAGER, draft, site_role=SiteRole.ADMINISTRATOR, active=False)
    for who in (AnonymousUserMixin(), closed):
        assert {permission for permission in Permission if allows(who, permission, public)} == {P.EVENT_VIEW}
        assert {permission for permission in Permission if allows(who, permission, draft)} == set()
