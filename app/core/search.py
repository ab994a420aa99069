"""Forgiving search: accents, case, and the written forms of alef, hamza, ta marbuta and alef maqsura do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_

ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ة": "ه", "ـ": None, "ء": None})
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "’": "'"})
WORDS = re.compile(r"[^\w@.+'-]+")
MAX_TERMS = 8


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower-case letters without accents, marks or tatweel; runs of anything else become one space."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(ARABIC_FORMS).translate(LIGATURES))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(ARABIC_FORMS)
    return WORDS.sub(" ", plain).strip()


def searchable(*parts: Any) -> str:
    """What a row can be found by: every part folded, for a `search` text column."""
    return " ".join(folded for part in parts if part and (folded := fold(str(part))))[:2000]


def matches(column: Any, query: str) -> ColumnElement[bool]:
    """A condition: every word of the query occurs in the folded column."""
    terms = fold(query[:200]).split()[:MAX_TERMS]
    return and_(True, *(column.contains(term, autoescape=True) for term in terms))


def sort_key(name: str) -> str:
    """Alphabetical order as printed lists have it: French ignores accents, Arabic skips the article ال."""
    words = (word[2:] if word.startswith("ال") and len(word) > 3 else word for word in name.split())  # not the أل of ألمانيا
    return fold(" ".join(words))[:200]
