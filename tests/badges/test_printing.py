"""Print runs, print states, lost badges."""

import io

import pypdfium2
import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.audit import SYSTEM
from app.badges import queries, service
from app.badges.models import BadgePrint
from app.badges.queries import PrintState, Who
from app.core import work
from app.core.db import db
from app.core.types import Translated
from app.desk.api import older_badges
from app.jobs import Job, JobState, enqueue, run_pending
from app.registration.models import State
from app.storage import read
from tests.accounts.factories import sign_in, user
from tests.events import factories as events
from tests.registration import factories as registrations


@pytest.fixture
def event():
    return events.event(title=Translated(fr="Colloque", ar="ندوة"), languages=["fr", "ar"])


def states(event):
    counts = queries.counts(event)
    return {state.value: sum(one[state] for one in counts.values()) for state in PrintState}


def finish_work(app):
    work.finish()
    run_pending(app)


def run(app, event, **options):
    chosen = {"design": "a7-sheet", "who": Who.OPEN, "category_id": None, "actor": SYSTEM, **options}
    job = service.start_printing(event, **chosen)
    finish_work(app)
    return db.session.get_one(Job, job.id, populate_existing=True)


def test_a_run_prints_everybody_once_and_remembers_it(app, event):
    people = [registrations.registration(event) for _ in range(9)]
    registrations.registration(event, state=State.PENDING)
    job = run(app, event)
    assert (job.state, job.done, job.total) == (JobState.DONE, 9, 9)
    assert len(pypdfium2.PdfDocument(io.BytesIO(read(job.file)))) == 2
    tokens = set(db.session.scalars(select(BadgePrint.token)))
    assert tokens == {one.badge_token for one in people}
    assert states(event) == {"never": 0, "changed": 0, "printed": 9}


def test_a_second_run_takes_only_new_and_changed_badges(app, event):
    first, second = registrations.registration(event), registrations.registration(event)
    run(app, event)
    second.revision += 1
    third = registrations.registration(event)
    db.session.flush()
    assert states(event) == {"never": 1, "changed": 1, "printed": 1}
    assert {one.id for one in queries.to_print(event, Who.OPEN)} == {second.id, third.id}
    assert {one.id for one in queries.to_print(event, Who.ALL)} == {first.id, second.id, third.id}


def test_a_changed_name_asks_for_a_new_badge(app, event):
    registration = registrations.registration(event)
    run(app, event)
    registration.person.family_name = "Autre"
    db.session.flush()
    assert states(event)["changed"] == 1


def test_a_run_can_be_narrowed_to_a_category(app, event):
    press = registrations.category(event, "P")
    registrations.registration(event)
    reporter = registrations.registration(event, category_id=press.id)
    job = run(app, event, category_id=press.id)
    assert db.session.scalars(select(BadgePrint.registration_id)).all() == [reporter.id]
    assert job.total == 1


def test_a_run_with_nobody_left_says_so(app, event):
    job = run(app, event)
    assert (job.state, job.file_id, len(job.problems)) == (JobState.DONE, None, 1)


def test_a_run_twice_delivered_prints_once(app, event):
    registrations.registration(event)
    job = run(app, event)
    enqueue("badges.print", job.id)
    finish_work(app)
    assert len(db.session.scalars(select(BadgePrint.id)).all()) == 1


def test_a_lost_badge_is_void_at_the_desk_and_the_new_one_is_another(app, event):
    registration = registrations.registration(event)
    run(app, event)
    old = registration.badge_token
    service.replace_lost(registration, reason="perdu", actor=SYSTEM)
    assert registration.badge_token != old
    assert older_badges(event.id, [old]) == {old: registration.id}
    assert states(event)["changed"] == 1
    assert registration.badge_token.lower() in registration.search


def test_the_code_of_the_letter_is_void_too_when_nothing_was_printed(event):
    registration = registrations.registration(event)
    old = registration.badge_token
    service.replace_lost(registration, reason="perdu", actor=SYSTEM)
    assert older_badges(event.id, [old]) == {old: registration.id}


@pytest.mark.parametrize("state", [State.PENDING, State.WAITLISTED, State.CANCELLED])
def test_only_the_confirmed_have_a_badge(event, state):
    registration = registrations.registration(event, state=state)
    with pytest.raises(service.NoBadge):
        service.print_one(registration, "a6", actor=SYSTEM)
    assert db.session.scalars(select(BadgePrint.id)).all() == []


def test_names_follow_the_language_of_the_event_and_fall_back(event):
    both = registrations.person(event, given_name="Amina", family_name="Alaoui", given_name_ar="أمينة", family_name_ar="العلوي")
    latin = registrations.person(event, given_name="Léa", family_name="Roux", given_name_ar="", family_name_ar="")
    first, second = (service.holder_of(registrations.registration(event, person_=one), "ar") for one in (both, latin))
    assert (first.name, first.other_name) == (("أمينة", "العلوي"), "Amina Alaoui")
    assert (second.name, second.other_name) == (("Léa", "Roux"), "")


def test_the_desk_prints_one_badge_and_starts_a_run(app, client, event):
    registration = registrations.registration(event, category_id=registrations.category(event).id)
    sign_in(client, user(Role.DESK, event))
    base = f"/manage/events/{event.slug}/badges/"
    assert client.get(base).status_code == 200
    pdf = client.post(f"{base}{registration.id}/a6.pdf")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")
    assert client.get(f"{base}{registration.id}/").status_code == 200
    started = client.post(base, data={"design": "a6-sheet", "who": "all", "category": ""})
    assert started.status_code == 303
    finish_work(app)
    assert db.session.scalars(select(BadgePrint.design).order_by(BadgePrint.id)).all() == ["a6", "a6-sheet"]


@pytest.mark.parametrize(
    "data", [{"design": "poster", "who": "all"}, {"design": "a6", "who": "nobody"}, {"design": "a6", "who": "all", "category": "999"}]
)
def test_a_run_that_makes_no_sense_is_refused(client, event, data):
    registrations.registration(event)
    sign_in(client, user(Role.DESK, event))
    assert client.post(f"/manage/events/{event.slug}/badges/", data={"category": "", **data}).status_code == 422
    assert db.session.scalars(select(Job.id)).all() == []


def test_another_events_badge_does_not_exist_here(client, event):
    stranger = registrations.registration(events.event())
    sign_in(client, user(Role.DESK, event))
    base = f"/manage/events/{event.slug}/badges/{stranger.id}"
    assert [client.get(f"{base}/").status_code, client.post(f"{base}/a6.pdf").status_code, client.post(f"{base}/lost").status_code] == [
        404
    ] * 3


@pytest.mark.parametrize(("languages", "expected"), [(["fr"], "S.E. M."), (["ar"], "سعادة السيد"), (["en"], "H.E. Mr")])
def test_a_badge_has_the_form_of_address_in_the_language_of_the_event(languages, expected):
    one = registrations.registration(events.event(languages=languages))
    one.person.title = "S.E. M."
    assert service.holder_of(one, service.language_of(one.event)).honorific == expected
