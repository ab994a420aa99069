import re

import pytest

from app.accounts.models import Role
from app.audit import SYSTEM, Actor, record
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.events.models import EventState
from app.events.service import update_event
from app.institutions.models import Institution
from app.jobs.models import Job, JobState
from app.mail.models import Message, MessageState
from app.registration.models import State
from tests.accounts.factories import administrator, organiser, sign_in, user
from tests.delegations.factories import delegation
from tests.events.factories import event, event_of_days
from tests.registration.factories import form, person, registration
from tests.support.queries import count_queries


def letter(of, **fields):
    values = {"template": "t", "to_address": "a@example.org", "to_name": "Awa", "locale": "fr", "subject": "Bienvenue", "text": "Bonjour"}
    made = Message(**{**values, "event_id": of.id, "html": "<p>Bonjour</p>", "created_at": clock.now(), **fields})
    db.session.add(made)
    db.session.flush()
    return made


@pytest.fixture
def manager(client):
    of = event(title=Translated(en="Symposium of mayors"))
    return of, sign_in(client, user(Role.MANAGER, of))


def test_the_dashboard_shows_the_events_one_works_on_and_no_other(manager):
    _of, client = manager
    event(title=Translated(en="Somebody else's"))
    page = client.get("/manage/").text
    assert "Symposium of mayors" in page
    assert "Somebody else" not in page


def test_an_empty_dashboard_teaches_an_organiser_to_create_and_everybody_else_to_wait(app, client):
    assert "New event" in sign_in(client, organiser()).get("/manage/").text
    assert "somebody gives you a role" in sign_in(app.test_client(), user()).get("/manage/").text


def test_the_dashboard_asks_as_much_for_thirty_events_as_for_one(client):
    sign_in(client, administrator())
    event()
    client.get("/manage/")
    with count_queries() as one:
        client.get("/manage/")
    for _ in range(29):
        event()
    with count_queries() as thirty:
        client.get("/manage/")
    assert len(thirty) == len(one)


@pytest.mark.parametrize("page", ["/manage/", "/manage/events/{slug}/"])
def test_an_event_of_which_only_the_days_are_known_shows_its_days(client, page):
    of = event_of_days()
    sign_in(client, user(Role.MANAGER, of))
    assert "20–21 July 2023" in client.get(f"{page.format(slug=of.slug)}?lang=en").text


def test_the_trail_names_what_changed_isolated_from_the_deed(manager):
    of, client = manager
    record(Actor(None, "Awa"), "registration.changed", registration(of, person_=person(of, given_name="<b>Awa", family_name="Sow")))
    assert "Registration changed: <bdi>&lt;b&gt;Awa Sow</bdi>" in client.get(f"/manage/events/{of.slug}/history").text


def test_what_waits_stands_first_with_its_number_and_its_page(manager):
    of, client = manager
    form(of, moderated=True)
    registration(of, state=State.PENDING)
    registration(of, state=State.PENDING)
    registration(of, state=State.WAITLISTED)
    letter(of, state=MessageState.FAILED)
    delegation(of)
    page = client.get(f"/manage/events/{of.slug}/").text
    for sentence in (
        "2 registrations await approval",
        "1 person is on the waiting list",
        "1 letter could not be sent",
        "1 delegation has no head",
        "1 delegation has sent no credentials",
    ):
        assert sentence in page
    assert f"/manage/events/{of.slug}/registrations?state=pending" in page


def test_a_matter_is_not_shown_to_whoever_may_not_see_to_it(client):
    of = event()
    registration(of, state=State.PENDING)
    page = sign_in(client, user(Role.PROGRAMME, of)).get(f"/manage/events/{of.slug}/").text
    assert "await" not in page


def test_the_checklist_leads_from_an_empty_event_and_goes_when_all_is_done(client):
    of = event(state=EventState.DRAFT)
    page = sign_in(client, user(Role.MANAGER, of)).get(f"/manage/events/{of.slug}/").text
    assert "0 of 8 steps are taken." in page
    of.venue_id, of.place = None, Translated(en="Rabat")
    assert "1 of 8 steps are taken." in client.get(f"/manage/events/{of.slug}/").text
    of.state = EventState.ARCHIVED
    assert "steps are taken" not in client.get(f"/manage/events/{of.slug}/").text


