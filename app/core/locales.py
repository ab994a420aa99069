"""The three languages, and which of them is being spoken."""

from __future__ import annotations

from flask_babel import get_locale

LOCALES = ("fr", "ar", "en")
RTL = frozenset({"ar"})


def current_locale() -> str:
    """ "fr", "ar" or "en"."""
    locale = get_locale()
    return locale.language if locale and locale.language in LOCALES else "fr"
