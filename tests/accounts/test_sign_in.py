from datetime import timedelta
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher

from app import create_app
from app.accounts import passwords, service
from app.accounts.models import User
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import db
from app.core.web import limiter
from tests.accounts.factories import administrator, sign_in, user

PASSWORD = "une phrase assez longue"


def post(client, email, password, **more):
    return client.post("/sign-in", data={"email": email, "password": password, **more})


@pytest.fixture
def known():
    return user(email="amina@example.org", password_hash=passwords.digest(PASSWORD))


def test_the_right_password_signs_in_and_leaves_a_trace(client, known):
    response = post(client, "Amina@Example.org ", PASSWORD)
    assert (response.status_code, response.location) == (302, "/manage/")
    assert client.get("/manage/").status_code == 200
    assert known.last_sign_in_at is not None
    assert [entry.action for entry in db.session.query(AuditEntry)] == ["account.signed-in"]


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(client, known):
    pages = []
    for email in ("amina@example.org", "nobody@example.org"):
        response = post(client, email, "not the password")
        assert response.status_code == 422
        pages.append(response.text.replace(email, "…"))
    assert pages[0] == pages[1]
    assert "do not go together" in pages[0]


def test_an_unknown_address_costs_one_verification_like_a_known_one(client, known):
    with patch.object(passwords._hasher.__class__, "verify", side_effect=passwords._hasher.verify) as verify:
        post(client, "amina@example.org", "not the password")
        post(client, "nobody@example.org", "not the password")
    assert verify.call_count == 2


def test_a_closed_account_does_not_open(client, known):
    known.active = False
    assert post(client, "amina@example.org", PASSWORD).status_code == 422


def test_an_account_without_a_password_does_not_open(client):
    user(email="linked@example.org", password_hash="")
    assert post(client, "linked@example.org", "nobody has this password").status_code == 422


def test_a_password_is_never_kept_or_shown(client, known):
    response = post(client, "amina@example.org", "mot de passe trompé")
    assert "mot de passe trompé" not in response.text
    assert PASSWORD not in known.password_hash
    assert known.password_hash.startswith("$argon2id$")


def test_an_old_hash_is_made_again_at_sign_in(client):
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    known = user(email="old@example.org", password_hash=old)
    assert post(client, "old@example.org", PASSWORD).status_code == 302
    assert known.password_hash != old
    assert passwords.matches(known.password_hash, PASSWORD)


def test_the_way_on_is_kept_inside_the_site(client, known):
    assert post(client, "amina@example.org", PASSWORD, next="/manage/account").location == "/manage/account"
    assert post(client, "amina@example.org", PASSWORD, next="//evil.example/").location == "/manage/"


def test_a_stranger_is_sent_to_sign_in_and_on_from_there(client, known):
    assert client.get("/manage/users/?page=2").location == "/sign-in?next=/manage/users/?page%3D2"


def test_nothing_of_the_visitors_session_survives_signing_in(client, known):
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    post(client, "amina@example.org", PASSWORD)
    with client.session_transaction() as session:
        assert "planted" not in session


def test_signing_out_needs_a_post_and_ends_the_session(client, known):
    sign_in(client, known)
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").location == "/"
    assert client.get("/manage/").status_code == 302


def test_a_changed_password_ends_every_session_but_the_one_that_changed_it(app, client, known):
    elsewhere = sign_in(app.test_client(), known)
    sign_in(client, known)
    response = client.post("/manage/account/password", data={"current": PASSWORD, "password": "une autre phrase, plus longue"})
    assert response.location == "/manage/account"
    assert client.get("/manage/").status_code == 200
    assert elsewhere.get("/manage/").status_code == 302
    assert passwords.matches(known.password_hash, "une autre phrase, plus longue")


@pytest.mark.parametrize(("current", "password"), [("not it", "une autre phrase, plus longue"), (PASSWORD, "court")])
def test_a_password_is_changed_only_with_the_present_one_and_for_a_good_one(client, known, current, password):
    sign_in(client, known)
    before = known.password_hash
    assert client.post("/manage/account/password", data={"current": current, "password": password}).status_code == 422
    assert known.password_hash == before


def test_a_closed_account_loses_its_sessions(client, known):
    sign_in(client, known)
    service.update_user(
        known, email=known.email, name=known.name, site_role=None, locale="fr", active=False, actor=service.Actor(None, "test")
    )
    assert client.get("/manage/").status_code == 302


def test_the_twenty_first_try_in_a_minute_is_refused(app, known):
    db.session.commit()
    limited = create_app({**app.config, "RATELIMIT_ENABLED": True})
    browser = limited.test_client()
    try:
        answers = [browser.post("/sign-in", data={"email": f"{n}@example.org", "password": "x"}).status_code for n in range(21)]
    finally:
        limiter.reset()
        limiter.enabled = False
    assert answers == [422] * 20 + [429]


def test_a_link_signs_in_once_within_the_hour(app, client):
    who = administrator()
    url = app.test_cli_runner().invoke(args=["sign-in-link"]).output.strip()
    path = url.removeprefix("http://localhost:8000")
    assert path.startswith("/sign-in/")
    page = client.get(path)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert client.get("/manage/").status_code == 302, "reading the page signs nobody in"
    assert client.post(path).location == "/manage/"
    assert who.last_sign_in_at is not None
    assert app.test_client().post(path).status_code == 410


def test_what_is_refused_for_a_field_that_nothing_asks_signs_nobody_in_or_out(app, client):
    administrator()
    path = app.test_cli_runner().invoke(args=["sign-in-link"]).output.strip().removeprefix("http://localhost:8000")
    assert client.post(path, data={"bogus": "1"}).status_code == 422
    assert client.get("/manage/").status_code == 302
    assert client.post(path).location == "/manage/", "the link is not used up"
    assert client.post("/sign-out", data={"bogus": "1"}).status_code == 422
    assert client.get("/manage/").status_code == 200


def test_a_link_is_dead_after_an_hour(app, client):
    who = administrator()
    with app.test_request_context():
        path = service.link(who, service.Link.SIGN_IN).removeprefix("http://localhost")
    db.session.commit()
    with patch("itsdangerous.timed.time.time", return_value=(clock.now() + timedelta(hours=1, seconds=2)).timestamp()):
        assert client.post(path).status_code == 410
    assert client.post(path).status_code == 302


def test_the_link_command_says_when_there_is_nobody(app):
    result = app.test_cli_runner().invoke(args=["sign-in-link"])
    assert (result.exit_code, "no such active account" in result.output) == (1, True)


def test_an_account_is_opened_from_the_command_line(app):
    arguments = ["account", "create", "--email", "First@Example.org", "--name", "First", "--role", "administrator"]
    result = app.test_cli_runner().invoke(args=arguments)
    assert result.exit_code == 0, result.output
    made = db.session.query(User).one()
    assert (made.email, made.site_role, made.password_hash) == ("first@example.org", "administrator", "")
    assert "/sign-in/" in result.output


def test_a_stolen_hash_costs_what_the_cheat_sheet_says():
    digest = PasswordHasher(time_cost=passwords.PASSES, memory_cost=passwords.MEMORY_KIB, parallelism=1).hash(PASSWORD)
    assert digest.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
