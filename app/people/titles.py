"""Forms of address before a name, in the language of the document: "S.E. M." becomes "H.E. Mr" and "سعادة السيد"."""

from __future__ import annotations

import unicodedata

from app.core.search import fold

from .models import Gender, Person

KNOWN = (  # in French; in Arabic for a man, for a woman; in English
    ("S.E. M.", "سعادة السيد", "سعادة السيدة", "H.E. Mr"),
    ("S.E. Mme", "سعادة السيدة", "سعادة السيدة", "H.E. Ms"),
    ("S.E. Dr", "سعادة الدكتور", "سعادة الدكتورة", "H.E. Dr"),
    ("M.", "السيد", "السيدة", "Mr"),
    ("Mme", "السيدة", "السيدة", "Ms"),
    ("Dr", "الدكتور", "الدكتورة", "Dr"),
    ("Pr", "الأستاذ", "الأستاذة", "Prof."),
    ("Me", "الأستاذ", "الأستاذة", "Me"),
    ("Général", "الجنرال", "الجنرال", "General"),
    ("Colonel", "العقيد", "العقيد", "Colonel"),
)
OTHERS = {"mr": "M.", "mrs": "Mme", "prof": "Pr", "professor": "Pr", "professeur": "Pr", "monsieur": "M.", "madame": "Mme"}


def title_in(person: Person, locale: str) -> str:
    """The form of address in a language; one that is not known stands as written, if its letters are the document's."""
    key = _key(person.title)
    key = _key(OTHERS.get(key, key))
    for french, masculine, feminine, english in KNOWN:
        if key in {_key(french), _key(masculine), _key(feminine), _key(english)}:
            arabic = feminine if person.gender is Gender.FEMALE or key == _key(feminine) else masculine
            return {"fr": french, "ar": arabic, "en": english}[locale]
    return person.title if _is_arabic(person.title) == (locale == "ar") else ""


def _key(title: str) -> str:
    return fold(title).replace(".", "").replace(" ", "")


def _is_arabic(text: str) -> bool:
    return any(unicodedata.name(letter, "").startswith("ARABIC") for letter in text)
