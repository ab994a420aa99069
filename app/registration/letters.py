"""The letters of a registration: which one tells which move, and what it encloses."""

from __future__ import annotations

import io
from datetime import timedelta

from app.core.db import db
from app.core.web import public_url
from app.events.models import EventState
from app.mail import Enclosure, Message, enclosure, enqueue

from .models import Registration, State
from .tokens import link_token

TICKET = "registration.ticket"
CALENDAR_ENTRY = "calendar.event"  # made by the calendar, which lies above; the argument is the event's id
TICKET_PIXELS = 10  # per module

NEWS = {
    State.PENDING: "received",
    State.WAITLISTED: "waitlisted",
    State.CONFIRMED: "confirmed",
    State.REJECTED: "rejected",
    State.CANCELLED: "cancelled",
    State.WITHDRAWN: "cancelled",
}


def tell(registration: Registration, before: State | None, reason: str = "", hold: timedelta | None = None) -> Message | None:
    """The letter for the state a registration has come to."""
    news = NEWS[registration.state]
    if before is State.WAITLISTED and news == "confirmed":
        news = "promoted"
    return send(registration, news, reason=reason, hold=hold)


def send(
    registration: Registration, news: str, *, reason: str = "", address: str | None = None, hold: timedelta | None = None
) -> Message | None:
    """Write one letter of templates/mail/registration/; none to those without an address."""
    elsewhere = address is not None  # to a former address: told, but given neither ticket nor link
    address = address or registration.email
    if not address:
        return None
    event = registration.event
    enclosures = []
    if registration.state is State.CONFIRMED and not elsewhere:
        tickets = [(TICKET, str(registration.id))] if event.state is not EventState.CANCELLED else []
        enclosures = [*tickets, (CALENDAR_ENTRY, str(event.id))]
    return enqueue(
        f"registration/{news}",
        to=(registration.person.name_in(registration.locale), address),
        locale=registration.locale,
        about=about(registration),
        event_id=event.id,
        enclosures=enclosures,
        hold=hold,
        has_ticket=TICKET in dict(enclosures),
        registration=registration,
        event=event,
        link=public_url("registration.show", event=event, token=link_token(registration)),
        reason=reason,
    )


def about(registration: Registration) -> str:
    """What letters to this registration are found by."""
    return f"registration:{registration.id}"


@enclosure(TICKET)
def ticket(argument: str, _locale: str) -> Enclosure | None:
    """The badge's code as a picture; none once the place is gone."""
    registration = db.session.get(Registration, int(argument))
    if registration is None or registration.state is not State.CONFIRMED:
        return None
    return Enclosure("ticket.png", "image/png", ticket_picture(registration.badge_token), "ticket")


def ticket_picture(badge_token: str) -> bytes:
    """A PNG large enough for the screen of a phone."""
    from PIL import Image

    from app.documents.qr import qr_png

    with Image.open(io.BytesIO(qr_png(badge_token))) as small:
        large = small.resize((small.width * TICKET_PIXELS, small.height * TICKET_PIXELS), Image.Resampling.NEAREST)
        made = io.BytesIO()
        large.save(made, "PNG", optimize=True)
    return made.getvalue()
