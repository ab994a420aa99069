"""The programme on paper, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask_babel import gettext
from markupsafe import Markup

from app.core.i18n import speaking
from app.core.text import markdown
from app.core.types import Translated
from app.core.zones import to_local
from app.documents import render_pdf
from app.documents.cores import apart
from app.documents.fitting import Box, headline
from app.events.models import Event
from app.events.partnerships import by_role

from . import programme
from .programme import Programme, Slot, Speaker
from .timetable import bands

SHEETS = ("document", "programme")
TITLE = Box(166, 60, 27, 16, "serif", 4)
BRIEF = 400  # letters of a summary that stands with its session
MOST_COLUMNS, TALLEST = 3, 34  # rooms side by side on a page, and how many lines of text a column may have


@dataclass(frozen=True)
class Row:
    """What starts together: one session, or several in parallel, in columns by room or one after the other."""

    starts_at: datetime
    ends_at: datetime
    columns: Sequence[Sequence[Slot]]
    aligned: bool

    @property
    def slots(self) -> list[Slot]:
        return [slot for column in self.columns for slot in column]


@dataclass(frozen=True)
class Abstract:
    """What a session or a talk is about, for the pages at the end."""

    slot: Slot
    title: Translated
    speakers: Sequence[Speaker]
    text: Markup


def programme_pdf(event: Event, locale: str) -> bytes:
    """A tagged PDF: who invites, under whose patronage, with which partners in their order; then the days; then what it is about.
    Raises MissingLibrary."""
    with speaking(locale):
        whole = programme.load(event)
        body = render_template(
            "pdf/programme.html",
            event=event,
            headline=apart(headline, event.title.render(locale), TITLE),
            brief=lambda slot: prose(text) if len(text := slot.summary.render(locale)) <= BRIEF else "",
            days=[(day, rows(slots)) for day, slots in whole.days()],
            timed=whole.timed,
            abstracts=list(abstracts(whole, locale)),
            partners=by_role(event),
            changed=to_local(event.updated_at, event.zone).date(),
            when=event.dates_in(locale, one_day="full"),  # a printed programme does not shorten
            locale=locale,
        )
        return render_pdf(body, title=f"{gettext('Programme')} – {event.title.render(locale)}", locale=locale, stylesheets=SHEETS)


def rows(slots: Sequence[Slot]) -> list[Row]:
    """A day in rows. Rooms stand side by side where they are few and their columns fit on a page."""
    found = []
    for band in bands(slots):
        columns = [[placed.slot for placed in band.placed if placed.column == number] for number in range(1, band.columns + 1)]
        aligned = 1 < len(columns) <= MOST_COLUMNS and max(sum(map(_lines, column)) for column in columns) <= TALLEST
        found.append(Row(band.starts_at, band.ends_at, columns, aligned))
    return found


def _lines(slot: Slot) -> int:
    """About how many lines a session takes in a narrow column."""
    if slot.cancelled:
        return 4
    return 5 + 3 * len(slot.speakers) + sum(3 + 3 * len(talk.speakers) for talk in slot.talks)


def abstracts(whole: Programme, locale: str) -> Iterator[Abstract]:
    """In the order of the programme; of what was cancelled, nothing."""
    for slot in (slot for slot in whole.slots if not slot.cancelled):
        if len(slot.summary.render(locale)) > BRIEF:
            yield Abstract(slot, slot.title, slot.speakers, prose(slot.summary.render(locale)))
        for talk in slot.talks:
            if talk.abstract:
                yield Abstract(slot, talk.title, talk.speakers, prose(talk.abstract.render(locale)))


def prose(text: str) -> Markup:
    """Markdown as paragraphs and lists: headings of its own would disturb the document's, and paper has no links."""
    plain = re.sub(r"</?a\b[^>]*>", "", str(markdown(text)))
    return Markup(re.sub(r"<(/?)h[2-6]>", r"<\1p>", plain))  # noqa: S704 cleaned by markdown(), and less than that
