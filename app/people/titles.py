"""Forms of address before a name, in the language of the document: "S.E. M." becomes "H.E. Mr" and "سعادة السيد"."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.core.search import fold

from .models import Gender, Person

ARABIC_LETTERS = re.compile(r"[\u0620-\u064a]")


class Form(NamedTuple):
    """One form of address; `ar_feminine` where only Arabic tells a woman's from a man's."""

    fr: str
    ar: str
    en: str
    ar_feminine: str = ""


FORMS = (
    Form("S.E. M.", "سعادة السيد", "H.E. Mr"),
    Form("S.E. Mme", "سعادة السيدة", "H.E. Ms"),
    Form("S.E. Dr", "سعادة الدكتور", "H.E. Dr", "سعادة الدكتورة"),
    Form("M.", "السيد", "Mr"),
    Form("Mme", "السيدة", "Ms"),
    Form("Dr", "الدكتور", "Dr", "الدكتورة"),
    Form("Pr", "الأستاذ", "Prof.", "الأستاذة"),
    Form("Général", "الجنرال", "General"),
    Form("Colonel", "العقيد", "Colonel"),
)
OTHER_SPELLINGS = {"mrs": "mme", "monsieur": "m", "madame": "mme", "professor": "pr", "professeur": "pr"}


def title_in(person: Person, locale: str) -> str:
    """The form of address in a language; one that is not known stands as written where its letters are the document's, else nowhere."""
    wanted = _key(person.title)
    if not wanted:
        return ""
    wanted = OTHER_SPELLINGS.get(wanted, wanted)
    form = next((form for form in FORMS if wanted in {_key(text) for text in form}), None)
    if form is None:
        return person.title if bool(ARABIC_LETTERS.search(person.title)) == (locale == "ar") else ""
    if locale == "ar" and form.ar_feminine and (person.gender is Gender.FEMALE or wanted == _key(form.ar_feminine)):
        return form.ar_feminine
    return {"fr": form.fr, "ar": form.ar, "en": form.en}[locale]


def _key(title: str) -> str:
    return fold(title).replace(".", "").replace(" ", "")
