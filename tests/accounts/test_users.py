import threading

import pytest

from app.accounts import service, team
from app.accounts.models import EventRole, Role, SiteRole, User
from app.audit import SYSTEM
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotAllowed
from tests.accounts.factories import administrator, sign_in, user
from tests.events.factories import event


def roles_of(of):
    rows = db.session.query(EventRole).filter_by(event_id=of.id).order_by(EventRole.id)
    return [(row.user.email, row.role) for row in rows]


def values(who, **changes):
    kept = {"email": who.email, "name": who.name, "site_role": who.site_role, "locale": who.locale, "active": who.active, "actor": SYSTEM}
    return {**kept, **changes}


def test_an_address_has_one_account_however_it_is_written(client):
    user(email="amina@example.org")
    with pytest.raises(Conflict, match="already an account"):
        service.create_user(email=" Amina@Example.ORG", name="A", site_role=None, locale="fr", actor=SYSTEM)


@pytest.mark.parametrize("changes", [{"active": False}, {"site_role": SiteRole.ORGANISER}, {"site_role": None}])
def test_the_last_administrator_stays(changes):
    last = administrator()
    administrator(active=False)
    with pytest.raises(NotAllowed, match="last administrator"):
        service.update_user(last, **values(last, **changes))


def test_an_administrator_closes_an_account_and_its_sessions_end(app, client):
    who = user()
    theirs = sign_in(app.test_client(), who)
    data = {"name": who.name, "email": who.email, "site_role": "", "locale": "fr"}  # "active" is a box left empty
    assert sign_in(client, administrator()).post(f"/manage/users/{who.id}", data=data).status_code == 302
    assert (who.active, theirs.get("/manage/").status_code) == (False, 302)


def test_a_role_is_given_by_address_and_taken_back(client):
    of = event()
    sign_in(client, user(Role.MANAGER, of, email="manager@example.org"))
    user(email="nadia@example.org")
    client.post(f"/manage/events/{of.slug}/team", data={"email": "Nadia@example.org", "role": "registrar"})
    assert roles_of(of) == [("manager@example.org", Role.MANAGER), ("nadia@example.org", Role.REGISTRAR)]
    held = db.session.query(EventRole).filter_by(role=Role.REGISTRAR).one()
    client.post(f"/manage/events/{of.slug}/team/{held.id}/remove")
    assert roles_of(of) == [("manager@example.org", Role.MANAGER)]


def test_a_role_is_given_only_to_an_open_account_and_once():
    of = event()
    user(email="closed@example.org", active=False)
    viewer = user(Role.VIEWER, of)
    for email in ("nobody@example.org", "closed@example.org"):
        with pytest.raises(DomainError, match="No active account"):
            team.give(of, email, Role.DESK, actor=SYSTEM)
    with pytest.raises(Conflict, match="has this role already"):
        team.give(of, viewer.email, Role.VIEWER, actor=SYSTEM)


def test_the_last_manager_stays_and_a_closed_account_does_not_count():
    of = event()
    last = user(Role.MANAGER, of)
    user(Role.MANAGER, of, active=False)
    with pytest.raises(NotAllowed, match="needs a manager"):
        team.take(last.roles[0], actor=SYSTEM)


def test_two_managers_who_dismiss_each_other_leave_one(app):
    of = event()
    ids = [user(Role.MANAGER, of).roles[0].id for _ in range(2)]
    db.session.commit()
    start, outcomes = threading.Barrier(2), []

    def dismiss(role_id: int) -> None:
        with app.app_context():
            start.wait()
            try:
                team.take(db.session.get_one(EventRole, role_id), actor=SYSTEM)
                db.session.commit()
                outcomes.append("taken")
            except NotAllowed:
                db.session.rollback()
                outcomes.append("refused")

    threads = [threading.Thread(target=dismiss, args=(role_id,)) for role_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "taken"]
    assert db.session.query(EventRole).count() == 1


def test_the_list_of_accounts_is_searched_by_name_and_address(client):
    user(name="Nadia Haddad", email="nadia@example.org")
    user(name="Omar", email="omar@example.org")
    page = sign_in(client, administrator(name="Admin")).get("/manage/users/?q=HADDAD").text
    assert ("Nadia Haddad" in page, "omar@example.org" in page) == (True, False)
    assert db.session.query(User).count() == 3
