"""Many are moved at once; it can be taken back, and who was not told yet is not told at all."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parseaddr

import pytest

from app.accounts.models import Role
from app.audit import SYSTEM
from app.core import clock, work
from app.core.db import db
from app.events.models import Event
from app.jobs import run_pending
from app.mail import Message
from app.mail.tasks import send_due
from app.registration import service, together
from app.registration.models import Registration, State
from app.registration.moves import move
from tests.accounts.factories import sign_in, user
from tests.events import factories as events
from tests.registration import factories
from tests.support.client import Client


@pytest.fixture
def event() -> Event:
    return events.event(slug="held")


def moved(event: Event, registrations: list[Registration], to: State) -> int:
    outcome = together.move_together(event, registrations, to, actor=SYSTEM, now=clock.now(), reason="")
    assert outcome.entry_id is not None
    return outcome.entry_id


def back(event: Event, entry_id: int) -> together.Outcome:
    entry = together.offered(event, entry_id)
    assert entry is not None
    return together.undo(event, entry, actor=SYSTEM, now=clock.now())


def templates() -> list[str]:
    return [letter.template for letter in db.session.query(Message).order_by(Message.id)]


def test_what_is_taken_back_at_once_nobody_hears_of(app, event: Event, mailbox) -> None:
    pending = [factories.registration(event, state=State.PENDING) for _ in range(3)]
    entry_id = moved(event, pending, State.REJECTED)
    work.finish()
    run_pending(app)
    assert (back(event, entry_id).done, templates(), mailbox) == (3, [], [])
    assert [one.state for one in pending] == [State.PENDING] * 3
    assert pending[0].form.seats_taken == 3


def test_who_held_none_of_the_counted_places_holds_none_again(app, event: Event) -> None:
    other = factories.registration(event, state=State.CONFIRMED)
    other.form.capacity = 1
    person = factories.submission().person
    guest = service.enrol(event, person, actor=SYSTEM, now=clock.now(), beyond_capacity=True, notify=False)
    assert guest.form.seats_taken == 1
    entry_id = moved(event, [guest, other], State.CANCELLED)
    assert guest.form.seats_taken == 0
    assert back(event, entry_id) == (2, [], None)
    assert ([guest.holds_seat, other.holds_seat], guest.form.seats_taken) == ([False, True], 1)


def test_who_was_told_is_told_again(app, event: Event) -> None:
    one = factories.registration(event, state=State.PENDING)
    entry_id = moved(event, [one], State.REJECTED)
    work.finish()
    with clock.frozen(clock.now() + together.HOLD):
        send_due()
    assert back(event, entry_id).done == 1
    assert templates() == ["registration/rejected", "registration/received"]


def test_a_former_place_in_the_queue_is_kept(event: Event) -> None:
    factories.form(event, capacity=1, waiting_list=True)
    factories.registration(event)
    first, second = (factories.registration(event, state=State.WAITLISTED) for _ in range(2))
    queued_at = first.queued_at
    back(event, moved(event, [first], State.REJECTED))
    assert (first.state, first.queued_at, second.state) == (State.WAITLISTED, queued_at, State.WAITLISTED)


def test_a_place_that_went_to_somebody_else_is_not_taken_from_them(event: Event) -> None:
    factories.form(event, capacity=1)
    held, waiting = factories.registration(event), factories.registration(event, state=State.WAITLISTED)
    outcome = back(event, moved(event, [held], State.CANCELLED))
    assert (outcome.done, held.state, waiting.state) == (0, State.CANCELLED, State.CONFIRMED)
    assert outcome.problems == [f"{held.person.name}: There is no place left. Raise the number of places first."]


def test_what_somebody_changed_since_stays(event: Event) -> None:
    one, other = (factories.registration(event, state=State.PENDING) for _ in range(2))
    entry_id = moved(event, [one, other], State.REJECTED)
    move(one, State.CONFIRMED, actor=SYSTEM, now=clock.now())
    outcome = back(event, entry_id)
    assert (outcome.done, one.state, other.state) == (1, State.CONFIRMED, State.PENDING)
    assert (back(event, entry_id).done, other.state) == (0, State.PENDING)


def test_the_list_says_how_many_and_takes_them_back(client: Client, event: Event) -> None:
    pending = [factories.registration(event, state=State.PENDING) for _ in range(2)]
    registrar = sign_in(client, user(Role.REGISTRAR, event))
    data = {"action": "approve", "everything": "1", "confirmed": "1"}
    page = registrar.post("/manage/events/held/registrations/bulk?state=pending&lang=en", data=data, follow_redirects=True)
    assert "2 registrations: “Confirmed”." in page.text
    entry_id = int(page.request.args["moved"])
    undone = registrar.post(f"/manage/events/held/registrations/bulk/{entry_id}/undo?state=pending&lang=en", follow_redirects=True)
    assert "2 registrations are as they were before." in undone.text
    assert [one.state for one in pending] == [State.PENDING] * 2


def test_it_is_offered_for_an_hour_and_for_this_event_alone(client: Client, event: Event) -> None:
    entry_id = moved(event, [factories.registration(event, state=State.PENDING)], State.CONFIRMED)
    other = events.event()
    registrar = sign_in(client, user(Role.REGISTRAR, other))
    assert registrar.post(f"/manage/events/{other.slug}/registrations/bulk/{entry_id}/undo").status_code == 404
    with clock.frozen(clock.now() + together.OFFERED + timedelta(seconds=1)):
        assert together.offered(event, entry_id) is None


def test_one_that_cannot_be_moved_takes_no_letter_of_the_others_with_it(app, client: Client, event: Event, mailbox) -> None:
    first, gone, last = [factories.registration(event, state=state) for state in (State.PENDING, State.CANCELLED, State.PENDING)]
    registrar = sign_in(client, user(Role.REGISTRAR, event))
    data = {"action": "reject", "ids": [first.id, gone.id, last.id], "confirmed": "1"}
    registrar.post(f"/manage/events/{event.slug}/registrations/bulk", data=data)
    run_pending(app)
    assert mailbox == []  # until it can no more be taken back
    with clock.frozen(clock.now() + together.HOLD):
        send_due()
    assert [parseaddr(letter.to[0])[1] for letter in mailbox] == [first.email, last.email]
