"""The rules of the programme against what is in the database; each refusal names who, what, when and where."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from app.core.db import db
from app.core.errors import Conflict, DomainError
from app.core.i18n import format_date, format_time
from app.core.zones import to_utc
from app.events.models import Event, Room
from app.people.models import Person

from . import occupancy, rules
from .models import Contribution, Session, SessionKind, SessionState


def check(session: Session) -> None:
    """Refuse a session that cannot take place as it stands (flushed). Raises DomainError or Conflict, on the field at fault."""
    check_times(session.event, session.starts_at, session.ends_at)
    check_talks(session)
    if session.kind is SessionKind.BREAK and people_of(session):
        raise DomainError(_l("A break has no speakers: take them out first, or choose another kind."), field="kind")
    if session.state is SessionState.CANCELLED:
        return
    rows = occupancy.around(session.event.institution_id, session.starts_at, session.ends_at)
    if session.id not in rows:  # the event is cancelled: nothing of it takes place
        return
    mine = rows[session.id]
    if mine.room_id is not None:
        for clash in rules.clashes(occupancy.room_needs([mine]), occupancy.room_needs(rows.values(), {mine.room_id})):
            raise Conflict(room_taken(clash), field="room")
    needs = occupancy.person_needs(rows, people_of(session))
    for clash in rules.clashes([need for need in needs if need.session_id == session.id], needs):
        raise Conflict(person_taken(clash), field="person")


def check_times(event: Event, start: datetime, end: datetime) -> None:
    """Refuse times that are reversed, absurd, or outside the event's days."""
    if event.first_day is None or event.last_day is None:
        raise DomainError(_l("Give the event its days first; then its programme can have hours."), field="day")
    if to_utc(end, event.zone) <= to_utc(start, event.zone):
        raise DomainError(_l("The session ends before it starts."), field="end")
    if end - start > rules.LONGEST_SESSION:
        raise DomainError(_l("A session lasts 24 hours at most."), field="end")
    if not rules.within_days(start, end, event.first_day, event.last_day):
        raise DomainError(
            _l("The session lies outside the event's days, %(first)s to %(last)s.", first=_day(event.first_day), last=_day(event.last_day)),
            field="day",
        )


def check_talks(session: Session) -> None:
    """Refuse talks that are longer than their session."""
    minutes = [talk.minutes for talk in session.contributions]
    if over := rules.overflow(session.starts_at, session.ends_at, minutes):
        total = sum(length or 0 for length in minutes)
        raise DomainError(
            _l(
                "The talks take %(total)s minutes and the session has %(length)s: %(over)s too many.",
                total=total,
                length=total - over,
                over=over,
            ),
            field="minutes",
        )


def people_of(session: Session) -> set[int]:
    places: list[Session | Contribution] = [session, *session.contributions]
    return {participation.person_id for place in places for participation in place.participations}


def person_taken(clash: rules.Clash) -> Any:
    """Who is needed in two places, as a sentence."""
    person = db.session.get_one(Person, clash.mine.key)
    return _l("%(person)s is already needed then: %(where)s.", person=person.name, where=_where(clash.theirs))


def room_taken(clash: rules.Clash) -> Any:
    room = db.session.get_one(Room, clash.mine.key)
    return _l("%(room)s is already used then: %(where)s.", room=str(room.name), where=_where(clash.theirs))


def _where(need: rules.Need) -> Any:
    """ "Panel 2" (Symposium of Dakar), Thursday 20 July 2023, 10:00-11:00, Room A."""
    session = db.session.get_one(Session, need.session_id)
    facts = {
        "session": str(session.title),
        "event": str(session.event.title),
        "day": _day(session.starts_at),
        "start": format_time(session.starts_at),
        "end": format_time(session.ends_at),
    }
    if session.room is None:
        return _l("“%(session)s” (%(event)s), %(day)s, %(start)s–%(end)s", **facts)
    return _l("“%(session)s” (%(event)s), %(day)s, %(start)s–%(end)s, %(room)s", room=str(session.room.name), **facts)


def _day(value: Any) -> str:
    return format_date(value, "full")