def test_the_figures_count_by_state_category_and_country(manager):
    of, client = manager
    form(of, capacity=10)
    for country in ("MA", "MA", "SN"):
        registration(of, person_=person(of, country=country), country=country)
    registration(of, state=State.CANCELLED, country="FR")
    page = client.get(f"/manage/events/{of.slug}/").text
    assert '<data value="3">3</data>' in page
    assert page.index("Morocco") < page.index("Senegal")
    assert "France" not in page


def test_the_history_names_who_did_what_to_whom(manager):
    of, client = manager
    made = registration(of, person_=person(of, given_name="Aminata", family_name="Sow"))
    record(Actor(None, "Karim"), "registration.letter-resent", made)
    page = client.get(f"/manage/events/{of.slug}/history").text
    assert "Karim" in page
    assert "Letter of a registration sent again: <bdi>Aminata Sow</bdi>" in page


def test_the_history_names_the_language_of_a_text_that_changed(manager):
    of, client = manager
    update_event(of, actor=SYSTEM, place=Translated(fr="Rabat", ar="الرباط"))
    update_event(of, actor=SYSTEM, place=Translated(fr="Rabat", ar="رباط الفتح", en="Rabat, Morocco"))
    page = client.get(f"/manage/events/{of.slug}/history?lang=en").text
    assert re.findall(r"<dt>(Place[^<]*)</dt><dd>(.*?)</dd>", page) == [
        ("Place · Arabic", "<del><bdi>الرباط</bdi></del> <ins><bdi>رباط الفتح</bdi></ins>"),
        ("Place · English", "<ins><bdi>Rabat, Morocco</bdi></ins>"),
        ("Place", "<ins><bdi>Rabat</bdi></ins>"),
    ]


def test_the_history_asks_as_much_for_thirty_entries_as_for_one(manager):
    of, client = manager
    record(Actor(None, "Karim"), "registration.changed", registration(of))
    client.get(f"/manage/events/{of.slug}/history")
    with count_queries() as one:
        client.get(f"/manage/events/{of.slug}/history")
    for _ in range(29):
        record(Actor(None, "Karim"), "registration.changed", registration(of))
    with count_queries() as thirty:
        client.get(f"/manage/events/{of.slug}/history")
    assert len(thirty) == len(one)


def test_the_outbox_finds_letters_by_state_and_by_words(manager):
    of, client = manager
    letter(of, subject="Sent well", state=MessageState.SENT)
    letter(of, subject="Gave up", state=MessageState.FAILED)
    letter(of, subject="Tried twice", state=MessageState.QUEUED, attempts=2)
    trouble = client.get(f"/manage/events/{of.slug}/letters/?state=trouble").text
    assert ("Gave up" in trouble, "Tried twice" in trouble, "Sent well" in trouble) == (True, True, False)
    assert "Sent well" in client.get(f"/manage/events/{of.slug}/letters/?q=WELL").text


def test_a_letter_is_shown_in_a_frame_that_can_do_nothing(manager):
    of, client = manager
    one = letter(of, html="<script>alert(1)</script><p>Bonjour</p>")
    page = client.get(f"/manage/events/{of.slug}/letters/{one.id}").text
    assert "<iframe" in page
    assert "sandbox title" in page
    assert "alert(1)" not in page
    framed = client.get(f"/manage/events/{of.slug}/letters/{one.id}/html")
    policy = framed.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("sandbox")
    assert "script" not in policy
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_letter_is_sent_again_as_a_new_one(manager):
    of, client = manager
    one = letter(of, state=MessageState.SENT)
    response = client.post(f"/manage/events/{of.slug}/letters/{one.id}/again")
    assert response.status_code == 302
    assert [(row.subject, row.state) for row in db.session.query(Message).order_by(Message.id)] == [
        ("Bienvenue", MessageState.SENT),
        ("Bienvenue", MessageState.QUEUED),
    ]


