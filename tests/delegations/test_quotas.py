"""Places by capacity and the one head: who may come, and what becomes of a place when somebody leaves, by whatever way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.audit import SYSTEM
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotAllowed
from app.core.i18n import speaking
from app.delegations import members, service
from app.delegations.models import Delegation
from app.delegations.quotas import QuotaReached, SecondHead
from app.people.models import Person
from app.registration.models import LIVE, Capacity, Registration, State
from app.registration.moves import move
from app.registration.service import enrol
from tests.delegations import factories
from tests.events import factories as events

C = Capacity
WRITERS = 4


def taken(delegation: Delegation) -> dict[Capacity, int]:
    db.session.expire_all()
    return {quota.capacity: quota.taken for quota in delegation.quotas}


def rows(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_sixth_of_five_is_refused_with_the_capacity_and_the_number() -> None:
    delegation = factories.delegation(events.event(), places={C.MEMBER: 5})
    for _ in range(5):
        factories.member(delegation)
    people = rows(Person)
    with pytest.raises(QuotaReached) as refused:
        factories.member(delegation)
    with speaking("en"):
        assert (str(refused.value), refused.value.field) == ("Member: every place is taken; the quota is 5.", "capacity")
    assert (rows(Registration), rows(Person)) == (5, people)  # nothing of the sixth was written
    assert taken(delegation) == {C.MEMBER: 5}


def test_a_capacity_without_a_quota_has_no_place_beside_one_that_has() -> None:
    delegation = factories.delegation(events.event(), places={C.MEMBER: 5})
    with pytest.raises(QuotaReached):
        factories.member(delegation, C.ADVISER)


def test_a_delegation_without_any_quota_sends_whom_it_likes_but_one_head() -> None:
    delegation = factories.delegation(events.event())
    for capacity in (C.HEAD, *[C.ADVISER] * 7):
        factories.member(delegation, capacity)
    with pytest.raises(SecondHead):
        factories.member(delegation, C.HEAD)


def test_a_second_head_is_refused_with_the_name_of_the_first() -> None:
    delegation = factories.delegation(events.event(), places={C.HEAD: 1})
    factories.member(delegation, C.HEAD, who=factories.person(given_name="Mariama", family_name="Sow"))
    with pytest.raises(SecondHead, match="Mariama Sow"):
        factories.member(delegation, C.HEAD)


@pytest.mark.parametrize("to", [State.CANCELLED, State.WITHDRAWN, State.REJECTED])
def test_whoever_leaves_frees_the_place_and_returns_only_when_there_is_one(to: State) -> None:
    delegation = factories.delegation(events.event(), places={C.MEMBER: 1})
    first = factories.member(delegation)
    move(first, to, actor=SYSTEM, now=clock.now(), notify=False)  # as by one's own link, not through the delegation
    assert taken(delegation) == {C.MEMBER: 0}
    factories.member(delegation)
    with pytest.raises(QuotaReached):
        move(first, State.CONFIRMED, actor=SYSTEM, now=clock.now(), notify=False)


def test_somebody_who_comes_back_is_counted_again() -> None:
    delegation = factories.delegation(events.event(), places={C.HEAD: 1})
    head = factories.member(delegation, C.HEAD)
    members.remove_member(head, actor=SYSTEM, now=clock.now())
    assert (head.state, taken(delegation)) == (State.CANCELLED, {C.HEAD: 0})
    move(head, State.CONFIRMED, actor=SYSTEM, now=clock.now(), notify=False)
    assert taken(delegation) == {C.HEAD: 1}


def test_a_head_does_not_come_back_beside_the_next() -> None:
    delegation = factories.delegation(events.event())
    head = factories.member(delegation, C.HEAD)
    members.remove_member(head, actor=SYSTEM, now=clock.now())
    factories.member(delegation, C.HEAD)
    with pytest.raises(SecondHead):
        move(head, State.CONFIRMED, actor=SYSTEM, now=clock.now(), notify=False)


def test_whoever_is_enrolled_by_another_way_is_counted_too() -> None:
    event = events.event()
    delegation = factories.delegation(event, places={C.PRESS: 1})
    enrol(event, factories.person(), actor=SYSTEM, now=clock.now(), delegation_id=delegation.id, capacity=C.PRESS, notify=False)
    assert taken(delegation) == {C.PRESS: 1}
    with pytest.raises(QuotaReached):
        factories.member(delegation, C.PRESS)


def test_another_capacity_moves_the_place() -> None:
    delegation = factories.delegation(events.event(), places={C.MEMBER: 2, C.ADVISER: 1})
    one, other = factories.member(delegation), factories.member(delegation)
    members.change_capacity(one, C.ADVISER, actor=SYSTEM)
    assert taken(delegation) == {C.MEMBER: 1, C.ADVISER: 1}
    with pytest.raises(QuotaReached):
        members.change_capacity(other, C.ADVISER, actor=SYSTEM)
    assert taken(delegation) == {C.MEMBER: 1, C.ADVISER: 1}
    assert (one.capacity, other.capacity) == (C.ADVISER, C.MEMBER)


def test_somebody_who_left_changes_no_more() -> None:
    delegation = factories.delegation(events.event(), places={C.MEMBER: 1, C.ADVISER: 1})
    one = factories.member(delegation)
    members.remove_member(one, actor=SYSTEM, now=clock.now())
    with pytest.raises(NotAllowed):
        members.change_capacity(one, C.ADVISER, actor=SYSTEM)
    assert taken(delegation) == {C.MEMBER: 0, C.ADVISER: 0}


def test_places_cannot_fall_below_the_delegates_named_and_count_those_named_before() -> None:
    delegation = factories.delegation(events.event())
    factories.member(delegation), factories.member(delegation)
    for places in ({C.MEMBER: 1}, {C.HEAD: 1}):
        with pytest.raises(DomainError) as refused:
            service.change_delegation(delegation, places=places, actor=SYSTEM)
        assert refused.value.field == "places_member"
    service.change_delegation(delegation, places={C.MEMBER: 2}, actor=SYSTEM)
    assert taken(delegation) == {C.MEMBER: 2}
    service.change_delegation(delegation, places={}, actor=SYSTEM)
    factories.member(delegation)
    assert delegation.quotas == []


def test_two_heads_cannot_be_foreseen() -> None:
    with pytest.raises(DomainError) as refused:
        factories.delegation(events.event(), places={C.HEAD: 2})
    assert refused.value.field == "places_head"


def test_somebody_registered_already_is_named_with_their_delegation() -> None:
    event = events.event()
    who = factories.person(given_name="Awa", family_name="Ba")
    factories.member(factories.delegation(event, "ML"), who=who)
    with pytest.raises(Conflict, match=r"Awa Ba.*Mali"):
        factories.member(factories.delegation(event, "SN", places={C.MEMBER: 1}), who=who)


def at_once(app: Flask, attempts: list[Callable[[], object]]) -> list[str]:
    """What became of writers that set out together, each in a transaction of its own."""
    db.session.commit()
    together = Barrier(len(attempts))

    def run(attempt: Callable[[], object]) -> str:
        with app.app_context():
            together.wait(timeout=20)
            try:
                attempt()
                db.session.commit()
            except Conflict:
                db.session.rollback()
                return "refused"
            return "written"

    with ThreadPoolExecutor(len(attempts)) as pool:
        return sorted(pool.map(lambda attempt: copy_context().run(run, attempt), attempts))


@pytest.mark.parametrize(("capacity", "places"), [(C.MEMBER, {C.MEMBER: 3}), (C.HEAD, {})])
def test_one_of_many_who_come_at_once_gets_the_last_place(app: Flask, capacity: Capacity, places: dict[Capacity, int]) -> None:
    delegation = factories.delegation(events.event(), places=places)
    for _ in range(2 if places else 0):
        factories.member(delegation)
    key = delegation.id

    def attempt() -> None:
        factories.member(db.session.get(Delegation, key), capacity)  # type: ignore[arg-type]

    assert at_once(app, [attempt] * WRITERS) == ["refused"] * (WRITERS - 1) + ["written"]
    live = select(func.count()).where(Registration.delegation_id == key, Registration.state.in_(LIVE))
    assert db.session.scalar(live) == (3 if places else 1)


def test_changing_capacities_against_each_other_neither_waits_forever_nor_oversells(app: Flask) -> None:
    delegation = factories.delegation(events.event(), places={C.MEMBER: 2, C.ADVISER: 2})
    ids = [factories.member(delegation, capacity).id for capacity in (C.MEMBER, C.ADVISER)]

    def swap(member_id: int, to: Capacity) -> None:
        members.change_capacity(db.session.get(Registration, member_id), to, actor=SYSTEM)  # type: ignore[arg-type]

    assert at_once(app, [lambda: swap(ids[0], C.ADVISER), lambda: swap(ids[1], C.MEMBER)]) == ["written", "written"]
    assert taken(delegation) == {C.MEMBER: 1, C.ADVISER: 1}
