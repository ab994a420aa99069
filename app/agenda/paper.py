"""The programme on paper, in each language."""

from __future__ import annotations

from flask import render_template
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.i18n import format_date, format_days, speaking
from app.core.zones import to_local
from app.documents import render_pdf
from app.events.models import Event, PartnerRole, Partnership
from app.people.models import Organisation

from . import programme

SHEETS = ("document", "programme")


def programme_pdf(event: Event, locale: str) -> bytes:
    """A tagged PDF: who invites, under whose patronage, with which partners in their order; then the days. Raises MissingLibrary."""
    with speaking(locale):
        body = render_template(
            "pdf/programme.html",
            event=event,
            programme=programme.load(event),
            partners=partners(event),
            changed=to_local(event.updated_at, event.zone).date(),
            days=in_words(event),
            locale=locale,
        )
        return render_pdf(body, title=f"{gettext('Programme')} – {event.title.render(locale)}", locale=locale, stylesheets=SHEETS)


def in_words(event: Event) -> str:
    """The days in full: a printed programme does not shorten the months."""
    if event.first_day == event.last_day:
        return format_date(event.first_day, "full")
    return format_days(event.first_day, event.last_day)


def partners(event: Event) -> list[tuple[PartnerRole, list[Organisation]]]:
    """Organisations by role, each in protocol order; the patronage line and the guest of honour speak for themselves."""
    query = select(Partnership).where(Partnership.event_id == event.id).options(joinedload(Partnership.organisation))
    found: dict[PartnerRole, list[Organisation]] = {}
    for partnership in db.session.scalars(query.order_by(Partnership.position, Partnership.id)):
        found.setdefault(partnership.role, []).append(partnership.organisation)
    said = {PartnerRole.PATRON: bool(event.patronage), PartnerRole.GUEST_OF_HONOUR: bool(event.guest_of_honour)}
    return [(role, found[role]) for role in PartnerRole if role in found and not said.get(role)]
