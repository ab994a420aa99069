"""The list of participants on paper: tagged, with its language, marked provisional or final with its day."""

from __future__ import annotations

from datetime import date

from flask import current_app
from flask_babel import gettext

from app.core.i18n import speaking
from app.documents import render_pdf
from app.documents.cores import apart
from app.documents.fitting import Box, headline
from app.events.models import Event

from .participants import Status, list_of_participants

TITLE = Box(166, 40, 17, 12, "serif", 4)


def participants_pdf(event: Event, locale: str, status: Status, *, day: date) -> bytes:
    """A PDF of the list in a language, as of a day. Raises MissingLibrary without Pango."""
    sections = list_of_participants(event, locale, status)
    with speaking(locale):
        title = gettext("List of participants")
        template = current_app.jinja_env.get_template("pdf/participants.html")
        body = template.render(
            event=event,
            headline=apart(headline, event.title.render(locale), TITLE),
            locale=locale,
            sections=sections,
            title=title,
            final=status is Status.FINAL,
            day=day,
        )
        return render_pdf(body, title=f"{title} – {event.title}", locale=locale, stylesheets=("document", "participants"))
