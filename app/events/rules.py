"""What may become of an event, and what its dates may be. Pure decisions."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l

from app.core.errors import DomainError, NotAllowed
from app.core.zones import to_utc

from .models import Event, EventState, Precision

S = EventState
MOVES: dict[EventState, frozenset[EventState]] = {
    S.DRAFT: frozenset({S.PUBLISHED, S.ARCHIVED}),
    S.PUBLISHED: frozenset({S.CANCELLED, S.ARCHIVED}),
    S.CANCELLED: frozenset({S.PUBLISHED, S.ARCHIVED}),
    S.ARCHIVED: frozenset({S.PUBLISHED}),
}
EARLIEST, LATEST = 1900, 2200
LONGEST_DAYS = 366

Dates = tuple[datetime | None, datetime | None]


def require_move(present: EventState, to: EventState) -> None:
    """Raises NotAllowed when an event cannot pass from one state to the other."""
    if to not in MOVES[present]:
        raise NotAllowed(_l("An event that is “%(present)s” cannot become “%(wanted)s”.", present=present.label, wanted=to.label))


def is_over(event: Event, now: datetime) -> bool:
    """Whether it belongs to the past: it is in the archive, or its last moment has gone."""
    return event.state is S.ARCHIVED or bool(event.ends_at and to_utc(event.ends_at, event.zone) <= now)


def settled_dates(precision: Precision, starts: datetime | None, ends: datetime | None) -> Dates:
    """The dates as they are kept: cut to what is known. Raises DomainError with the field `starts_on` or `ends_on` at fault."""
    if precision is Precision.UNKNOWN:
        return None, None
    if starts is None:
        raise DomainError(_l("Say when it starts, or that the date is not known."), field="starts_on")
    _require_sane_year(starts, "starts_on")
    if precision is Precision.YEAR:
        return (first := datetime(starts.year, 1, 1), first)  # noqa: DTZ001 local by nature
    if precision is Precision.MONTH:
        return (first := datetime(starts.year, starts.month, 1), first)  # noqa: DTZ001 local by nature
    if ends is None:
        raise DomainError(_l("Say when it ends."), field="ends_on")
    _require_sane_year(ends, "ends_on")
    if precision is Precision.DAY:
        starts, ends = (day.replace(hour=0, minute=0, second=0, microsecond=0) for day in (starts, ends))
    _require_order(precision, starts, ends)
    return starts, ends


def held_between(precision: Precision, starts: datetime | None, ends: datetime | None) -> tuple[datetime, datetime] | None:
    """The local times between which an event is held, or None where none is known. A day, a month and a year count whole."""
    if starts is None or ends is None:
        return None
    if precision is Precision.YEAR:
        return starts, starts.replace(year=starts.year + 1)
    if precision is Precision.MONTH:
        return starts, (starts + timedelta(days=31)).replace(day=1)
    return starts, ends + timedelta(days=1) if precision is Precision.DAY else ends


def require_publishable(precision: Precision) -> None:
    """Only what has its days and hours can be announced; less is for the archive."""
    if precision is not Precision.TIME:
        raise DomainError(
            _l("Give the days and hours before publishing. An event of which less is known can be archived."), field="precision"
        )


def _require_sane_year(moment: datetime, field: str) -> None:
    if not EARLIEST <= moment.year <= LATEST:
        raise DomainError(_l("Give a year between %(first)s and %(last)s.", first=EARLIEST, last=LATEST), field=field)


def _require_order(precision: Precision, starts: datetime, ends: datetime) -> None:
    if ends < starts or (precision is Precision.TIME and ends == starts):
        raise DomainError(_l("The end comes before the start."), field="ends_on")
    if (ends - starts).days > LONGEST_DAYS:
        raise DomainError(_l("An event lasts a year at most; a longer programme is a series."), field="ends_on")
