"""Templates for paper: filled with what they are handed, without what web pages share, so that no database is asked meanwhile."""

from __future__ import annotations

from typing import Any

from flask import current_app

from app.core.i18n import direction, speaking


def fill(template: str, locale: str, **values: Any) -> str:
    """templates/<template> in a language, outside of any request."""
    with speaking(locale):
        return current_app.jinja_env.get_template(template).render(locale=locale, direction=direction(locale), **values)
