"""Which of the three languages is being spoken."""

from __future__ import annotations

from flask.globals import app_ctx
from flask_babel import get_locale

from .languages import LOCALES, RTL

__all__ = ["LOCALES", "RTL", "current_locale"]


def current_locale() -> str:
    """ "fr", "ar" or "en"."""
    try:
        locale = (
            app_ctx.g._flask_babel.babel_locale or get_locale()
        )  # where Flask-Babel keeps its choice; asking it takes ten times as long
    except (AttributeError, RuntimeError):
        locale = get_locale()
    return locale.language if locale and locale.language in LOCALES else "fr"
