"""Every route with every role, and with the ids of another event; built from the URL map, so that a new route is tried too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask_login import AnonymousUserMixin

from app.accounts.permissions import Permission, allows
from app.core.web import lang_url
from app.events.models import EventState
from tests.security.conftest import WHO, account
from tests.security.samples import FORMS, MAY_BE_ABSENT, NOT_CHILDREN, NOT_FOR_DRAFTS, SAMPLES, World, arguments, new_world, value_of
from tests.support.contents import contents, difference

Ask = Callable[..., Any]
READERS = ("anonymous", "account", "manager", "administrator")  # who is shown the pages; of the others only access is asked
UNMARKED = "says neither @requires nor @public"


def routes(app: Flask) -> Iterator[tuple[Any, str, Any]]:
    """(rule, method, its permission) for every route that is ours."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        permission = getattr(app.view_functions[rule.endpoint], "permission", UNMARKED)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method, permission


def path_of(app: Flask, rule: Any, values: dict[str, Any]) -> str:
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values, method=next(iter(rule.methods)))


def posted(rule: Any, world: World) -> dict[str, Any]:
    return FORMS[rule.endpoint](world) if rule.endpoint in FORMS else {}


def is_device_route(app: Flask, rule: Any) -> bool:
    return getattr(app.view_functions[rule.endpoint], "device", False)


def answered(response: Any) -> str:
    """What an answer says about access."""
    if response.status_code == 302 and response.location.partition("?")[0] == "/sign-in":
        return "sign in"
    return {403: "forbidden", 404: "unknown"}.get(response.status_code, "answered" if response.status_code < 500 else "broken")


def wanted(permission: Any, who: Any, world: World, rule: Any) -> set[str]:
    if permission is None or allows(who or AnonymousUserMixin(), permission, world.event if "event" in rule.arguments else None):
        absent = rule.endpoint in MAY_BE_ABSENT or (rule.endpoint in NOT_FOR_DRAFTS and not world.event.is_public)
        return {"answered", "unknown"} if absent else {"answered"}
    if permission is Permission.EVENT_VIEW:
        return {"unknown"}
    return {"sign in"} if who is None else {"forbidden"}


def test_every_route_carries_a_permission_or_is_public(app):
    assert sorted({rule.endpoint for rule, _method, permission in routes(app) if permission == UNMARKED}) == []


def test_every_route_below_manage_needs_a_permission(app):
    open_ones = {rule.endpoint for rule, _method, permission in routes(app) if str(rule).startswith("/manage") and permission is None}
    assert open_ones == set()


def test_every_route_of_an_event_below_manage_needs_a_permission_on_that_event(app):
    of_no_event = {Permission.MANAGE, Permission.EVENT_CREATE, Permission.DIRECTORY_EDIT, Permission.ACCOUNTS_EDIT, Permission.EVENT_VIEW}
    loose = {
        rule.endpoint
        for rule, _method, permission in routes(app)
        if str(rule).startswith("/manage/events/<event:event>") and permission in of_no_event
    }
    assert loose == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", [name if name in READERS else pytest.param(name, marks=pytest.mark.anywhere) for name in WHO])
@pytest.mark.usefixtures("nothing_lasts")
def test_each_role_gets_what_the_map_says(app, asker, name, world, monkeypatch):
    if name not in READERS:
        monkeypatch.setattr("flask.templating._render", lambda *_given: "")
    who = account(name, world)
    if who is not None:
        world.job.actor_id = who.id  # a job is open to whoever asked for it
        world.job.event_id = None
    ask, surprises = asker(who), {}
    tried = [entry for entry in routes(app) if not is_device_route(app, entry[0])]
    paths = [path_of(app, rule, arguments(rule, world)) for rule, _method, _permission in tried]
    for path, (rule, method, permission) in zip(paths, tried, strict=True):
        got, should = answered(ask(method, path, posted(rule, world))), wanted(permission, who, world, rule)
        if got not in should:
            surprises[f"{method} {rule.endpoint}"] = f"{got}, not {' or '.join(should)}"
    assert surprises == {}


@pytest.mark.slow
@pytest.mark.usefixtures("nothing_lasts")
def test_what_no_form_and_no_button_asks_is_refused_by_each_and_changes_nothing(app, asker, world):
    ask, surprises, taken = asker(account("administrator", world)), {}, 0
    posts = [rule for rule, method, _permission in routes(app) if method == "POST" and not is_device_route(app, rule)]
    tried = [(rule, path_of(app, rule, arguments(rule, world)), posted(rule, world)) for rule in posts]
    ask("GET", "/healthz")
    before = contents()
    for rule, path, entries in tried:
        sound = ask("POST", path, entries).status_code
        taken += sound < 400
        page = ask("POST", path, {**entries, "bogus": "1"})
        named = "has no field “bogus”" in page.text or sound == page.status_code  # refused before anything is read
        if not named or not 400 <= page.status_code < 500:
            surprises[rule.endpoint] = sound, page.status_code
    assert surprises == {}
    assert taken > 50
    assert difference(before, contents()) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", WHO)
