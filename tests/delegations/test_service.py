import threading

import pytest
from sqlalchemy import func, select

from app.audit import SYSTEM
from app.audit.models import AuditEntry
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotAllowed
from app.delegations import members, service
from app.delegations.models import Delegation, DelegationKind, Quota
from app.delegations.quotas import QuotaReached, SecondHead
from app.registration.models import LIVE, Capacity, Registration, State
from app.registration.moves import move
from tests.delegations.factories import NOW, delegation, member
from tests.events.factories import event, organisation
from tests.registration.factories import person, registration


def taken(one, capacity):
    return db.session.scalar(select(Quota.taken).where(Quota.delegation_id == one.id, Quota.capacity == capacity))


def test_a_delegation_has_one_place_for_its_head_whatever_was_asked():
    one = delegation(event(), places={Capacity.HEAD: 4, Capacity.MEMBER: 2})
    assert {quota.capacity: quota.places for quota in one.quotas} == {Capacity.HEAD: 1, Capacity.MEMBER: 2}


@pytest.mark.parametrize("senders", [{}, {"country": "SN", "organisation": True}])
def test_a_delegation_is_sent_by_a_country_or_an_organisation(senders):
    of = event()
    given = {**senders, "organisation": organisation()} if "organisation" in senders else senders
    with pytest.raises(DomainError, match="one of the two"):
        service.create_delegation(of, DelegationKind.STATE, actor=SYSTEM, **given)


def test_a_country_is_expected_once_in_each_kind():
    of = event()
    delegation(of, "SN")
    delegation(of, "SN", DelegationKind.PRESS)
    with pytest.raises(Conflict, match="expected already"):
        delegation(of, "SN")
    delegation(event(), "SN")


def test_a_delegate_is_a_confirmed_registration_that_holds_no_seat_and_has_a_badge():
    one = delegation(event())
    made = member(one, function="Maire", email="awa@example.org")
    assert (made.state, made.holds_seat, made.delegation_id, made.capacity) == (State.CONFIRMED, False, one.id, Capacity.MEMBER)
    assert made.person.country == "SN"
    assert len(made.badge_token) >= 16
    assert made.form.seats_taken == 0


def test_the_fourth_of_three_members_is_refused_with_capacity_and_places():
    one = delegation(event())
    for _ in range(3):
        member(one)
    with pytest.raises(QuotaReached, match="Member: all 3 places are taken"):
        member(one)
    assert taken(one, Capacity.MEMBER) == 3
    assert len(members.roster(one)) == 3


def test_a_capacity_without_places_is_refused():
    one = delegation(event())
    with pytest.raises(QuotaReached, match="Security: this delegation has no place in this capacity"):
        member(one, Capacity.SECURITY)


def test_a_second_head_is_refused_with_the_name_of_the_first():
    one = delegation(event())
    member(one, Capacity.HEAD, given_name="Aminata", family_name="Sow")
    with pytest.raises(SecondHead, match="Aminata Sow is the head of this delegation already"):
        member(one, Capacity.HEAD)
    assert taken(one, Capacity.HEAD) == 1


def test_a_removed_delegate_frees_the_place_and_keeps_a_history():
    one = delegation(event(), places={Capacity.MEMBER: 1})
    first = member(one)
    members.remove_member(first, actor=SYSTEM, now=NOW, reason="Replaced")
    assert (first.state, first.delegation_id, taken(one, Capacity.MEMBER)) == (State.CANCELLED, one.id, 0)
    assert first.transitions[-1].reason == "Replaced"
    member(one)
    assert [who.id for who in members.roster(one)] != [first.id]


def test_a_delegate_who_comes_back_takes_the_place_again_or_is_refused():
    one = delegation(event(), places={Capacity.MEMBER: 1})
    first = member(one)
    move(first, State.WITHDRAWN, actor=SYSTEM, now=NOW)
    move(first, State.CONFIRMED, actor=SYSTEM, now=NOW)
    assert taken(one, Capacity.MEMBER) == 1
    move(first, State.WITHDRAWN, actor=SYSTEM, now=NOW)
    member(one)
    with pytest.raises(QuotaReached):
        move(first, State.CONFIRMED, actor=SYSTEM, now=NOW)


def test_a_former_head_does_not_come_back_beside_the_new_one():
    one = delegation(event())
    first = member(one, Capacity.HEAD)
    move(first, State.WITHDRAWN, actor=SYSTEM, now=NOW)
    member(one, Capacity.HEAD, given_name="Aminata", family_name="Sow")
    with pytest.raises(SecondHead, match="Aminata Sow"):
        move(first, State.CONFIRMED, actor=SYSTEM, now=NOW)


