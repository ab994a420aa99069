import re

import pytest

from app.accounts import passwords
from app.accounts.service import Link, link, update_user
from app.audit import SYSTEM
from app.core.db import db
from app.jobs import run_pending
from app.mail.models import Message
from tests.accounts.factories import administrator, sign_in, user
from tests.support.queries import count_queries

PASSWORD = "une phrase assez longue"


@pytest.fixture
def known():
    return user(email="amina@example.org", locale="fr")


def path_of(app, who, purpose=Link.PASSWORD):
    db.session.commit()
    with app.test_request_context():
        return link(who, purpose).removeprefix("http://localhost")


def test_asking_gets_the_same_answer_whether_or_not_the_address_is_known(client, known):
    known_answer = client.post("/password", data={"email": "amina@example.org"})
    unknown_answer = client.post("/password", data={"email": "nobody@example.org"})
    assert (known_answer.status_code, known_answer.location) == (unknown_answer.status_code, unknown_answer.location)
    assert [letter.to_address for letter in db.session.query(Message)] == ["amina@example.org"]


def test_the_time_of_the_answer_does_not_tell_whether_the_address_is_known(client, known):
    work = []
    for address in ("warm@example.org", "amina@example.org", "nobody@example.org"):
        with count_queries() as queries:
            client.post("/password", data={"email": address})
        work.append(list(queries))
    assert work[1] == work[2]
    assert any(statement.startswith("INSERT INTO message") for statement in work[2])
    assert [letter.to_address for letter in db.session.query(Message)] == ["amina@example.org"]


@pytest.mark.parametrize("purpose", [Link.PASSWORD, Link.INVITATION, Link.SIGN_IN])
def test_a_link_that_went_to_a_former_address_opens_nothing(app, client, known, purpose):
    path = path_of(app, known, purpose)
    values = {"name": known.name, "site_role": None, "locale": "fr", "active": True, "actor": SYSTEM}
    update_user(known, email=known.email.upper(), **values)
    assert client.get(path).status_code == 200
    update_user(known, email="elsewhere@example.org", **values)
    assert client.get(path).status_code == 410


def test_who_changes_their_own_address_stays_signed_in(client):
    me = administrator(email="me@example.org")
    sign_in(client, me)
    changed = {"name": me.name, "email": "new@example.org", "site_role": "administrator", "locale": "en", "active": "y"}
    assert client.post(f"/manage/users/{me.id}", data=changed).status_code == 302
    assert client.get("/manage/").status_code == 200


def test_a_closed_account_is_sent_nothing(client, known):
    known.active = False
    client.post("/password", data={"email": "amina@example.org"})
    assert db.session.query(Message).count() == 0


def test_the_letter_leads_to_a_new_password_once(app, client, known, mailbox):
    client.post("/password", data={"email": "amina@example.org"})
    run_pending(app)
    [letter] = mailbox
    assert letter.to == [f"{known.name} <amina@example.org>"]
    path = re.search(r"http://localhost(/password/\S+)", letter.body).group(1)
    assert client.get(path).headers["Cache-Control"] == "no-store"
    assert client.post(path, data={"password": "court"}).status_code == 422
    assert client.post(path, data={"username": "awa@example.org", "password": PASSWORD}).location == "/manage/"
    assert client.get("/manage/").status_code == 200
    assert passwords.matches(known.password_hash, PASSWORD)
    assert client.post(path, data={"password": "encore une autre phrase"}).status_code == 410
    assert passwords.matches(known.password_hash, PASSWORD)


def test_an_older_link_dies_with_the_password(app, client, known):
    first, second = path_of(app, known), path_of(app, known)
    client.post(second, data={"password": PASSWORD})
    assert client.get(first).status_code == 410


def test_the_link_of_one_purpose_does_not_serve_another(app, client, known):
    token = path_of(app, known, Link.INVITATION).rpartition("/")[2]
    assert client.get(f"/invitation/{token}").status_code == 200
    assert client.get(f"/password/{token}").status_code == 410
    assert client.post(f"/sign-in/{token}").status_code == 410


@pytest.mark.parametrize("token", ["x", "W10.aaaa.bbbb", "a" * 5000, "%00", "..%2f..%2fetc"])
def test_a_forged_link_opens_nothing(client, known, token):
    for page in ("password", "invitation", "sign-in"):
        assert client.get(f"/{page}/{token}").status_code in (404, 410)


def test_a_new_account_is_invited_and_chooses_its_password(app, client, mailbox):
    sign_in(client, administrator())
    data = {"name": "Nadia", "email": "Nadia@example.org", "site_role": "organiser", "locale": "ar"}
    assert client.post("/manage/users/new", data=data).status_code == 302
    run_pending(app)
    path = re.search(r"http://localhost(/invitation/\S+)", mailbox[0].body).group(1)
    visitor = app.test_client()
    assert visitor.post(path, data={"password": PASSWORD}).status_code == 302
    assert visitor.get("/manage/").status_code == 200
