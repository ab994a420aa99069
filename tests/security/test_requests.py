"""What stands around a form: addresses, hosts, methods, bodies, tokens."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from app.accounts.models import SiteRole
from app.audit import SYSTEM
from app.core import work
from app.core.forms import _one_line, _trim
from app.core.guard import is_own_host
from app.events.models import EventState
from app.events.service import move
from tests.accounts import factories as accounts
from tests.checkin import factories as checkin
from tests.events import factories as events
from tests.registration import factories as registrations
from tests.security.conftest import account
from tests.security.samples import World, arguments
from tests.security.test_routes import is_device_route, path_of, routes
from tests.support.client import Client
from tests.support.contents import nothing_changes

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("events.example.org", True), ("events.example.org:8443", True), ("localhost:8000", True), ("127.0.0.1", True), ("[::1]:8000", True),
        ("192.168.1.20:8000", True), ("nadwa.local", True), ("web", True), ("evil.example", False), ("events.example.org.evil.example", False),
        ("9.9.9.9", False), ("evil.example#events.example.org", False), ("events.example.org@evil.example", False), ("a b", False), ("", False), ("[", False),
    ],
)  # fmt: skip
def test_the_site_answers_to_its_own_names(host: str, own: bool) -> None:
    assert is_own_host(host, "https://events.example.org") is own


def test_a_forged_host_gets_into_no_letter(app: Flask, client: Client) -> None:
    accounts.user(email="a@example.org")
    with nothing_changes():
        page = client.post("/password", data={"email": "a@example.org"}, headers={"Host": "evil.example"})
    assert (page.status_code, "set NADWA_URL" in page.text) == (400, True)


@pytest.mark.parametrize(
    "target",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "%2F%2Fevil.example"],
)
def test_signing_in_leads_nowhere_else(client: Client, target: str) -> None:
    accounts.sign_in(client, accounts.user())
    assert client.get("/sign-in", query_string={"next": target}).location in ("/manage/", "/%2F%2Fevil.example")


@pytest.mark.parametrize("query", ["_external=1", "_scheme=x", "_anchor=x", "event=x", "endpoint=x", "lang=xx", "lang=%00", "page=%00"])
def test_a_page_says_its_own_address_whatever_the_query(client: Client, world: World, query: str) -> None:
    page = client.get(f"/events/{world.event.slug}/?{query}")
    assert page.status_code == (400 if "%00" in query else 200)
    assert "evil" not in page.text


def test_a_text_that_cannot_be_kept_is_refused_wherever_it_stands(client: Client, world: World) -> None:
    accounts.sign_in(client, accounts.user(site_role=SiteRole.ADMINISTRATOR))
    client.set_cookie("lang", "en")
    with nothing_changes():
        for data in (b"title-fr=a%00b", b"%00=x", b"zone=%00"):
            page = client.post("/manage/events/new", data=data, content_type=FORM)
            assert (page.status_code, "a character that cannot be kept" in page.text) == (400, True)
        assert client.get("/events/?q=%00").status_code == 400
        assert client.get("/themes/a%00b/").status_code == 404
        for odd in (b"title-fr=%FF%FE", b"title-fr=%ED%A0%80", b"\xff=\xff"):
            assert client.post("/manage/events/new", data=odd, content_type=FORM).status_code == 422


def test_a_name_cannot_reverse_what_follows_or_break_a_line(client: Client) -> None:
    who = accounts.user(site_role=SiteRole.ADMINISTRATOR)
    accounts.sign_in(client, who)
    client.post("/manage/account", data={"name": "Amina\u202e \r\nBcc: b@example.org\x07\u2067", "locale": "en"})
    assert who.name == "Amina Bcc: b@example.org"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ali\u200b Bâ\u2060", "Ali Bâ"),
        ("a\u2028b\x85c", "a b c"),
        ("\ufeffAwa\x9b", "Awa"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200e\u2800", ""),
    ],
)
def test_a_name_has_no_signs_that_are_not_seen(app: Flask, typed: str, kept: str) -> None:
    assert _one_line(typed) == kept


def test_a_text_of_several_lines_has_no_line_breaks_but_ours(app: Flask) -> None:
    assert _trim(" a\r\nb\rc\u2028d\x85e\x0b\n") == "a\nb\nc\nd\ne"


def test_a_database_that_does_not_answer_is_said_and_breaks_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    who = accounts.user(site_role=SiteRole.ADMINISTRATOR)
    accounts.sign_in(client, who)
    with nothing_changes(), monkeypatch.context() as broken:
        broken.setattr(work, "finish", lambda: (_ for _ in ()).throw(OperationalError("COMMIT", {}, Exception("disk is full"))))
        page = client.post("/manage/account?lang=en", data={"name": "Awa", "locale": "en"})
    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert "Nothing was changed" in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/events/%252e%252e%252f",
        "/events/..%2f..%2fetc/passwd",
        "/%2e%2e/etc/passwd",
        "/static/..%2f..%2fconfig.py",
        "/static/%252e%252e/config.py",
    ],
)
def test_an_address_encoded_twice_leads_nowhere(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code in (404, 308)
    assert "evil.example" not in (page.location or "").removeprefix("http://localhost/")


def test_an_old_address_is_kept_to_whatever_hangs_on_it(client: Client) -> None:
    from app.events.service import update_event

    event = events.event()
    former = event.slug
    update_event(event, actor=SYSTEM, slug="present")
    page = client.get(f"/events/{former}/?q=%FF%0d%0aX: y&lang=en")
    assert (page.status_code, "\n" in page.location) == (308, False)
    assert page.location.startswith(("/events/present/?q=", "http://localhost/events/present/?q="))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_a_method_that_nothing_has_is_refused(client: Client, world: World, method: str) -> None:
    with nothing_changes():
        assert client.open(f"/events/{world.event.slug}/", method=method).status_code == 405
        assert client.open("/manage/events/new", method=method).status_code == 405


def test_nothing_is_changed_without_the_pages_own_token(app: Flask, client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts.sign_in(client, accounts.user(site_role=SiteRole.ADMINISTRATOR))
    client.set_cookie("lang", "en")
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    posts = [
        rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and not rule.arguments - {"event"} and not str(rule).startswith("/desk/api/")
    ]
    assert len(posts) > 20
    with nothing_changes():
        for rule in posts:
            path = str(rule).replace("<event:event>", world.event.slug)
            for token in ({}, {"csrf_token": "forged"}):
                page = client.post(path, data=token)
                assert (page.status_code, "open for too long" in page.text) == (400, True), path


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 100_000, 400),
        (b"{}", 400),
        (b"[null]", 200),
        (b'"x"', 400),
        (b"[" + b"9" * 5000 + b"]", 400),
        (b"\xff", 400),
        (b"[[]]", 200),
        (b'[{"id": "\\ud800"}]', 200),
        (b"x" * 300_000, 413),
    ],
)
def test_what_is_no_reading_is_refused_at_the_desk(client: Client, world: World, body: bytes, status: int) -> None:
    checkin.carry(client, checkin.device(world.gate)[1])
    client.post("/desk/api/scans", json=[], headers=checkin.TOLD)
    with nothing_changes():
        answer = client.post("/desk/api/scans", data=body, content_type="application/json", headers=checkin.TOLD)
    assert answer.status_code == status
    if status == 200:
        assert [one["refused"] for one in answer.json["answers"]] == ["malformed"]


@pytest.mark.parametrize(
    "since", ["x", "2026-11-22", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+00:00", "2999-12-31T23:59:59+23:59"]
)
def test_a_copy_since_no_time_is_refused(client: Client, world: World, since: str) -> None:
    checkin.carry(client, checkin.device(world.gate)[1])
    assert client.get("/desk/api/roster", query_string={"since": since}).status_code == (200 if since[0:4] == "2999" else 400)


def test_a_device_of_an_archived_event_delivers_and_learns_no_name(client: Client) -> None:
    event = events.event()
    gate, guest = checkin.gate(event), checkin.attendee(event)
    checkin.carry(client, checkin.device(gate)[1])
    assert client.get("/desk/api/roster").status_code == 200
    move(event, EventState.ARCHIVED, actor=SYSTEM)
    assert checkin.send(client, checkin.reading(gate, token=guest.badge_token))[0]["id"]
    answers = [
        client.get(path).status_code
        for path in ("/desk/api/roster", "/desk/api/search?q=amina", f"/desk/api/gates/{gate.id}/counts", f"/desk/{gate.id}")
    ]
    assert answers == [401, 401, 401, 302]


@pytest.mark.slow
def test_many_are_asked_about_all_together(client: Client) -> None:
    event = events.event()
    for _ in range(1005):
        registrations.registration(event)
    accounts.sign_in(client, accounts.user(site_role=SiteRole.ADMINISTRATOR))
    page = client.post(f"/manage/events/{event.slug}/registrations/bulk?lang=en", data={"action": "cancel", "everything": "1"})
    assert "1005 registrations become" in page.text
    assert page.text.count('name="ids"') == 1005


def security_headers(answer: Any) -> set[str]:
    wanted = {"Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "X-Request-Id"}
    return {name for name in wanted if not answer.headers.get(name)}


def test_every_answer_carries_the_headers_that_protect(client: Client, world: World) -> None:
    world.event.cover.name = "x"
    paths = [
        "/",
        f"/events/{world.event.slug}/",
        "/nothing-here",
        "/sign-in",
        "/events/?q=%00",
        f"/events/{world.event.slug}/calendar.ics",
        "/healthz",
        "/manage/",
        f"/events/{world.event.slug}/cover",
    ]
    assert {path: missing for path in paths if (missing := security_headers(client.get(path)))} == {}
    kept = client.get("/")
    assert "Set-Cookie" not in kept.headers, "what caches may keep for all has nobody's cookie"


def test_a_page_kept_for_strangers_holds_nothing_of_an_account(client: Client, app: Flask, world: World) -> None:
    path, who = f"/events/{world.event.slug}/", accounts.user(site_role=SiteRole.ADMINISTRATOR, name="Somebody Special")
    signed_in, stranger = accounts.sign_in(app.test_client(), who), app.test_client()
    mine, theirs = signed_in.get(path), stranger.get(path)
    assert (mine.headers["Cache-Control"], theirs.headers["Cache-Control"]) == ("private, no-cache", "public, no-cache")
    assert mine.headers["ETag"] != theirs.headers["ETag"]
    assert "Somebody Special" not in theirs.text
    assert 'action="/sign-out"' not in theirs.text
    assert stranger.get(path, headers={"If-None-Match": mine.headers["ETag"]}).status_code == 200


def test_places_left_are_never_stale(client: Client, world: World) -> None:
    form = registrations.form(world.event, capacity=2)
    path = f"/events/{world.event.slug}/"
    first = client.get(path)
    registrations.registration(world.event)
    assert form.seats_taken == 1
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.headers["ETag"] != first.headers["ETag"]) == (200, True)
    registrations.registration(world.event)
    assert "All places are taken" in client.get(f"{path}?lang=en", headers={"If-None-Match": again.headers["ETag"]}).text


@pytest.mark.slow
def test_what_is_shown_to_an_account_is_kept_by_no_cache(app: Flask, asker: Any, world: World) -> None:
    ask, kept = asker(account("administrator", world)), {}
    for rule, method, _permission in routes(app):
        if method == "GET" and str(rule).startswith(("/manage", "/desk")) and not is_device_route(app, rule):
            answer = ask("GET", path_of(app, rule, arguments(rule, world)))
            if answer.headers["Cache-Control"] != "no-store" and rule.endpoint != "desk.service_worker":
                kept[rule.endpoint] = answer.headers["Cache-Control"]
    assert kept == {}
    assert ask("GET", "/password/forged").headers["Cache-Control"] == "no-store"
