"""The organiser's programme, through its pages."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.agenda.models import Contribution, Participation, ParticipationRole, Session, SessionKind, SessionState
from app.core.db import db
from app.core.types import Translated
from app.people.models import Person
from tests.accounts.factories import sign_in, user
from tests.agenda import factories
from tests.events import factories as events
from tests.support.queries import count_queries

START = datetime(2026, 12, 14, 9)


@pytest.fixture
def event():
    return events.event(venue=events.venue(rooms=("Room A", "Room B")))


@pytest.fixture
def officer(client, event):
    """A client signed in as the programme's officer of the event."""
    return sign_in(client, user(Role.PROGRAMME, event))


def fields(**changes):
    return {
        "kind": "panel", "title-fr": "Panel", "title-ar": "", "title-en": "", "day": "2026-12-14", "start": "09:00", "end": "10:00",
        "room": "0", "language": "fr", **changes,
    }  # fmt: skip


def base(event):
    return f"/manage/events/{event.slug}/programme"


def test_a_session_is_added_from_the_form(officer, event):
    room = event.venue.rooms[1]
    response = officer.post(f"{base(event)}/sessions/new", data=fields(room=room.id, **{"summary-fr": "**Trois** voix"}))
    session = db.session.scalars(select(Session)).one()
    assert response.location == f"{base(event)}/sessions/{session.id}"
    assert (session.starts_at, session.ends_at, session.room, session.language) == (START, START + timedelta(hours=1), room, "fr")
    assert (session.kind, session.title, session.summary) == (SessionKind.PANEL, {"fr": "Panel"}, {"fr": "**Trois** voix"})


