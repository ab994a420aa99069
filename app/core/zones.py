"""Time zones from the packaged database, never the system's: Morocco left UTC+1 for good on 2026-09-20 (tz 2026c)."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

OLDEST = "2026.3"  # the package that carries tz database 2026c


class OutdatedZones(RuntimeError):
    """The tz database is too old to place a coming event at its hour."""


def use_packaged_zones() -> None:
    """Read zones from the tzdata package alone; raises OutdatedZones when it is missing or older than 2026c."""
    zoneinfo.reset_tzpath(to=())
    ZoneInfo.clear_cache()
    try:
        rabat = ZoneInfo("Africa/Casablanca")
    except zoneinfo.ZoneInfoNotFoundError:
        raise OutdatedZones(f"The Python package tzdata is missing; install tzdata>={OLDEST}.") from None
    if datetime(2027, 7, 1, 12, tzinfo=rabat).utcoffset() != timedelta(0):
        raise OutdatedZones(f"The Python package tzdata is older than {OLDEST} and an hour off in Morocco; upgrade it.")


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """The names an organiser may choose from: those of places, in alphabetical order."""
    areas = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return tuple(sorted(name for name in zoneinfo.available_timezones() if name.startswith(areas)))


def to_utc(local: datetime, zone_name: str) -> datetime:
    """The instant of a planned wall-clock time."""
    return local.replace(tzinfo=zone(zone_name)).astimezone(UTC)


def to_local(instant: datetime, zone_name: str) -> datetime:
    """The wall-clock time, without zone, at which an instant falls in a zone."""
    return instant.astimezone(zone(zone_name)).replace(tzinfo=None)


def iso_instant(local: datetime, zone_name: str) -> str:
    """A planned time with its offset, "2026-12-14T09:00:00+00:00", for machines that read pages."""
    return local.replace(tzinfo=zone(zone_name)).isoformat()


def utc_offset(local: datetime, zone_name: str) -> str:
    """The offset of a zone at a planned time, as it is written: "UTC", "UTC+1", "UTC−3:30"."""
    offset = local.replace(tzinfo=zone(zone_name)).utcoffset() or timedelta(0)
    hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
    sign = "−" if offset < timedelta(0) else "+"
    return f"UTC{sign}{hours}{f':{minutes:02d}' if minutes else ''}" if offset else "UTC"
