"""The published list: sections, alphabets, heads first, names as protocol writes them; nobody who did not agree, nothing personal."""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from app.audit import SYSTEM
from app.core import clock
from app.core.types import Translated
from app.delegations import members
from app.delegations.models import DelegationKind
from app.delegations.paper import participants_pdf
from app.delegations.participants import Status, list_of_participants, printed_name
from app.events.models import Event
from app.people.models import Gender
from app.people.titles import title_in
from app.registration.models import Capacity, State
from tests.delegations import factories
from tests.documents import reading
from tests.events import factories as events
from tests.registration.factories import person, registration
from tests.support.queries import count_queries

TODAY = date(2026, 11, 22)
K, C = DelegationKind, Capacity


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(pdf)))


def outline(event: Event, locale: str = "en") -> list[list[str]]:
    return [[heading.name for heading in section.headings] for section in list_of_participants(event, locale, Status.FINAL)]


@pytest.fixture
def congress() -> Event:
    event = events.event(title=Translated(fr="Symposium des maires", ar="ندوة رؤساء الجماعات", en="Symposium of mayors"))
    registration(event, person_=person(event, given_name="Zoé", family_name="Abbad"), listed=True)
    for kind, name in ((K.SECRETARIAT, "Secrétariat"), (K.PRESS, "Agence"), (K.NGO, "Paix"), (K.INTERNATIONAL, "Union des villes")):
        organisation = events.organisation(name=Translated(fr=name))
        factories.member(factories.delegation(event, kind=kind, organisation=organisation))
    factories.member(factories.delegation(event, "ES", kind=K.OBSERVER_STATE))
    for country in ("SN", "MA", "EG", "US", "DE"):
        factories.member(factories.delegation(event, country))
    return event


def test_sections_stand_in_the_order_of_protocol_and_people_without_a_delegation_last(congress: Event) -> None:
    found = list_of_participants(congress, "en", Status.FINAL)
    assert [section.title for section in found] == [
        "States", "Observer States", "International organisations", "Non-governmental organisations", "Press", "Secretariat",
        "Other participants",
    ]  # fmt: skip
    assert [entry.name for entry in found[-1].headings[0].people] == ["Zoé ABBAD"]


@pytest.mark.parametrize(
    ("locale", "countries"),
    [
        ("fr", ["Allemagne", "Égypte", "États-Unis", "Maroc", "Sénégal"]),
        ("en", ["Egypt", "Germany", "Morocco", "Senegal", "United States"]),
        ("ar", ["ألمانيا", "السنغال", "مصر", "المغرب", "الولايات المتحدة"]),
    ],
)
def test_countries_stand_in_the_alphabet_of_the_document(congress: Event, locale: str, countries: list[str]) -> None:
    assert outline(congress, locale)[0] == countries


@pytest.mark.parametrize(("locale", "names"), [("fr", ["Amina", "Badr"]), ("ar", ["بدر", "أمينة"])])
def test_people_without_a_delegation_stand_by_family_name_in_the_alphabet_of_the_document(locale: str, names: list[str]) -> None:
    event = events.event()
    amina = {"given_name": "Amina", "family_name": "Éloi", "given_name_ar": "أمينة", "family_name_ar": "الوافي"}
    badr = {"given_name": "Badr", "family_name": "Fassi", "given_name_ar": "بدر", "family_name_ar": "الفاسي"}
    for fields in (badr, amina):
        registration(event, person_=person(event, **fields), listed=True)
    [section] = list_of_participants(event, locale, Status.FINAL)
    assert [entry.name.split()[0] for entry in section.headings[0].people] == names


def test_the_head_comes_first_then_capacities_then_the_order_given_and_a_capacity_is_said_once() -> None:
    event = events.event()
    delegation = factories.delegation(event)
    for given, capacity in (("Zineb", C.ADVISER), ("Yves", C.MEMBER), ("Xavier", C.MEMBER), ("Wafa", C.HEAD)):
        last = factories.member(delegation, capacity, who=factories.person(given_name=given, family_name="Fall"))
    assert last.capacity is C.HEAD
    yves = next(one for one in members.roster(delegation) if one.person.given_name == "Yves")
    members.shift_member(yves, 1, actor=SYSTEM)
    [section] = list_of_participants(event, "en", Status.FINAL)
    assert [(entry.capacity, entry.name) for entry in section.headings[0].people] == [
        ("Head of delegation", "Wafa FALL"), ("Members", "Xavier FALL"), ("", "Yves FALL"), ("Adviser", "Zineb FALL"),
    ]  # fmt: skip