def test_midnight_is_the_end_of_the_day(officer, event):
    officer.post(f"{base(event)}/sessions/new", data=fields(start="20:00", end="00:00"))
    assert db.session.scalars(select(Session.ends_at)).one() == datetime(2026, 12, 15)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"end": "08:00"}, "The session ends before it starts."),
        ({"title-fr": ""}, "Give this text in one language at least."),
        ({"title-fr": "x" * 201}, "At most 200 characters."),
        ({"day": "2026-12-13"}, "Not a valid choice."),
        ({"day": "yesterday"}, "Not a valid choice."),
        ({"kind": "party"}, "Not a valid choice."),
        ({"room": "99999"}, "Not a valid choice."),
        ({"start": "25:00"}, "Not a valid time value."),
        ({"start": ""}, "Say when it starts."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_writes_nothing(officer, event, wrong, said):
    response = officer.post(f"{base(event)}/sessions/new?lang=en", data=fields(**wrong))
    assert response.status_code == 422
    assert said in response.text
    assert db.session.scalar(select(Session.id)) is None


def test_a_clash_is_said_beside_the_room_and_what_was_typed_stays(officer, event):
    taken = factories.session(event, START, room=event.venue.rooms[0], title=Translated(en="Opening"))
    response = officer.post(f"{base(event)}/sessions/new?lang=en", data=fields(room=taken.room_id, **{"title-fr": "Mon panel"}))
    assert response.status_code == 422
    assert re.search(r'id="room-error">.*?Room A is already used then: “Opening”', response.text, re.DOTALL)
    assert 'value="Mon panel"' in response.text
    assert db.session.scalars(select(Session.id)).all() == [taken.id]


def test_a_session_is_edited_cancelled_restored_and_deleted(officer, event):
    session = factories.session(event, START)
    path = f"{base(event)}/sessions/{session.id}"
    assert officer.post(path, data=fields(start="11:00", end="12:30")).status_code == 302
    assert (session.starts_at.hour, session.sequence) == (11, 1)
    officer.post(f"{path}/cancel")
    assert (session.state, session.sequence) == (SessionState.CANCELLED, 2)
    officer.post(f"{path}/restore")
    assert (session.state, session.sequence) == (SessionState.SCHEDULED, 3)
    assert officer.post(f"{path}/delete").location == f"{base(event)}/"
    assert db.session.scalar(select(Session.id)) is None


def test_a_refused_button_says_why_on_the_page_and_changes_nothing(officer, event):
    room = event.venue.rooms[0]
    gone = factories.session(event, START, room=room, state=SessionState.CANCELLED)
    factories.session(event, START, room=room)
    response = officer.post(f"{base(event)}/sessions/{gone.id}/restore?lang=en")
    assert response.status_code == 409
    assert "Room A is already used then" in response.text
    assert gone.state is SessionState.CANCELLED


def test_talks_are_added_ordered_changed_and_taken_out(officer, event):
    session = factories.session(event, START)
    path = f"{base(event)}/sessions/{session.id}"
    for title in ("One", "Two"):
        assert officer.post(f"{path}/talks/new", data={"title-en": title, "minutes": "20"}).status_code == 302
    one, two = session.contributions
    officer.post(f"{path}/talks/{two.id}/earlier")
    assert session.contributions == [two, one]
    page = officer.get(f"{path}?lang=en").text
    assert re.findall(r'<p class="hour">(\d\d:\d\d–\d\d:\d\d)</p>\s+<div class="stack">', page) == ["09:00–09:20", "09:20–09:40"]
    officer.post(f"{path}/talks/{one.id}", data={"title-en": "First", "minutes": ""})
    assert (one.title, one.minutes) == ({"en": "First"}, None)
    officer.post(f"{path}/talks/{two.id}/remove")
    assert session.contributions == [one]


@pytest.mark.parametrize(
    ("minutes", "said"), [("61", "1 too many"), ("0", "From 1 to 1440 minutes."), ("ten", "Not a valid integer value.")]
)
def test_minutes_that_cannot_be_are_refused(officer, event, minutes, said):
    session = factories.session(event, START)
    response = officer.post(f"{base(event)}/sessions/{session.id}/talks/new?lang=en", data={"title-en": "Talk", "minutes": minutes})
    assert response.status_code == 422
    assert said in response.text
    assert db.session.scalar(select(Contribution.id)) is None


def test_somebody_is_found_in_either_script_and_given_a_role(officer, event):
    from app.core.search import searchable

    session = factories.session(event, START)
    person = factories.speaker(event, agreed=True, search=searchable("Salma Bénnani", "سلمى بناني"))
    person.organisation = events.organisation(name=Translated(fr="Commune de Salé"))
    factories.speaker(event, agreed=True, search=searchable("Omar Tazi"))
    path = f"{base(event)}/sessions/{session.id}/people"
    for query in ("bennani", "سلمي", "salma sale"):
        assert re.findall(r'name="known-person" value="(\d+)"', officer.get(path, query_string={"q": query}).text) == [str(person.id)]
    assert "known-person" not in officer.get(path).text
    assert officer.post(path, data={"known-person": person.id, "known-role": "chair"}).status_code == 302
    assert [(p.person, p.role) for p in session.participations] == [(person, ParticipationRole.CHAIR)]


def test_somebody_new_is_entered_with_names_in_two_scripts(officer, event):
    talk = factories.contribution(factories.session(event, START))
    data = {
        "new-given_name": "Fatou", "new-family_name": "Diop", "new-given_name_ar": "فاتو", "new-family_name_ar": "ديوب",
        "new-role": "speaker", "new-function-fr": "Maire", "new-title": "Mme",
    }  # fmt: skip
    assert officer.post(f"{base(event)}/sessions/{talk.session_id}/talks/{talk.id}/people", data=data).status_code == 302
    person = talk.participations[0].person
    assert (person.latin_name, person.arabic_name, person.function) == ("Fatou Diop", "فاتو ديوب", {"fr": "Maire"})
    assert person.public_since is None


def test_a_new_person_without_a_whole_name_is_refused_and_not_kept(officer, event):
    session = factories.session(event, START)
    data = {"new-given_name": "Fatou", "new-role": "speaker"}
    response = officer.post(f"{base(event)}/sessions/{session.id}/people?lang=en", data=data)
    assert response.status_code == 422
    assert "Give the given name and the family name" in response.text
    assert db.session.scalar(select(Person.id)) is None


def test_a_person_who_is_needed_elsewhere_is_refused_by_name(officer, event):
    first, second = factories.session(event, START, title=Translated(en="Opening")), factories.session(event, START)
    person = factories.participation(first, factories.speaker(event, given_name="Salma", family_name="Bennani")).person
    path = f"{base(event)}/sessions/{second.id}/people?lang=en"
    response = officer.post(path, data={"known-person": person.id, "known-role": "speaker"})
    assert response.status_code == 422
    assert "Salma Bennani is already needed then: “Opening”" in response.text
    assert second.participations == []


@pytest.mark.parametrize(
    "data",
    [
        {"known-person": "99999", "known-role": "chair"},
        {"known-role": "chair"},
        {"known-person": "x", "known-role": "chair"},
        {"known-person": "1", "known-role": "king"},
    ],
)
def test_nobody_or_an_unknown_role_changes_nothing(officer, event, data):
    session = factories.session(event, START)
    assert officer.post(f"{base(event)}/sessions/{session.id}/people", data=data).status_code in (404, 422)
    assert db.session.scalar(select(Participation.id)) is None


def test_people_are_put_in_order_and_taken_out_by_buttons(officer, event):
    session = factories.session(event, START)
    one, two = (factories.participation(session) for _ in range(2))
    path = f"{base(event)}/sessions/{session.id}/participations"
    officer.post(f"{path}/{two.id}/earlier")
    assert session.participations == [two, one]
    officer.post(f"{path}/{two.id}/remove")
    assert session.participations == [one]


def test_another_events_session_talk_and_people_do_not_exist_here(officer, event):
    mine, other = factories.session(event, START), factories.session(events.event(), START)
    talk, part = factories.contribution(other), factories.participation(other)
    for path in (
        f"sessions/{other.id}",
        f"sessions/{mine.id}/talks/{talk.id}",
        f"sessions/{other.id}/people",
        f"sessions/{mine.id}/talks/{talk.id}/people",
    ):
        assert officer.get(f"{base(event)}/{path}").status_code == 404
    for path in (
        f"sessions/{other.id}/delete",
        f"sessions/{mine.id}/talks/{talk.id}/remove",
        f"sessions/{mine.id}/participations/{part.id}/remove",
    ):
        assert officer.post(f"{base(event)}/{path}").status_code == 404
    assert len(other.participations) == len(other.contributions) == 1


def test_who_may_only_look_sees_the_programme_and_changes_nothing(client, event):
    session = factories.session(event, START)
    sign_in(client, user(Role.VIEWER, event))
    page = client.get(f"{base(event)}/")
    assert page.status_code == 200
    assert "/sessions/" not in page.text
    assert client.post(f"{base(event)}/sessions/{session.id}/delete").status_code == 403


def test_the_check_is_clean_until_there_is_something_to_say(officer, event):
    room = event.venue.rooms[0]
    room.seats = 0
    fine = factories.session(event, START, kind=SessionKind.OPENING, room=room)
    factories.participation(fine, factories.speaker(event, agreed=True))
    page = officer.get(f"{base(event)}/check?lang=en").text
    assert "Nobody is in two places, and no room is used twice." in page
    assert "Nothing." in page
    lonely = factories.session(event, START + timedelta(hours=1))
    factories.participation(lonely, factories.speaker(event, given_name="Omar", family_name="Tazi"))
    page = officer.get(f"{base(event)}/check?lang=en").text
    for said in ("It has no room.", "Nobody chairs or moderates it.", "No agreement to a public page yet: Omar Tazi."):
        assert said in page


def test_the_check_names_what_a_change_of_the_events_days_left_behind(officer, event):
    factories.session(event, START + timedelta(days=1))
    room = event.venue.rooms[0]
    for _ in range(2):
        factories.session(event, START, room=room)  # by no service
    event.ends_at = START + timedelta(hours=8)
    page = officer.get(f"{base(event)}/check?lang=en").text
    assert page.count("outside the event") == 1
    assert page.count("Room 1 is already used then" if "Room 1" in page else "Room A is already used then") == 1
    assert "Outside the event" in officer.get(f"{base(event)}/?lang=en").text


def test_the_organisers_programme_asks_no_more_for_30_sessions_than_for_one(officer, event):
    counts = []
    path = f"{base(event)}/"
    for number in (1, 29):
        for _ in range(number):
            session = factories.session(event, START)
            factories.participation(factories.contribution(session))
            factories.participation(session)
        with count_queries() as queries:
            assert officer.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