@pytest.mark.parametrize(("state", "asks_again"), [(JobState.RUNNING, True), (JobState.DONE, False), (JobState.FAILED, False)])
def test_a_job_is_asked_again_until_it_is_over(manager, state, asks_again):
    of, client = manager
    job = Job(event_id=of.id, kind="badges.print", state=state, done=3, total=9, problems=["Line 4: no name"], created_at=clock.now())
    db.session.add(job)
    db.session.flush()
    whole, part = client.get(f"/manage/jobs/{job.id}").text, client.get(f"/manage/jobs/{job.id}", headers={"HX-Request": "true"}).text
    assert ('hx-trigger="every 1s"' in part) is asks_again
    assert "3 of 9" in part
    assert "Line 4: no name" in part
    assert part.strip() in whole
    assert "<html" not in part


def institution_form(**changes):
    texts = {"name-fr": "Institut", "name-ar": "معهد", "name-en": "Institute", "short_name": "INS", "accent": "#17595a"}
    return {**texts, "zone": "Africa/Dakar", "locale": "ar", "email": "a@example.org", **changes}


def test_the_settings_of_the_institution_are_kept_and_traced(client):
    event()
    mine = db.session.query(Institution).one()
    before = mine.revision
    assert sign_in(client, administrator()).post("/manage/institution", data=institution_form()).status_code == 302
    assert (mine.name["ar"], mine.accent, mine.zone, mine.locale, mine.revision) == ("معهد", "#17595a", "Africa/Dakar", "ar", before + 1)


@pytest.mark.parametrize("wrong", [{"accent": "red"}, {"zone": "Moon/Base"}, {"email": "no"}, {"url": "javascript:x"}, {"short_name": ""}])
def test_wrong_settings_are_refused_and_change_nothing(client, wrong):
    event()
    mine = db.session.query(Institution).one()
    sign_in(client, administrator())
    before = (mine.accent, mine.zone, mine.email, mine.revision)
    assert client.post("/manage/institution", data=institution_form(**wrong)).status_code == 422
    assert (mine.accent, mine.zone, mine.email, mine.revision) == before


def test_the_palette_finds_events_people_and_pages_in_either_script(manager):
    of, client = manager
    registration(of, person_=person(of, given_name="Zineb", given_name_ar="زينب"))
    found = client.get("/manage/palette?q=زينب", headers={"X-Requested-With": "palette"}).text
    assert f"/manage/events/{of.slug}/registrations/" in found
    assert "Symposium of mayors" in client.get("/manage/palette?q=mayors").text
    assert f"/manage/events/{of.slug}/history" in client.get(f"/manage/palette?q=hist&event={of.slug}").text


def test_the_palette_shows_nobody_of_an_event_one_does_not_work_on(manager):
    _of, client = manager
    other = event(title=Translated(en="Closed circle"))
    registration(other, person_=person(other, given_name="Zineb", family_name="Secret"))
    found = client.get(f"/manage/palette?q=secret&event={other.slug}").text
    assert "Zineb" not in found
    assert "Closed circle" not in client.get("/manage/palette?q=closed").text


def test_the_palette_shows_people_only_to_those_who_may_read_registrations(client):
    of = event()
    registration(of, person_=person(of, given_name="Zineb"))
    assert "Zineb" not in sign_in(client, user(Role.PROGRAMME, of)).get("/manage/palette?q=zineb").text.replace('value="zineb"', "")


@pytest.mark.parametrize(("role", "shown"), [(Role.DESK, True), (Role.REGISTRAR, True), (Role.PROTOCOL, False), (Role.VIEWER, False)])
def test_whoever_works_at_the_desk_finds_it_from_the_overview(client, role, shown):
    of = event()
    page = sign_in(client, user(role, of)).get(f"/manage/events/{of.slug}/").text
    assert ('href="/desk/"' in page) is shown
