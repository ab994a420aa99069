"""Who is the same person, and how names are sorted and found."""

from __future__ import annotations

import pytest

from app.audit import SYSTEM
from app.core import clock
from app.people.countries import country_name, country_names
from app.people.models import Person
from app.people.service import NameMissing, PersonFields, find_or_create_person, update_person
from tests.events import factories as events


def person(**fields: str) -> Person:
    return find_or_create_person(events.institution().id, PersonFields(**fields), actor=SYSTEM, now=clock.now())


KNOWN = {
    "given_name": "Élodie",
    "family_name": "Moreau",
    "given_name_ar": "إيلودي",
    "family_name_ar": "مورو",
    "email": "elodie@example.org",
}


def test_the_same_address_and_every_name_make_the_same_person_accents_and_case_aside() -> None:
    known = person(**KNOWN | {"email": "Elodie@Example.org "})
    assert known.email == "elodie@example.org"
    assert person(**KNOWN | {"given_name": " elodie", "family_name": "MOREAU", "given_name_ar": "ايلودي"}) is known
    assert known.given_name == "Élodie"


@pytest.mark.parametrize(
    "more", [{"title": "Dr"}, {"given_name_ar": "", "family_name_ar": ""}, {"family_name_ar": "موروا"}, {"email": "e@example.org"}]
)
def test_whoever_writes_more_less_or_other_than_is_known_is_somebody_else(more: dict[str, str]) -> None:
    known = person(**KNOWN)
    assert person(**KNOWN | more) is not known
    assert person(**KNOWN) is known
    assert (known.title, known.arabic_name, known.email) == ("", "إيلودي مورو", "elodie@example.org")


def test_an_address_alone_or_a_name_alone_identifies_nobody() -> None:
    known = person(given_name="Amina", family_name="Alaoui", email="office@example.org")
    assert person(given_name="Fatou", family_name="Diop", email="office@example.org") is not known
    assert person(given_name="Amina", family_name="Alaoui") is not known
    assert person(given_name="Amina", family_name="Alaoui") is not person(given_name="Amina", family_name="Alaoui")


def test_a_correction_of_the_name_leaves_what_nobody_asked_about() -> None:
    known = person(given_name="Amina", family_name="Alaoui", phone="+212 600", country="MA")
    update_person(known, PersonFields(given_name="Amina", family_name="Alawi"), actor=SYSTEM)
    assert (known.latin_name, known.phone, known.country) == ("Amina Alawi", "+212 600", "MA")


@pytest.mark.parametrize(
    "fields", [{}, {"given_name": "Amina"}, {"given_name": "Amina", "family_name_ar": "العلوي"}, {"given_name": " ", "family_name": " "}]
)
def test_one_script_must_be_whole(fields: dict[str, str]) -> None:
    with pytest.raises(NameMissing):
        PersonFields(**fields).cleaned()


def test_names_are_sorted_without_accents_and_without_the_arabic_article() -> None:
    made = person(given_name="Zoé", family_name="Élan", given_name_ar="زوي", family_name_ar="الباز")
    assert (made.sort_latin, made.sort_arabic) == ("elan zoe", "باز زوي")
    update_person(made, PersonFields(given_name_ar="زوي", family_name_ar="الباز"), actor=SYSTEM)
    assert (made.latin_name, made.sort_latin) == ("", "باز زوي")


def test_countries_stand_in_the_order_of_the_language() -> None:
    french, arabic = list(country_names("fr").values()), list(country_names("ar").values())
    assert french.index("Éthiopie") < french.index("Fidji") < french.index("Maroc")
    assert arabic.index("الأردن") < arabic.index("باكستان") < arabic.index("المغرب") < arabic.index("النيجر")
    assert len(french) == len(arabic) == len(country_names("en")) == 249
    assert (country_name("SN", "ar"), country_name(None), country_name("QQ")) == ("السنغال", "", "QQ")
