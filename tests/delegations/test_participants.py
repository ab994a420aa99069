import io

import pypdfium2
import pytest

from app.core.types import Translated
from app.delegations.models import DelegationKind
from app.delegations.participants import full_name, participants, participants_pdf
from app.people.models import Gender
from app.people.titles import title_in
from app.registration.models import Capacity, State
from tests.delegations.factories import NOW, delegation, member
from tests.events.factories import event, organisation
from tests.registration.factories import person, registration


def outline(of, locale):
    return [(section.title, [heading.name for heading in section.headings]) for section in participants(of, locale)]


@pytest.fixture
def congress():
    """Five countries, an observer State, an organisation, an NGO, and somebody without a delegation."""
    of = event(title=Translated(fr="Symposium des maires", ar="ندوة رؤساء البلديات", en="Symposium of mayors"))
    for country in ("SN", "MA", "EG", "US", "DE"):
        member(delegation(of, country), given_name="Awa", family_name="Ndiaye")
    member(delegation(of, "ES", DelegationKind.OBSERVER_STATE))
    for kind, name in ((DelegationKind.NGO, "Association Paix"), (DelegationKind.INTERNATIONAL, "Union des villes")):
        member(delegation(of, kind=kind, organisation=organisation(name=Translated(fr=name))))
    registration(of, person_=person(of, given_name="Élodie", family_name="Moreau"), listed=True)
    return of


def test_sections_stand_in_the_order_of_protocol_and_the_others_last(congress):
    assert [section.title for section in participants(congress, "en")] == [
        "States",
        "Observers",
        "International organisations",
        "Non-governmental organisations",
        "Other participants",
    ]


@pytest.mark.parametrize(
    ("locale", "countries"),
    [
        ("fr", ["Allemagne", "Égypte", "États-Unis", "Maroc", "Sénégal"]),
        ("en", ["Egypt", "Germany", "Morocco", "Senegal", "United States"]),
        ("ar", ["ألمانيا", "السنغال", "مصر", "المغرب", "الولايات المتحدة"]),
    ],
)
def test_countries_stand_in_the_alphabet_of_the_document(congress, locale, countries):
    assert outline(congress, locale)[0][1] == countries


def test_the_head_comes_first_then_capacities_then_the_order_that_was_given():
    of = event()
    one = delegation(of, "SN", places={Capacity.MEMBER: 2, Capacity.ADVISER: 1})
    names = ("Zineb", Capacity.ADVISER), ("Yves", Capacity.MEMBER), ("Xavier", Capacity.MEMBER), ("Wafa", Capacity.HEAD)
    for given, capacity in names:
        member(one, capacity, given_name=given, family_name="Fall")
    [section] = participants(of, "en")
    shown = [(entry.name, entry.capacity) for entry in section.headings[0].people]
    assert shown == [("Wafa FALL", "Head of delegation"), ("Yves FALL", ""), ("Xavier FALL", ""), ("Zineb FALL", "Adviser")]


def test_whoever_did_not_agree_or_is_not_confirmed_stands_nowhere():
    of = event()
    one = delegation(of, "SN")
    member(one, listed=False)
    registration(of, state=State.PENDING, listed=True)
    registration(of, state=State.CANCELLED, listed=True)
    assert participants(of, "fr") == []


@pytest.mark.parametrize(
    ("locale", "name"), [("fr", "S.E. Mme Émilie NGUÉMA"), ("en", "H.E. Ms Émilie NGUÉMA"), ("ar", "سعادة السيدة إيميلي نغيما")]
)
def test_a_name_is_written_in_the_script_and_with_the_title_of_the_document(locale, name):
    names = {"given_name": "Émilie", "family_name": "Nguéma", "given_name_ar": "إيميلي", "family_name_ar": "نغيما"}
    assert full_name(member(delegation(event()), title="S.E. Mme", **names), locale) == name


def test_a_name_in_one_script_only_keeps_a_title_of_that_script():
    one = member(delegation(event()), title="M.", given_name="Jean", family_name="Dupont", given_name_ar="", family_name_ar="")
    assert full_name(one, "ar") == "M. Jean DUPONT"


def test_a_doctor_is_addressed_by_gender_in_arabic_and_an_unknown_title_stays_in_its_own_script():
    of = event()
    assert title_in(person(of, title="Dr", gender=Gender.FEMALE), "ar") == "الدكتورة"
    assert title_in(person(of, title="Dr", gender=Gender.MALE), "ar") == "الدكتور"
    assert title_in(person(of, title="Monseigneur"), "fr") == "Monseigneur"
    assert title_in(person(of, title="Monseigneur"), "ar") == ""


@pytest.mark.parametrize(("final", "said"), [(False, "22 November 2026"), (True, "Final")])
def test_the_paper_says_what_it_is_and_never_an_address_or_a_number(congress, final, said):
    member(delegation(congress, "FR"), email="secret@example.org", phone="+221 33 123 45 67", function="Maire", family_name="Visible")
    content = participants_pdf(congress, "en", final=final, day=NOW.date())
    pages = pypdfium2.PdfDocument(io.BytesIO(content))
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    assert said in text
    assert "VISIBLE" in text
    assert "Maire" in text
    assert "secret@example.org" not in text
    assert "+221" not in text