def test_changing_a_capacity_moves_the_count_and_asks_the_quota():
    one = delegation(event(), places={Capacity.MEMBER: 2, Capacity.ADVISER: 1})
    first, second = member(one), member(one)
    members.change_capacity(first, Capacity.ADVISER, actor=SYSTEM)
    assert (taken(one, Capacity.MEMBER), taken(one, Capacity.ADVISER), first.capacity) == (1, 1, Capacity.ADVISER)
    with pytest.raises(QuotaReached, match="Adviser: its only place is taken"):
        members.change_capacity(second, Capacity.ADVISER, actor=SYSTEM)
    assert (taken(one, Capacity.MEMBER), second.capacity) == (1, Capacity.MEMBER)


def test_places_cannot_fall_below_those_who_come():
    one = delegation(event())
    member(one)
    member(one)
    with pytest.raises(Conflict, match="Member: 2 come already") as refused:
        service.change_delegation(one, places={Capacity.MEMBER: 1}, actor=SYSTEM)
    assert refused.value.field == "places_member"


def test_the_roster_has_the_head_first_then_capacities_then_positions():
    one = delegation(event(), places={Capacity.MEMBER: 3, Capacity.ADVISER: 1})
    a, b, adviser, c, head = (member(one), member(one), member(one, Capacity.ADVISER), member(one), member(one, Capacity.HEAD))
    assert members.roster(one) == [head, a, b, c, adviser]
    members.shift_member(c, -1, actor=SYSTEM)
    assert members.roster(one) == [head, a, c, b, adviser]
    members.shift_member(a, -1, actor=SYSTEM)
    members.shift_member(b, 1, actor=SYSTEM)
    assert members.roster(one) == [head, a, c, b, adviser]


def test_somebody_who_is_registered_already_is_named_and_nothing_is_counted():
    of = event()
    one = delegation(of)
    who = person(of, given_name="Omar", family_name="Haddad", email="omar@example.org")
    registration(of, person_=who)
    with pytest.raises(Conflict, match="Omar Haddad is registered already"):
        member(one, given_name="Omar", family_name="Haddad", email="omar@example.org")
    assert taken(one, Capacity.MEMBER) == 0


def test_a_delegation_with_a_history_stays():
    of = event()
    empty, used = delegation(of, "SN"), delegation(of, "MR")
    members.remove_member(member(used), actor=SYSTEM, now=NOW)
    with pytest.raises(NotAllowed):
        service.delete_delegation(used, actor=SYSTEM)
    service.delete_delegation(empty, actor=SYSTEM)
    db.session.flush()
    assert db.session.scalars(select(Delegation)).all() == [used]


def test_what_is_done_to_a_delegation_stands_in_the_history_of_the_event():
    of = event()
    one = delegation(of)
    service.change_delegation(one, notes="Note verbale attendue", places={Capacity.MEMBER: 5}, actor=SYSTEM)
    members.change_capacity(member(one), Capacity.ADVISER, actor=SYSTEM)
    actions = db.session.scalars(select(AuditEntry.action).where(AuditEntry.event_id == of.id).order_by(AuditEntry.id)).all()
    wanted = ["delegation.created", "delegation.changed", "delegation.quota", "registration.created", "delegation.member-changed"]
    assert [action for action in actions if action in wanted] == wanted


@pytest.mark.parametrize(("capacity", "places"), [(Capacity.MEMBER, 3), (Capacity.HEAD, 1)])
def test_eight_at_once_fill_the_places_and_no_more(app, capacity, places):
    one = delegation(event())
    key, start, outcomes = one.id, threading.Barrier(8), []
    db.session.commit()

    def name_somebody() -> None:
        with app.app_context():
            start.wait()
            try:
                member(db.session.get(Delegation, key), capacity)
                db.session.commit()
                outcomes.append("taken")
            except DomainError as error:
                db.session.rollback()
                outcomes.append(type(error))

    threads = [threading.Thread(target=name_somebody) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    refusal = SecondHead if capacity is Capacity.HEAD else QuotaReached
    assert sorted(outcomes, key=str) == sorted(["taken"] * places + [refusal] * (8 - places), key=str)
    live = select(func.count()).select_from(Registration).where(Registration.delegation_id == key, Registration.state.in_(LIVE))
    assert (taken(one, capacity), db.session.scalar(live)) == (places, places)
