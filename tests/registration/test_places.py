"""Whatever happens in whatever order, and by however many at once: places are counted right, and nobody is overtaken."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.audit import SYSTEM
from app.core import clock, work
from app.core.db import db
from app.core.errors import DomainError
from app.people.service import fields_of
from app.registration import editing, service
from app.registration.models import Registration, RegistrationForm, State
from app.registration.moves import move
from app.registration.rules import SEATED
from tests.events import factories as events
from tests.registration import factories

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
STEPS = st.lists(
    st.one_of(
        st.just(("register", 0)),
        st.tuples(st.sampled_from(["cancel", "approve", "reject", "restore", "queue"]), st.integers(0, 9)),
        st.tuples(st.just("places"), st.integers(0, 6)),
    ),
    max_size=30,
)
TARGETS = {
    "cancel": State.CANCELLED,
    "approve": State.CONFIRMED,
    "reject": State.REJECTED,
    "restore": State.CONFIRMED,
    "queue": State.WAITLISTED,
}


def check(form: RegistrationForm, everyone: list[Registration]) -> None:
    """The rules of places, whatever happened before."""
    holding = [r for r in everyone if r.holds_seat]
    waiting = [r for r in everyone if r.state is State.WAITLISTED]
    assert form.seats_taken == len(holding) <= form.capacity
    assert all(r.holds_seat == (r.state in SEATED) for r in everyone)
    assert not waiting or form.seats_taken == form.capacity  # nobody waits beside a free place


def step(form: RegistrationForm, everyone: list[Registration], what: str, number: int, now: datetime) -> None:
    if what == "register":
        everyone.append(service.register(form, factories.submission(), actor=SYSTEM, now=now))
    elif what == "places":
        editing.configure(form, actor=SYSTEM, now=now, capacity=number)
    elif everyone:
        move(everyone[number % len(everyone)], TARGETS[what], actor=SYSTEM, now=now, notify=False)


@pytest.mark.slow
@pytest.mark.parametrize("moderated", [False, True])
@given(steps=STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_place_is_lost_or_given_twice_and_nobody_is_overtaken(app: Flask, moderated: bool, steps: list[tuple[str, int]]) -> None:
    with app.app_context():
        play(factories.form(events.event(), capacity=2, moderated=moderated), steps)
        db.session.rollback()


def play(form: RegistrationForm, steps: list[tuple[str, int]]) -> None:
    everyone: list[Registration] = []
    for second, (what, number) in enumerate(steps):
        queue = sorted((r for r in everyone if r.state is State.WAITLISTED), key=lambda r: (r.queued_at, r.id))
        aimed = everyone[number % len(everyone)] if everyone and what not in ("register", "places") else None
        try:
            with db.session.begin_nested():
                step(form, everyone, what, number, START + timedelta(seconds=second))
        except DomainError:
            pass
        check(form, everyone)
        still = [r.state is State.WAITLISTED for r in queue if r is not aimed]
        assert still == sorted(still)  # whoever left the queue by a promotion stood before all those still in it


def in_threads(app: Flask, work_of, arguments: list) -> list:
    """Each call in a thread with a session and a transaction of its own, ten at a time."""

    def run(argument):
        with app.app_context():
            try:
                result = work_of(argument)
                work.finish()
            except DomainError as error:
                work.abandon()
                result = type(error).__name__
            return result

    with ThreadPoolExecutor(10) as pool:
        return list(pool.map(run, arguments))


@pytest.mark.slow
def test_fifty_at_once_for_ten_places(app: Flask) -> None:
    form_id = factories.form(events.event(), capacity=10).id
    handed_in = [factories.submission() for _ in range(50)]
    db.session.commit()

    def register(submission) -> str:
        form = db.session.get(RegistrationForm, form_id)
        return service.register(form, submission, actor=SYSTEM, now=clock.now()).state.value

    states = in_threads(app, register, handed_in)
    db.session.expire_all()
    assert (states.count("confirmed"), states.count("waitlisted")) == (10, 40)
    assert db.session.get(RegistrationForm, form_id).seats_taken == 10


def test_places_given_back_while_others_join_the_queue_are_never_lost(app: Flask) -> None:
    event = events.event()
    form = factories.form(event, capacity=5)
    form_id, seated = form.id, [factories.registration(event).id for _ in range(5)]
    jobs = [job for pair in zip(seated, [factories.submission() for _ in range(5)], strict=True) for job in pair]
    jobs += [factories.submission() for _ in range(10)]
    db.session.commit()

    def go(job) -> None:
        if isinstance(job, int):
            move(db.session.get(Registration, job), State.CANCELLED, actor=SYSTEM, now=clock.now())
        else:
            service.register(db.session.get(RegistrationForm, form_id), job, actor=SYSTEM, now=clock.now())

    assert set(in_threads(app, go, jobs)) == {None}
    db.session.expire_all()
    check(db.session.get(RegistrationForm, form_id), db.session.query(Registration).all())
    assert db.session.query(Registration).filter_by(state=State.CONFIRMED).count() == 5
    assert db.session.query(Registration).filter_by(state=State.WAITLISTED).count() == 10


def test_one_registration_cancelled_by_two_at_once_gives_one_place_back(app: Flask) -> None:
    event = events.event()
    form_id = factories.form(event, capacity=5).id
    registration_id = factories.registration(event).id
    factories.registration(event)
    db.session.commit()

    def cancel(_number: int) -> None:
        move(db.session.get(Registration, registration_id), State.CANCELLED, actor=SYSTEM, now=clock.now())

    assert sorted(map(str, in_threads(app, cancel, list(range(6))))) == ["None", *["NotAllowed"] * 5]
    db.session.expire_all()
    assert db.session.get(RegistrationForm, form_id).seats_taken == 1


def test_the_same_person_handed_in_by_two_at_once_is_registered_once(app: Flask) -> None:
    form_id = factories.form(events.event(), capacity=5).id
    handed_in = factories.submission()
    db.session.commit()

    def register(_number: int) -> str:
        return service.register(db.session.get(RegistrationForm, form_id), handed_in, actor=SYSTEM, now=clock.now()).state.value

    assert sorted(in_threads(app, register, list(range(6)))) == [*["AlreadyRegistered"] * 5, "confirmed"]
    db.session.expire_all()
    assert db.session.get(RegistrationForm, form_id).seats_taken == 1


def test_somebody_is_renamed_in_one_event_while_they_register_for_another_and_keeps_their_name_there(app: Flask) -> None:
    known = factories.registration(events.event())
    form_id, known_id, handed_in = factories.form(events.event()).id, known.id, factories.submission(**vars(fields_of(known.person)))
    before, renamed = known.person.given_name, replace(handed_in, person=replace(handed_in.person, given_name="Renamed"))
    db.session.commit()

    def act(number: int) -> None:
        if number:
            service.change(db.session.get(Registration, known_id), renamed, actor=SYSTEM, now=clock.now())
        else:
            service.register(db.session.get(RegistrationForm, form_id), handed_in, actor=SYSTEM, now=clock.now())

    assert in_threads(app, act, [0, 1]) == [None, None]
    db.session.expire_all()
    assert {one.form_id == form_id: one.person.given_name for one in db.session.query(Registration)} == {True: before, False: "Renamed"}
