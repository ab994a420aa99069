"""Synthetic people: names in two scripts, each pair written by hand, and what they do."""

from __future__ import annotations

from app.core.types import Translated as T
from app.people.models import Gender
from app.people.service import PersonFields

# (gender, given name, in Arabic)
GIVEN = (
    ("female", "Salma", "سلمى"), ("male", "Yassir", "ياسر"), ("female", "Nadia", "نادية"), ("male", "Hicham", "هشام"),
    ("female", "Aminata", "أميناتا"), ("male", "Ibrahima", "إبراهيما"), ("female", "Khadija", "خديجة"), ("male", "Omar", "عمر"),
    ("female", "Fatoumata", "فاطماتا"), ("male", "Adama", "أداما"), ("female", "Hélène", "هيلين"), ("male", "Karim", "كريم"),
    ("female", "Mariam", "مريم"), ("male", "Moussa", "موسى"), ("female", "Zineb", "زينب"), ("male", "Tarik", "طارق"),
)  # fmt: skip
FAMILY = (
    ("Benmimoun", "بنميمون"), ("El Qasri", "القصري"), ("Diarrassouba", "دياراسوبا"), ("Ouchrif", "أوشريف"), ("Sanouba", "سانوبا"),
    ("Tazi-Example", "التازي المثال"), ("Kaboret", "كابوريت"), ("Lahrichi", "لحريشي"), ("Maïgana", "مايغانا"), ("Belkadir", "بلقادر"),
    ("Ndiagne", "ندياغن"), ("Ait Moulay", "آيت مولاي"), ("Sawanogo", "ساوانوغو"),
)  # fmt: skip
FUNCTIONS = (
    T(fr="Recherche en science politique", ar="البحث في العلوم السياسية", en="Research in political science"),
    T(fr="Vice-présidence du conseil communal", ar="نيابة رئاسة مجلس الجماعة", en="Vice-presidency of the communal council"),
    T(fr="Direction de la coopération", ar="مديرية التعاون", en="Directorate of cooperation"),
    T(fr="Médiation communautaire", ar="الوساطة المجتمعية", en="Community mediation"),
    T(fr="Rédaction internationale", ar="التحرير الدولي", en="International desk"),
    T(fr="Doctorat en géographie", ar="دكتوراه في الجغرافيا", en="Doctoral research in geography"),
)
ORGANISATION_NAMES = (
    "Université de l’Exemple",
    "Commune d’Exemple-Nord",
    "Agence Exemple Presse",
    "Réseau Exemple des médiateurs",
    "جامعة المثال",
)
COUNTRIES = ("MA", "SN", "ML", "BF", "NE", "CI", "MR", "TN", "FR")


def synthetic_person(number: int, *, country: str | None = None) -> PersonFields:
    """The `number`-th synthetic person: the same number is the same person, and neighbours differ in both names."""
    gender, given, given_ar = GIVEN[number % len(GIVEN)]
    family, family_ar = FAMILY[(number * 5 + number // len(GIVEN)) % len(FAMILY)]
    return PersonFields(
        gender=Gender(gender),
        given_name=given,
        family_name=family,
        given_name_ar=given_ar,
        family_name_ar=family_ar,
        email=f"participant{number}@participants.example",
        country=country or COUNTRIES[number % len(COUNTRIES)],
    )
