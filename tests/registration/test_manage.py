"""The organiser's pages: list, bulk, export, the person's story, form editor and categories."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import event as sql_events

from app.accounts.models import Role
from app.audit import SYSTEM
from app.core import clock
from app.core.db import db
from app.mail import Message
from app.registration import service
from app.registration.models import Category, FormVersion, Registration, RegistrationForm, State
from tests.accounts.factories import sign_in, user
from tests.events import factories as events
from tests.registration import factories
from tests.registration.test_public import QUESTIONS
from tests.support.client import Client


@pytest.fixture
def event():
    return events.event()


@pytest.fixture
def registrar(client: Client, event) -> Client:
    return sign_in(client, user(Role.REGISTRAR, event))


def names(page) -> list[str]:
    import re

    return re.findall(r'<th scope="row"><a[^>]*><bdi>([^<]+)', page.text)


def listing(client: Client, event, **query):
    return client.get(f"/manage/events/{event.slug}/registrations", query_string={"lang": "en", **query})


def test_the_list_is_sorted_as_the_reader_sorts_names(registrar: Client, event) -> None:
    for given, family, family_ar in (("Zoé", "Élan", "الباز"), ("Ali", "Fadil", "أمين"), ("Omar", "Daoud", "زين")):
        factories.registration(
            event, person_=factories.person(event, given_name=given, family_name=family, given_name_ar="س", family_name_ar=family_ar)
        )
    assert names(listing(registrar, event)) == ["Omar Daoud", "Zoé Élan", "Ali Fadil"]
    assert names(listing(registrar, event, sort="-name")) == ["Ali Fadil", "Zoé Élan", "Omar Daoud"]
    assert names(listing(registrar, event, lang="ar")) == ["س أمين", "س الباز", "س زين"]


def test_search_forgives_accents_and_the_forms_of_alef(registrar: Client, event) -> None:
    form = factories.form(event)
    service.register(
        form,
        factories.submission(given_name="Élodie", family_name="Moreau", given_name_ar="إيلودي", family_name_ar="مورو"),
        actor=SYSTEM,
        now=clock.now(),
    )
    factories.registration(event, person_=factories.person(event, given_name="Omar", family_name="Diop", given_name_ar="عمر"))
    assert names(listing(registrar, event, q="elodie moreau")) == ["Élodie Moreau"]
    assert names(listing(registrar, event, q="ايلودي")) == ["Élodie Moreau"]
    assert names(listing(registrar, event, q="universite elodie")) == ["Élodie Moreau"]
    assert names(listing(registrar, event, q="elodie_moreau")) == []


def test_filters_narrow_the_list_and_can_be_removed(registrar: Client, event) -> None:
    category = factories.category(event)
    one = factories.registration(event, state=State.PENDING, country="SN", category_id=category.id)
    factories.registration(event)
    for query in (
        {"state": "pending"},
        {"country": "SN"},
        {"category": category.id},
        {"delegation": "no", "state": ["pending", "rejected"]},
    ):
        page = listing(registrar, event, **query)
        assert names(page) == [one.person.name_in("en")]
        assert 'class="chip"' in page.text
    assert len(names(listing(registrar, event, state="nonsense", category="x", sort="nonsense"))) == 2


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(registrar: Client, event) -> None:
    seen: list[str] = []
    sql_events.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    category = factories.category(event)
    counts = []
    for rows in (1, 29):
        for _ in range(rows):
            factories.registration(event, category_id=category.id)
        db.session.commit()
        seen.clear()
        page = listing(registrar, event)
        counts.append(len([s for s in seen if s.startswith("SELECT")]))
    assert len(names(page)) == 30
    assert counts[0] == counts[1]


def test_many_are_declined_at_once_after_the_number_is_said_again(registrar: Client, event) -> None:
    pending = [factories.registration(event, state=State.PENDING) for _ in range(2)]
    gone = factories.registration(event, state=State.CANCELLED)
    other = factories.registration(events.event(), state=State.PENDING)
    ids = [r.id for r in (*pending, gone, other)]
    address = f"/manage/events/{event.slug}/registrations/bulk?state=pending&lang=en"
    asked = registrar.post(address, data={"action": "reject", "ids": ids})
    assert "3 registrations become “Declined”" in asked.text
    assert {r.state for r in pending} == {State.PENDING}
    done = registrar.post(address, data={"action": "reject", "ids": ids, "confirmed": "1", "reason": "Complet"}, follow_redirects=True)
    assert "2 registrations: “Declined”." in done.text
    assert "Take back" in done.text
    assert "“Cancelled” cannot become “Declined”." in done.text
    assert [r.state for r in (*pending, gone, other)] == [State.REJECTED, State.REJECTED, State.CANCELLED, State.PENDING]
    assert db.session.query(Message).filter_by(template="registration/rejected").count() == 2
    assert pending[0].transitions[-1].reason == "Complet"
    assert pending[0].form.seats_taken == 0


def test_everything_found_can_be_confirmed_at_once(registrar: Client, event) -> None:
    wanted = [factories.registration(event, state=State.PENDING, country="SN") for _ in range(3)]
    left = factories.registration(event, state=State.PENDING)
    registrar.post(
        f"/manage/events/{event.slug}/registrations/bulk?country=SN", data={"action": "approve", "everything": "1", "confirmed": "1"}
    )
    assert [r.state for r in (*wanted, left)] == [State.CONFIRMED] * 3 + [State.PENDING]


def test_the_export_is_what_is_shown_with_answers_as_columns_and_no_formulas(registrar: Client, event) -> None:
    form = factories.form(event, fields=QUESTIONS)
    handed = factories.submission(
        given_name="=cmd|' /C calc'!A0", answers={"profile": "elected", "days": ["first"], "expectations": "-1+2"}, country="SN"
    )
    service.register(form, handed, actor=SYSTEM, now=clock.now())
    factories.registration(event, country="MA")
    response = registrar.get(f"/manage/events/{event.slug}/registrations.csv?country=SN&lang=en", buffered=True)
    text = response.get_data(as_text=True)
    assert (response.mimetype, text[0]) == ("text/csv", "\ufeff")
    heads, row = csv.reader(io.StringIO(text[1:]))
    cells = dict(zip(heads, row, strict=True))
    assert cells["Given name"] == "'=cmd|' /C calc'!A0"
    assert (cells["You are"], cells["Days"], cells["Expectations"], cells["Country"], cells["State"]) == (
        "Elected",
        "First",
        "'-1+2",
        "Senegal",
        "Confirmed",
    )


def test_somebody_is_registered_by_hand_and_their_story_is_told(registrar: Client, event) -> None:
    category = factories.category(event)
    data = {"given_name": "Fatou", "family_name": "Diop", "email": "fatou@example.org", "category": category.id, "tell": "y"}
    made = registrar.post(f"/manage/events/{event.slug}/registrations/new?lang=en", data=data)
    registration = db.session.query(Registration).one()
    assert made.location == f"/manage/events/{event.slug}/registrations/{registration.id}"
    assert (registration.state, registration.category_id, registration.form.seats_taken) == (State.CONFIRMED, category.id, 1)
    address = made.location
    registrar.post(f"{address}/move", data={"to": "cancelled", "reason": "Visa"})
    page = registrar.get(f"{address}?lang=en")
    assert "Confirmed → Cancelled" in page.text
    assert "Visa" in page.text
    assert "Your registration is cancelled" in page.text
    assert registrar.post(f"{address}/move", data={"to": "rejected"}).status_code == 409
    assert registrar.post(f"{address}/move", data={"to": "nonsense"}).status_code == 400


def test_the_organiser_corrects_a_registration_and_answers_keep_the_words_of_their_version(registrar: Client, event) -> None:
    form = factories.form(event, fields=[{"id": "why", "type": "text", "label": {"en": "Why, as first asked"}}])
    registration = service.register(form, factories.submission(answers={"why": "Peace"}), actor=SYSTEM, now=clock.now())
    address = f"/manage/events/{event.slug}"
    registrar.post(f"{address}/registration-form/fields/why", data={"label-en": "Why, as asked now"})
    assert [v.number for v in db.session.query(FormVersion).order_by(FormVersion.number)] == [1, 2]
    page = registrar.get(f"{address}/registrations/{registration.id}?lang=en").text
    assert "Why, as first asked" in page
    assert "Why, as asked now" not in page
    data = {"given_name": "Amina", "family_name": "Zahra", "email": "new@example.org", "q-why": "Security"}
    assert registrar.post(f"{address}/registrations/{registration.id}/edit", data=data).status_code == 303
    assert (registration.person.family_name, registration.email, registration.answers) == ("Zahra", "new@example.org", {"why": "Security"})
    assert names(listing(registrar, event, q="zahra security")) == []
    assert names(listing(registrar, event, q="zahra new@example.org")) == ["Amina Zahra"]


def test_another_events_registration_does_not_exist_here(registrar: Client, event) -> None:
    other = factories.registration(events.event())
    for path in ("", "/edit", "/files/order"):
        assert registrar.get(f"/manage/events/{event.slug}/registrations/{other.id}{path}").status_code == 404
    for path in ("/move", "/resend", "/new-link", "/edit"):
        assert registrar.post(f"/manage/events/{event.slug}/registrations/{other.id}{path}", data={"to": "cancelled"}).status_code == 404
    assert other.state is State.CONFIRMED


def test_renewing_the_link_kills_the_old_one(registrar: Client, client: Client, event) -> None:
    from app.registration.tokens import link_token

    registration = factories.registration(event)
    old = f"/events/{event.slug}/registrations/{link_token(registration)}"
    registrar.post(f"/manage/events/{event.slug}/registrations/{registration.id}/new-link")
    assert client.get(old).status_code == 410
    assert client.get(f"/events/{event.slug}/registrations/{link_token(registration)}").status_code == 200


def test_raising_the_places_lets_those_who_wait_in(registrar: Client, event) -> None:
    form = factories.form(event, capacity=1)
    first, second, third = (service.register(form, factories.submission(), actor=SYSTEM, now=clock.now()) for _ in range(3))
    address = f"/manage/events/{event.slug}/registration-form?lang=en"
    settings = {"is_open": "y", "waiting_list": "y", "capacity": "2"}
    page = registrar.post(address, data=settings, follow_redirects=True)
    assert "1 person moved up from the waiting list." in page.text
    assert [r.state for r in (first, second, third)] == [State.CONFIRMED, State.CONFIRMED, State.WAITLISTED]
    page = registrar.post(address, data={**settings, "capacity": "1"})
    assert (page.status_code, "2 places are taken already" in page.text) == (422, True)
    assert form.capacity == 2


def test_a_window_in_disorder_is_refused(registrar: Client, event) -> None:
    form = factories.form(event)
    data = {"is_open": "y", "opens_at": "2026-12-02T08:00", "closes_at": "2026-12-01T08:00"}
    page = registrar.post(f"/manage/events/{event.slug}/registration-form?lang=en", data=data)
    assert (page.status_code, "must close after it opens" in page.text, form.opens_at) == (422, True, None)


def test_a_question_is_added_worded_ordered_and_removed_without_script(registrar: Client, event) -> None:
    base = f"/manage/events/{event.slug}/registration-form"
    assert registrar.get(base).status_code == 200
    assert db.session.query(RegistrationForm).count() == 0
    options = {"option-new0-fr": "Rouge", "option-new0-ar": "أحمر", "option-new1-en": "Blue", "option-new2-en": " "}
    more = registrar.post(f"{base}/fields/new?type=choice", data={"label-en": "Colour", "more": "1", "spare": "3", **options})
    assert 'value="Rouge"' in more.text
    assert 'name="option-new5-en"' in more.text
    registrar.post(f"{base}/fields/new?type=choice", data={"label-en": "Colour", "required": "y", "spare": "6", **options})
    registrar.post(f"{base}/fields/new?type=text", data={"label-en": "Why", "limit": "40"})
    version = db.session.query(FormVersion).one()
    colour, why = version.fields
    assert (colour["label"], colour["required"], [o["label"] for o in colour["options"]]) == (
        {"en": "Colour"},
        True,
        [{"fr": "Rouge", "ar": "أحمر"}, {"en": "Blue"}],
    )
    registrar.post(f"{base}/fields/{why['id']}/move", data={"to": "up"})
    assert [f["id"] for f in db.session.get(FormVersion, version.id).fields] == [why["id"], colour["id"]]
    red, blue = colour["options"]
    typed = {"label-en": "Colour", f"option-{red['id']}-fr": "Vermeil", f"option-{blue['id']}-en": "Blue", "option-new0-en": "Green"}
    registrar.post(f"{base}/fields/{colour['id']}", data=typed)
    kept = db.session.get(FormVersion, version.id).fields[1]["options"]
    assert [o["id"] for o in kept][:2] == [red["id"], blue["id"]]
    assert kept[0]["label"] == {"fr": "Vermeil"}
    registrar.post(f"{base}/fields/{why['id']}/remove")
    assert [f["id"] for f in db.session.get(FormVersion, version.id).fields] == [colour["id"]]


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("choice", {"label-en": "Colour", "option-new0-en": "One"}, "needs two to"),
        ("text", {"label-en": " "}, "Give this text in one language at least."),
        ("text", {"label-en": "x" * 301}, "At most 300 characters."),
        ("text", {"label-en": "Why", "limit": "9000"}, "out of range"),
        ("file", {"label-en": "Order", "limit": "500"}, "out of range"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(registrar: Client, event, kind, data, words) -> None:
    page = registrar.post(f"/manage/events/{event.slug}/registration-form/fields/new?type={kind}&lang=en", data=data)
    assert (page.status_code, words in page.text) == (422, True)
    assert db.session.query(FormVersion).count() == 0


def test_categories_are_made_changed_and_kept_while_in_use(registrar: Client, event) -> None:
    base = f"/manage/events/{event.slug}/registration-form/categories"
    typed = {"name-en": "Press", "letter": "p", "colour": "#8A3B12", "zones": "a, b a"}
    assert registrar.post(f"{base}/new", data=typed).status_code == 303
    made = db.session.query(Category).one()
    assert (made.letter, made.colour, made.zones, made.name["en"]) == ("P", "#8a3b12", ["A", "B"], "Press")
    assert registrar.post(f"{base}/new?lang=en", data=typed).status_code == 422
    assert registrar.post(f"{base}/{made.id}", data={**typed, "colour": "red"}).status_code == 422
    factories.registration(event, category_id=made.id)
    assert registrar.post(f"{base}/{made.id}/remove").status_code == 409
    assert db.session.query(Category).count() == 1


def test_only_those_with_the_role_see_the_pages(client: Client, event) -> None:
    registration = factories.registration(event)
    base = f"/manage/events/{event.slug}"
    assert client.get(f"{base}/registrations").status_code == 302
    viewer = sign_in(client, user(Role.VIEWER, event))
    assert viewer.get(f"{base}/registrations/{registration.id}").status_code == 200
    assert viewer.post(f"{base}/registrations/{registration.id}/move", data={"to": "cancelled"}).status_code == 403
    assert viewer.get(f"{base}/registration-form").status_code == 403
    desk = sign_in(client, user(Role.DESK, event))
    assert desk.get(f"{base}/registrations.csv").status_code == 403
