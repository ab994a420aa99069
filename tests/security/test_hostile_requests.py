"""Every route against nonsense: whatever stands in an address, a query or a field, nothing breaks and what is refused changes nothing.

Built from the URL map and from the forms of the pages themselves, so that a new route and a new field are tried too."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.core import guard
from tests.security.conftest import account
from tests.security.forms import Fields, hostile_entries
from tests.security.samples import World, arguments
from tests.security.test_routes import is_device_route, path_of, routes
from tests.support.contents import contents, difference

pytestmark = pytest.mark.slow

Ask = Callable[..., Any]
NONSENSE = "&".join(
    ["page=99999999999999999999", "page=-1", "sort=-nonsense", "state=nonsense", "category=99999999999999999999", "category=-1", "country=%F0%9F",
     "year=0000", "kind=%27%3B--", "theme=..%2F..", "room=99999999999999999999", "speaker=x", "language=%22", "when=never", "show=x", "day=9999-99-99",
     "type=text", "gate=99999999999999999999", "within=99999999999999999999", "next=//evil.example", "lang=xx", "since=x", "status=provisional",
     "_external=1", "_scheme=x", "_anchor=x", "_method=POST", "endpoint=x", "event=x", "slug=x", "values=x", "q=%25_%5C%ED%A0%80%FF%E2%80%AE"]
)  # fmt: skip


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What only the database refused: a form should have known."""
    found: list[str] = []
    real = guard.refusal_of
    monkeypatch.setattr(guard, "refusal_of", lambda error: (found.append(repr(error)[:200]), real(error))[1])
    return found


def outcome(ask: Ask, *request: Any) -> int | str:
    try:
        return int(ask(*request).status_code)
    except Exception as error:  # noqa: BLE001 whatever breaks is what is looked for
        return repr(error)[:200]


@pytest.mark.usefixtures("nothing_lasts")
def test_no_query_breaks_a_page(app: Flask, asker: Any, world: World, refusals: list[str]) -> None:
    ask, broken = asker(account("administrator", world)), {}
    for rule, method, _permission in routes(app):
        if method == "GET" and not is_device_route(app, rule):
            path = path_of(app, rule, arguments(rule, world)).partition("?")[0]
            for query in (NONSENSE, "q=\xff&%FF=%FF"):
                got = outcome(ask, "GET", f"{path}?{query}")
                if isinstance(got, str) or got >= 500:
                    broken[f"{rule.endpoint} {query[:8]}"] = got
    assert (broken, refusals) == ({}, [])


@pytest.mark.usefixtures("nothing_lasts")
def test_a_number_that_no_table_holds_is_unknown(app: Flask, asker: Any, world: World) -> None:
    ask, reached = asker(account("administrator", world)), {}
    for rule, method, _permission in routes(app):
        for name in sorted(name for name in rule.arguments if name.endswith("_id") and name != "field_id"):
            path = path_of(app, rule, {**arguments(rule, world), name: 1234567890}).partition("?")[0]
            for number in ("0", "-1", "2147483648", "9" * 5000):
                got = outcome(ask, method, path.replace("1234567890", number))
                if got not in (404, 405):
                    reached[f"{method} {rule.endpoint} {name}={number[:12]}"] = got
    assert reached == {}


@pytest.mark.usefixtures("nothing_lasts")
def test_no_form_of_a_page_is_refused_a_field_of_its_own(app: Flask, asker: Any, world: World) -> None:
    ask, refused, tried = asker(account("administrator", world)), {}, 0
    paths = [path_of(app, r, arguments(r, world)) for r, method, _ in routes(app) if method == "GET" and not is_device_route(app, r)]
    for path in paths:
        page = ask("GET", path)
        if page.status_code != 200 or page.mimetype != "text/html":
            continue
        for action, fields in Fields(page.text).forms:
            if (target := action or path).startswith("/") and target != "/sign-out":
                tried += 1
                answer = ask("POST", target, {name: value for name, (_kind, value) in fields.items()})
                if "has no field" in answer.text:
                    refused[f"{path} {target}"] = re.findall("has no field “[^”]*”", answer.text)
    assert tried > 90
    assert refused == {}


@pytest.mark.usefixtures("nothing_lasts")
def test_no_field_breaks_a_form_and_what_is_refused_changes_nothing(app: Flask, asker: Any, world: World, refusals: list[str]) -> None:
    ask, broken, tried = asker(account("administrator", world)), {}, 0
    paths = [path_of(app, r, arguments(r, world)) for r, method, _ in routes(app) if method == "GET" and not is_device_route(app, r)]
    ask("GET", "/healthz")
    before = contents()
    seen: set[str] = set()
    for path in paths:
        page = ask("GET", path)
        if page.status_code != 200 or page.mimetype != "text/html":
            continue
        for action, fields in Fields(page.text).forms:
            target = action or path
            if not target.startswith("/") or target in seen or target == "/sign-out":
                continue
            seen.add(target)
            for typed in hostile_entries(fields):
                tried += 1
                got = outcome(ask, "POST", target, typed)
                if isinstance(got, str) or got >= 500:
                    broken[f"{target} {sorted(typed.items())}"[:300]] = got
    assert tried > 200
    assert (broken, refusals) == ({}, [])
    assert difference(before, contents()) == {}