def test_only_live_people_who_agreed_stand_in_it_and_the_final_list_waits_for_approval() -> None:
    event = events.event()
    delegation = factories.delegation(event)
    factories.member(delegation, who=factories.person(family_name="Silent"), listed=False)
    gone = factories.member(delegation, who=factories.person(family_name="Gone"))
    members.remove_member(gone, actor=SYSTEM, now=clock.now())
    for state, name in ((State.PENDING, "Pending"), (State.WAITLISTED, "Waiting"), (State.REJECTED, "Refused")):
        registration(event, state=state, listed=True, person_=person(event, given_name="A", family_name=name))
    assert list_of_participants(event, "en", Status.FINAL) == []
    [section] = list_of_participants(event, "en", Status.PROVISIONAL)
    assert [entry.name for entry in section.headings[0].people] == ["A PENDING"]


@pytest.mark.parametrize(
    ("locale", "name"), [("fr", "S.E. Mme Émilie NGUÉMA"), ("en", "H.E. Ms Émilie NGUÉMA"), ("ar", "سعادة السيدة إيميلي نغيما")]
)
def test_a_name_has_the_script_and_the_title_of_the_document(locale: str, name: str) -> None:
    names = {"given_name": "Émilie", "family_name": "Nguéma", "given_name_ar": "إيميلي", "family_name_ar": "نغيما"}
    assert printed_name(person(events.event(), title="S.E. Mme", **names), locale)[0] == name


def test_a_name_in_one_script_keeps_a_title_of_that_script() -> None:
    event = events.event()
    latin = person(event, title="M.", given_name="Jean", family_name="Dupont", given_name_ar="", family_name_ar="")
    arabic = person(event, title="السيدة", given_name="", family_name="", given_name_ar="هند", family_name_ar="المنصوري")
    assert (printed_name(latin, "ar"), printed_name(arabic, "fr")) == (("M. Jean DUPONT", "latin"), ("السيدة هند المنصوري", "ar"))


@pytest.mark.parametrize(
    ("title", "gender", "shown"),
    [
        ("Dr", Gender.FEMALE, ("Dr", "الدكتورة", "Dr")),
        ("Prof.", Gender.MALE, ("Pr", "الأستاذ", "Prof.")),
        ("Pr", None, ("Pr", "الأستاذ", "Prof.")),
        ("السيدة", None, ("Mme", "السيدة", "Ms")),
        ("Monseigneur", None, ("Monseigneur", "", "Monseigneur")),
        ("", None, ("", "", "")),
    ],
)
def test_a_form_of_address_is_that_of_the_document(title: str, gender: Gender | None, shown: tuple[str, str, str]) -> None:
    who = person(events.event(), title=title, gender=gender)
    assert (title_in(who, "fr"), title_in(who, "ar"), title_in(who, "en")) == shown


def test_function_and_institution_are_in_the_document_s_language_where_it_is_known() -> None:
    event = events.event()
    organisation = events.organisation(name=Translated(fr="Commune de Tanger", ar="جماعة طنجة"))
    function = Translated(fr="Présidente", ar="رئيسة")
    who = person(event, organisation=organisation, function=function)
    registration(event, person_=who, listed=True, function="Présidente", organisation_name="Commune de Tanger", locale="fr")
    [section] = list_of_participants(event, "ar", Status.FINAL)
    entry = section.headings[0].people[0]
    assert (entry.function, entry.institution, entry.country) == ("رئيسة", "جماعة طنجة", "المغرب")


def test_an_institution_of_the_directory_is_named_in_the_language_of_the_document_whoever_wrote_it() -> None:
    event = events.event()
    events.organisation(name=Translated(fr="Université de l’Exemple", ar="جامعة المثال"))
    for written in ("جامعة المثال", "Université de l’Exemple", "Inconnue"):
        registration(event, listed=True, organisation_name=written)
    [section] = list_of_participants(event, "fr", Status.FINAL)
    institutions = sorted(entry.institution for entry in section.headings[0].people)
    assert institutions == ["Inconnue", "Université de l’Exemple", "Université de l’Exemple"]


def test_an_institution_is_not_said_again_under_its_own_heading() -> None:
    event = events.event()
    union = events.organisation(name=Translated(fr="Union", ar="الاتحاد"))
    factories.member(factories.delegation(event, organisation=union, kind=K.INTERNATIONAL), organisation="Union")
    [section] = list_of_participants(event, "ar", Status.FINAL)
    assert (section.headings[0].name, section.headings[0].people[0].institution) == ("الاتحاد", "")


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_takes_three_queries_whatever_its_length(number: int) -> None:
    event = events.event()
    for country in ("SN", "ML", "NE"):
        delegation = factories.delegation(event, country)
        for _ in range(number):
            factories.member(delegation)
    registration(event, listed=True)
    with count_queries() as queries:
        found = list_of_participants(event, "fr", Status.FINAL)
    assert (sum(len(heading.people) for section in found for heading in section.headings), len(queries)) == (3 * number + 1, 3)