def test_a_draft_is_unknown_to_all_but_those_who_work_on_it(app, asker, name):
    world = new_world(state=EventState.DRAFT)
    who, surprises = account(name, world), {}
    ask = asker(who)
    tried = [entry for entry in routes(app) if entry[2] is Permission.EVENT_VIEW]
    paths = [path_of(app, rule, arguments(rule, world)) for rule, _method, _permission in tried]
    for path, (rule, method, permission) in zip(paths, tried, strict=True):
        got = answered(ask(method, path))
        if got not in wanted(permission, who, world, rule):
            surprises[f"{method} {rule.endpoint}"] = got
    assert surprises == {}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "methods"), [("anonymous", ("GET", "OPTIONS", "PUT")), ("organiser", ("POST",))])
@pytest.mark.usefixtures("nothing_lasts")
def test_a_draft_answers_a_stranger_like_an_address_that_nothing_has(app, asker, name, methods, monkeypatch):
    monkeypatch.setattr("flask.templating._render", lambda *_given: lang_url("fr"))  # of the page, its own address is all that could tell
    world = new_world(state=EventState.DRAFT)
    ask, told = asker(account(name, world)), {}
    rules = [rule for rule in app.url_map.iter_rules() if "event" in rule.arguments]
    paths = sorted({path_of(app, rule, arguments(rule, world) | dict.fromkeys(rule.arguments & {"token"}, "forged")) for rule in rules})
    for path in paths:
        for method in methods:
            pages = [ask(method, address) for address in (path, path.replace(world.event.slug, "event-of-nobody"))]
            draft, nothing = (
                f"{page.status_code} {page.location} {page.text}".replace(world.event.slug, "event-of-nobody") for page in pages
            )
            if draft != nothing:
                told[f"{method} {path}"] = draft, nothing
    assert len(paths) > 80
    assert told == {}


def children(app: Flask) -> Iterator[tuple[Any, str, str]]:
    """(rule, method, argument) for each object that a route of an event names."""
    for rule, method, _permission in routes(app):
        if "event" in rule.arguments:
            yield from ((rule, method, name) for name in sorted(rule.arguments - NOT_CHILDREN))


@pytest.mark.slow
@pytest.mark.usefixtures("nothing_lasts")
def test_an_object_of_another_event_does_not_exist(app, asker, world, other):
    ask, reached = asker(account("administrator", world)), {}
    for rule, method, name in children(app):
        values = {**arguments(rule, world), name: value_of(rule.endpoint, name, other)}
        response = ask(method, path_of(app, rule, values), posted(rule, world))
        if response.status_code != 404:
            reached[f"{method} {rule.endpoint} {name}"] = response.status_code
    assert reached == {}


@pytest.mark.slow
@pytest.mark.usefixtures("nothing_lasts")
def test_an_id_that_nothing_has_is_unknown(app, asker, world):
    ask, reached = asker(account("administrator", world)), {}
    for rule, method, _permission in routes(app):
        if is_device_route(app, rule):
            continue
        for name in sorted(name for name in rule.arguments if name.endswith("_id") and name not in NOT_CHILDREN | {"field_id"}):
            path = path_of(app, rule, {**arguments(rule, world), name: 987654321})
            if (status := ask(method, path, posted(rule, world)).status_code) != 404:
                reached[f"{method} {rule.endpoint} {name}"] = status
    assert reached == {}


def test_a_device_route_answers_nobody_without_a_paired_device(app, asker, world):
    ask = asker(account("administrator", world))
    for rule, method, _permission in routes(app):
        if is_device_route(app, rule):
            response = ask(method, path_of(app, rule, arguments(rule, world)))
            refused = response.status_code == 401 or response.location == "/desk/"
            assert refused, f"{method} {rule.endpoint} answered {response.status_code}"


def test_a_job_is_open_to_who_asked_for_it_the_managers_and_administrators(app, asker, world):
    columns = {name: account(name, world) for name in WHO if name != "anonymous"}
    mine = world.job
    mine.actor_id = columns["viewer"].id
    path = f"/manage/jobs/{SAMPLES['job_id'](world)}"
    reached = {name for name, who in columns.items() if asker(who)("GET", path).status_code == 200}
    assert reached == {"administrator", "manager", "viewer"}
