"""The programme, a session and a speaker, as readers get them."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta

import pytest

from app.agenda import service, talks
from app.agenda.models import ParticipationRole, SessionKind
from app.agenda.programme import load, person_address
from app.audit import SYSTEM
from app.core import clock
from app.core.types import Translated
from app.documents import pdf
from app.documents.cores import apart
from app.events.models import EventState
from app.people.service import PersonFields, update_person
from tests.accounts.factories import administrator, sign_in
from tests.agenda import factories
from tests.events import factories as events
from tests.support.queries import count_queries

START = datetime(2026, 12, 14, 9)


def sessions_on(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'id="s-(\d+)"', page)]


def test_sessions_stand_by_day_in_order_of_time(client):
    event = events.event()
    later, sooner = factories.session(event, START + timedelta(days=1)), factories.session(event, START)
    page = client.get(f"/events/{event.slug}/programme?lang=en").text
    assert sessions_on(page) == [sooner.id, later.id]
    assert re.findall(r'<h2 id="h-[\d-]+">(.*?)</h2>', page) == ["Monday, 14 December 2026", "Tuesday, 15 December 2026"]
    assert "Hours of Casablanca" in page


def test_a_programme_without_sessions_says_so(client):
    page = client.get(f"/events/{events.event().slug}/programme?lang=en")
    assert page.status_code == 200
    assert "The programme is still being written" in page.text


def test_a_drafts_programme_is_unknown_to_readers_and_shown_to_its_organisers(client):
    event = events.event(state=EventState.DRAFT)
    session = factories.session(event)
    paths = [f"/events/{event.slug}/programme", f"/events/{event.slug}/sessions/{session.address}", f"/events/{event.slug}/programme.pdf"]
    assert [client.get(path).status_code for path in paths[:2]] == [404, 404]
    sign_in(client, administrator())
    assert [client.get(path).status_code for path in paths[:2]] == [200, 200]


def test_the_address_narrows_the_programme_down_without_script(client):
    event = events.event(venue=events.venue(rooms=2))
    first, second = event.venue.rooms
    speaker = factories.speaker(event)
    keynote = factories.session(event, START, room=first, kind=SessionKind.KEYNOTE, language="fr")
    panel = factories.session(event, START, room=second, language="ar")
    talk = factories.session(event, START + timedelta(hours=2), room=second, language="en")
    factories.participation(factories.contribution(talk), speaker)

    def shown(query: str) -> list[int]:
        return sessions_on(client.get(f"/events/{event.slug}/programme?{query}").text)

    assert shown(f"room={second.id}") == [panel.id, talk.id]
    assert shown("kind=keynote") == [keynote.id]
    assert shown("language=ar") == [panel.id]
    assert shown(f"speaker={speaker.id}") == [talk.id]
    assert shown(f"room={first.id}&language=ar") == []
    assert shown("kind=nonsense&room=x&speaker=-1&language=") == [keynote.id, panel.id, talk.id]


def test_a_programme_that_cannot_be_drawn_is_excused_and_drawn_when_asked_for_again(client, monkeypatch):
    event = events.event()
    factories.session(event)
    address = f"/events/{event.slug}/programme.pdf?lang=en"
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "apart", lambda *_given: apart(os._exit, 1))
        lost = client.get(address)
    assert (lost.status_code, "The document could not be drawn." in lost.text) == (503, True)
    assert client.get(address).mimetype == "application/pdf"


def test_what_was_kept_is_never_stale(client):
    event = events.event()
    session = factories.session(event, title=Translated(en="Before"))
    path = f"/events/{event.slug}/programme?lang=en"
    assert "Before" in client.get(path).text
    service.edit_session(session, title=Translated(en="After"), actor=SYSTEM)
    page = client.get(path).text
    assert "After" in page
    assert "Before" not in page


def test_a_speaker_who_changes_their_name_is_shown_anew(client):
    event = events.event()
    person = factories.participation(factories.session(event), factories.speaker(event, family_name="Naciri")).person
    path = f"/events/{event.slug}/programme?lang=fr"
    assert "Amina Naciri" in client.get(path).text
    update_person(person, PersonFields(given_name="Amina", family_name="Idrissi"), actor=SYSTEM)
    page = client.get(path).text
    assert "Amina Idrissi" in page
    assert "Naciri" not in page


def test_only_speakers_who_agreed_have_a_link(client):
    event = events.event()
    session = factories.session(event)
    open_, shy = factories.speaker(event, agreed=True, family_name="Idrissi"), factories.speaker(event, family_name="Naciri")
    for person in (open_, shy):
        factories.participation(session, person)
    for path in ("programme", f"sessions/{session.address}"):
        page = client.get(f"/events/{event.slug}/{path}?lang=fr").text
        assert f'<bdi><a href="/people/{open_.id}-amina-idrissi">Amina Idrissi</a></bdi>' in page
        assert "<bdi>Amina Naciri</bdi>" in page
        assert f"/people/{shy.id}-" not in page


def test_a_reader_of_arabic_sees_arabic_names(client):
    event = events.event()
    factories.participation(factories.session(event), factories.speaker(event, given_name_ar="سلمى", family_name_ar="بناني"))
    assert "<bdi>سلمى بناني</bdi>" in client.get(f"/events/{event.slug}/programme?lang=ar").text


def test_during_the_event_one_may_jump_to_what_takes_place(client):
    event = events.event()
    morning, afternoon = factories.session(event, START), factories.session(event, START + timedelta(hours=5))
    path = f"/events/{event.slug}/programme"
    for at, target in (((14, 9, 30), morning.id), ((14, 10, 0), afternoon.id), ((13, 12, 0), None), ((15, 12, 0), None)):
        with clock.frozen(datetime(2026, 12, *at, tzinfo=UTC)):
            assert re.findall(r'href="#s-(\d+)" data-now', client.get(path).text) == ([str(target)] if target else [])


def test_a_session_leads_to_those_before_after_and_beside_it(client):
    event = events.event()
    before, this, beside, after = (factories.session(event, START + timedelta(hours=hour)) for hour in (0, 1, 1, 2))
    page = client.get(f"/events/{event.slug}/sessions/{this.address}").text
    links = {rel: int(number) for number, rel in re.findall(r'/sessions/(\d+)-[^"]*" rel="(prev|next)"', page)}
    assert links == {"prev": before.id, "next": after.id}
    assert f"/sessions/{beside.address}" in page


def test_a_wrong_slug_leads_to_the_right_address_and_keeps_the_query(client):
    session = factories.session(events.event(), title=Translated(fr="Sécurité au Sahel"))
    response = client.get(f"/events/{session.event.slug}/sessions/{session.id}-old?lang=ar&_external=1")
    assert response.status_code == 301
    assert response.location == f"/events/{session.event.slug}/sessions/{session.id}-securite-au-sahel?lang=ar&_external=1"


def test_another_events_session_does_not_exist_here(client):
    mine, other = factories.session(events.event()), events.event()
    assert client.get(f"/events/{other.slug}/sessions/{mine.address}").status_code == 404
    assert client.get(f"/events/{other.slug}/sessions/99999-x").status_code == 404


def test_a_speakers_page_shows_only_public_events_and_no_way_to_reach_them(client):
    shown, hidden = events.event(), events.event(state=EventState.DRAFT)
    person = factories.speaker(shown, agreed=True, email="amina@example.org", phone="+212600000000")
    talk = factories.contribution(factories.session(shown), title=Translated(en="In public"))
    factories.participation(talk, person)
    factories.participation(factories.session(hidden, START + timedelta(hours=2), title=Translated(en="In secret")), person)
    page = client.get(f"/people/{person_address(person.id, person.latin_name)}?lang=en").text
    assert "In public" in page
    assert "In secret" not in page
    assert "amina@example.org" not in page
    assert "+212" not in page


def test_a_person_who_did_not_agree_has_no_page(client):
    shy, open_ = factories.speaker(events.event()), factories.speaker(events.event(), agreed=True)
    assert client.get(f"/people/{shy.id}-amina").status_code == 404
    assert client.get(f"/people/{shy.id}/photo").status_code == 404
    assert client.get(f"/people/{open_.id}/photo").status_code == 404
    assert client.get(f"/people/{open_.id}-wrong").location == f"/people/{person_address(open_.id, open_.latin_name)}"


@pytest.mark.parametrize("path", ["programme", "sessions/{session.address}"])
def test_a_page_of_30_sessions_asks_no_more_than_one_of_a_single(client, path):
    counts = []
    for number in (1, 30):
        event = events.event()
        for hour in range(number):
            session = factories.session(event, START + timedelta(minutes=30 * hour), 30)
            factories.participation(factories.contribution(session))
            factories.participation(session, role=ParticipationRole.CHAIR)
        with count_queries() as queries:
            client.get(f"/events/{event.slug}/{path.format(session=session)}")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


def test_a_second_reader_costs_one_query_for_the_event_with_its_institution(client):
    event = events.event()
    talks.add_participation(factories.session(event), factories.speaker(event), ParticipationRole.CHAIR, actor=SYSTEM)
    path = f"/events/{event.slug}/programme"
    client.get(path)
    with count_queries() as queries:
        client.get(path)
    assert len(queries) == 1, queries


def test_a_programme_takes_four_queries_however_long_and_names_its_people_in_each_session(client):
    event = events.event()
    speaker = factories.speaker(event, given_name="Awa", family_name="Ndiaye")
    slots = [factories.session(event, START + timedelta(hours=2 * number)) for number in range(3)]
    for slot in slots:
        factories.participation(slot, speaker, ParticipationRole.CHAIR)
    with count_queries() as queries:
        loaded = load(event)
    assert len(queries) == 4
    assert [(slot.id, slot.person_ids) for slot in loaded.slots] == [(slot.id, [speaker.id]) for slot in slots]
    days = client.get(f"/events/{event.slug}/programme?lang=fr").text.partition('id="days"')[2]
    assert days.count("<bdi>Awa Ndiaye</bdi>") == 3