@pytest.mark.parametrize(("locale", "status", "mark"), [("en", Status.PROVISIONAL, "Provisional list"), ("en", Status.FINAL, "Final list")])
def test_the_paper_says_what_it_is_and_shows_no_address_and_no_number(congress: Event, locale: str, status: Status, mark: str) -> None:
    who = factories.person(family_name="Visible", email="secret@example.org", phone="+221 33 123 45 67")
    factories.member(factories.delegation(congress, "FR"), C.HEAD, who=who)
    pdf = participants_pdf(congress, locale, status, day=TODAY)
    text = text_of(pdf)
    for shown in ("List of participants", mark, "22 November 2026", "Symposium of mayors", "Awa VISIBLE", "FRANCE", "1 / "):
        assert shown in text
    for personal in ("secret", "@", "+221", "123 45 67"):
        assert personal not in text
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert (str(opened.Root.Lang), bool(opened.Root.MarkInfo.Marked)) == (locale, True)


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_the_paper_has_the_language_asked_for(congress: Event, locale: str) -> None:
    with pikepdf.open(io.BytesIO(participants_pdf(congress, locale, Status.FINAL, day=TODAY))) as opened:
        assert str(opened.Root.Lang) == locale
        assert str(opened.docinfo["/Title"]).endswith(str(congress.title[locale]))


def test_an_event_without_anybody_says_so() -> None:
    assert "Nobody has agreed yet" in text_of(participants_pdf(events.event(), "en", Status.FINAL, day=TODAY))


def test_the_list_names_patronage_and_guest_of_honour_as_protocol_has_them() -> None:
    event = events.event(patronage=Translated(en="Under the patronage of the President"), guest_of_honour=Translated(en="Morocco"))
    text = text_of(participants_pdf(event, "en", Status.FINAL, day=TODAY))
    assert "Under the patronage of the President" in text
    assert "Guest of honour · Morocco" in text


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_a_delegation_of_25_is_read_in_order_and_copied_as_it_was_written(locale: str) -> None:
    event = events.event(title=Translated(fr="Symposium des maires", ar="ندوة رؤساء الجماعات"))
    delegation = factories.delegation(event, "MA")
    names = {"given_name": "Salah", "given_name_ar": "صلاح الدين", "family_name_ar": "الكنتي"}
    for number in range(25):
        who = factories.person(family_name=f"El Kounti{chr(97 + number)}", **names)
        factories.member(delegation, C.MEMBER if number else C.HEAD, who=who, function=f"Fonction {number}")
    pdf = participants_pdf(event, locale, Status.FINAL, day=TODAY)
    lines = [line.replace("\u200d", "") for line in reading.text_of(pdf)]
    assert [line for line in lines if line.startswith("Fonction")] == [f"Fonction {number}" for number in range(25)]
    shown = ("صلاح", "الدين", "الكنتي") if locale == "ar" else ("Salah", "EL KOUNTI")
    assert sum(all(word in line for word in shown) for line in lines) == 25
    assert any("Head of delegation" in line for line in lines[: lines.index("Fonction 0")])


def test_headings_of_the_list_are_in_order_and_nothing_is_read_aloud_that_is_an_ornament(congress: Event) -> None:
    found = reading.kinds(participants_pdf(congress, "fr", Status.FINAL, day=TODAY))
    levels = [int(kind[1]) for kind in found if kind[0] == "H" and kind[1:].isdigit()]
    assert levels[:2] == [1, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "Figure" not in found
    assert found.count("LI") >= 11


def test_long_names_stay_within_the_margins_and_the_same_list_has_the_same_bytes() -> None:
    event = events.event(title=Translated(fr="Symposium international de solidarité avec les communes " * 4))
    who = factories.person(given_name="Marie-Antoinette-" * 4, family_name="Rindfleischetikettierungsüberwachung " * 2)
    factories.member(factories.delegation(event, "SN"), C.HEAD, who=who, function="Secrétaire générale " * 8)
    registration(event, person_=person(event, given_name="X" * 60, family_name="Y" * 60), listed=True, organisation_name="Z" * 120)
    pdf = participants_pdf(event, "fr", Status.PROVISIONAL, day=TODAY)
    for picture in reading.pictures_of(pdf):
        assert not any(reading.ink(picture, edge) for edge in ((0, 30, 14, 297), (196, 30, 210, 297), (0, 291, 210, 297)))
    assert pdf == participants_pdf(event, "fr", Status.PROVISIONAL, day=TODAY)
