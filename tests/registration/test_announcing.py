"""When an event is cancelled, comes back or moves, each of those who are registered is told once, in their language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Role
from app.audit import SYSTEM
from app.core import work
from app.core.db import db
from app.core.errors import NotAllowed
from app.core.types import Translated
from app.events.models import Event, EventState
from app.events.service import move, update_event
from app.jobs import run_pending
from app.jobs.models import Job, JobState
from app.mail.models import Message
from app.registration import announcing
from app.registration.models import State
from app.registration.tokens import link_token
from tests.accounts.factories import sign_in, user
from tests.events import factories as events
from tests.registration import factories
from tests.support.client import Client
from tests.support.races import at_once

REASON = Translated(fr="Salle inondée", ar="غمرت المياه القاعة", en="The hall is flooded")


@pytest.fixture
def event() -> Event:
    return events.event(slug="held", contact_email="contact@example.org")


def letters(template: str = "registration/event-cancelled") -> list[Message]:
    return list(db.session.scalars(select(Message).where(Message.template == template).order_by(Message.id)))


def cancel(event: Event, **how: Any) -> None:
    move(event, EventState.CANCELLED, reason=REASON, actor=SYSTEM, **how)


def test_each_live_registration_is_told_once_in_its_language_with_the_reason(app: Flask, event: Event) -> None:
    live = [
        factories.registration(event, state=state, locale=locale)
        for state, locale in ((State.CONFIRMED, "fr"), (State.PENDING, "ar"), (State.WAITLISTED, "en"))
    ]
    for state in (State.CANCELLED, State.WITHDRAWN, State.REJECTED):
        factories.registration(event, state=state)
    factories.registration(event, email="")
    cancel(event)
    work.finish()
    run_pending(app)
    told = [(letter.to_address, letter.locale, str(REASON[letter.locale]) in letter.text) for letter in letters()]
    assert told == [(one.email, one.locale, True) for one in live]
    assert all("contact@example.org" in letter.text for letter in letters())


def test_the_job_run_twice_writes_no_second_letter(app: Flask, event: Event) -> None:
    factories.registration(event)
    cancel(event)
    work.finish()
    run_pending(app)
    announcing.write_to_each(db.session.scalars(select(Job.id)).one())
    assert len(letters()) == 1


def test_of_many_who_cancel_in_one_moment_one_does_and_people_are_told_once(app: Flask, event: Event) -> None:
    factories.registration(event)
    event_id = event.id
    assert at_once(app, *[lambda: cancel(db.session.get_one(Event, event_id))] * 4) == ["refused"] * 3 + ["written"]
    run_pending(app)
    assert len(letters()) == 1


def test_many_are_told_in_small_transactions_and_who_left_meanwhile_is_not(app: Flask, event: Event) -> None:
    people = [factories.registration(event) for _ in range(announcing.AT_ONCE * 2 + 3)]
    cancel(event)
    people[-1].state = State.WITHDRAWN
    work.finish()
    run_pending(app)
    job = db.session.scalars(select(Job)).one()
    assert (job.state, job.done, len(letters())) == (JobState.DONE, len(people) - 1, len(people) - 1)


def test_the_letter_brings_a_calendar_entry_that_says_cancelled_and_no_ticket(app: Flask, event: Event, mailbox: list[Any]) -> None:
    factories.registration(event)
    cancel(event)
    work.finish()
    while run_pending(app):
        pass
    (letter,) = mailbox
    (entry,) = letter.attachments
    assert entry.get_filename() == "held.ics"
    assert b"STATUS:CANCELLED" in entry.get_payload(decode=True)


def test_an_organiser_may_choose_not_to_write(app: Flask, client: Client, event: Event) -> None:
    factories.registration(event)
    sign_in(client, user(Role.MANAGER, event))
    client.post("/manage/events/held/state", data={"to": "cancelled", "reason-fr": "Reporté"})
    assert (event.state, db.session.scalars(select(Job)).all()) == (EventState.CANCELLED, [])


def test_the_page_of_details_proposes_to_write_and_the_overview_shows_the_work(client: Client, event: Event) -> None:
    factories.registration(event)
    sign_in(client, user(Role.MANAGER, event))
    assert "Write to everybody who is registered" in client.get("/manage/events/held/edit?lang=en").text
    done = client.post(
        "/manage/events/held/state?lang=en", data={"to": "cancelled", "reason-fr": "Reporté", "tell": "y"}, follow_redirects=True
    )
    assert "Writing to everybody registered" in done.text


def test_the_participants_page_says_that_the_event_is_cancelled_and_shows_no_ticket(client: Client, event: Event) -> None:
    page = f"/events/held/registrations/{link_token(factories.registration(event))}?lang=en"
    assert 'class="qr"' in client.get(page).text
    cancel(event)
    shown = client.get(page).text
    assert ("This event is cancelled" in shown, "The hall is flooded" in shown, 'class="qr"' in shown) == (True, True, False)


def test_who_was_told_of_a_cancellation_is_told_when_it_takes_place_after_all(app: Flask, event: Event) -> None:
    factories.registration(event)
    cancel(event)
    move(event, EventState.PUBLISHED, actor=SYSTEM)
    work.finish()
    run_pending(app)
    assert (len(letters()), len(letters("registration/event-restored"))) == (1, 1)


def test_publishing_for_the_first_time_writes_to_nobody() -> None:
    draft = events.event(state=EventState.DRAFT)
    factories.registration(draft)
    move(draft, EventState.PUBLISHED, actor=SYSTEM)
    assert db.session.scalars(select(Job)).all() == []


def test_a_move_from_a_state_that_is_no_more_is_refused(event: Event) -> None:
    cancel(event)
    with pytest.raises(NotAllowed):
        cancel(event)


LATER = {"starts_at": datetime(2026, 12, 16, 9), "ends_at": datetime(2026, 12, 17, 17)}


@pytest.fixture
def moved(event: Event) -> Event:
    """Somebody registered, then the days changed."""
    factories.registration(event)
    update_event(event, actor=SYSTEM, **LATER)
    return event


def overview(client: Client, event: Event) -> str:
    return sign_in(client, user(Role.MANAGER, event)).get("/manage/events/held/?lang=en").text


def test_the_overview_says_how_many_do_not_know_of_a_new_time_until_they_are_told(app: Flask, client: Client, moved: Event) -> None:
    assert "1 person who is registered was not told" in overview(client, moved)
    sent = client.post("/manage/events/held/announce", data={"note-fr": "Les trains sont plus nombreux ce jour-là."})
    assert sent.location.startswith("/manage/jobs/")
    run_pending(app)
    (letter,) = letters("registration/event-moved")
    assert ("Les trains" in letter.text, "16 December 2026" in letter.text or "16 décembre 2026" in letter.text) == (True, True)
    assert "was not told" not in overview(client, moved)


def test_it_may_be_said_that_no_letter_is_needed(client: Client, moved: Event) -> None:
    sign_in(client, user(Role.MANAGER, moved))
    client.post("/manage/events/held/announce", data={"waive": "1"})
    assert "was not told" not in overview(client, moved)
    assert db.session.scalars(select(Job)).all() == []


def test_who_registers_after_the_change_knows_it_already(client: Client, event: Event) -> None:
    update_event(event, actor=SYSTEM, **LATER)
    factories.registration(event)
    update_event(event, actor=SYSTEM, title=Translated(en="Another title"))
    assert "was not told" not in overview(client, event)
