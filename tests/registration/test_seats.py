"""Places: taken and given back in the write, in the order of the queue."""

from __future__ import annotations

import pytest

from app.audit import SYSTEM
from app.core import clock
from app.mail import Message
from app.registration import service
from app.registration.models import State
from app.registration.moves import FormFull, move
from tests.events import factories as events
from tests.registration import factories


def letters_to(registration) -> list[str]:
    return [m.template for m in Message.query.filter_by(about=f"registration:{registration.id}").order_by(Message.id)]


def register(form, **fields):
    return service.register(form, factories.submission(**fields), actor=SYSTEM, now=clock.now())


def test_a_full_form_puts_people_in_a_queue_and_a_cancellation_promotes_the_first() -> None:
    form = factories.form(events.event(), capacity=1)
    first, second, third = (register(form) for _ in range(3))
    assert [r.state for r in (first, second, third)] == [State.CONFIRMED, State.WAITLISTED, State.WAITLISTED]
    move(first, State.CANCELLED, actor=SYSTEM, now=clock.now())
    assert [r.state for r in (first, second, third)] == [State.CANCELLED, State.CONFIRMED, State.WAITLISTED]
    assert form.seats_taken == 1
    assert letters_to(second) == ["registration/waitlisted", "registration/promoted"]
    assert letters_to(first) == ["registration/confirmed", "registration/cancelled"]


def test_a_full_form_without_a_waiting_list_refuses() -> None:
    form = factories.form(events.event(), capacity=1, waiting_list=False)
    register(form)
    with pytest.raises(FormFull):
        register(form)


def test_a_registration_by_the_organiser_takes_a_place_and_a_delegate_takes_none() -> None:
    event = events.event()
    form = factories.form(event, capacity=1, is_open=False)
    walk_in = service.enrol(event, factories.submission().person, actor=SYSTEM, now=clock.now(), function="Maire")
    assert (walk_in.state, walk_in.holds_seat, form.seats_taken) == (State.CONFIRMED, True, 1)
    with pytest.raises(FormFull):
        service.enrol(event, factories.submission().person, actor=SYSTEM, now=clock.now())
