from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from app.calendar.timezones import changes, vtimezone
from app.core.zones import zone

ZONES = ("Africa/Casablanca", "Africa/Dakar", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Europe/Dublin", "Africa/El_Aaiun")


def offset_by_file(zone_name: str, instant: datetime, years: tuple[int, int]) -> timedelta:
    """The offset that the observances say holds at an instant: the last onset before it (RFC 5545, 3.6.5)."""
    calendar = Calendar.from_ical(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + vtimezone(zone_name, *years) + b"END:VCALENDAR\r\n")
    onsets = []
    for each in calendar.walk("VTIMEZONE")[0].subcomponents:
        local = each["DTSTART"].dt.replace(tzinfo=None)
        onsets.append(((local - each["TZOFFSETFROM"].td).replace(tzinfo=UTC), each["TZOFFSETTO"].td))
    return max(onset for onset in onsets if onset[0] <= instant)[1]


@pytest.mark.parametrize("zone_name", ZONES)
def test_every_week_of_the_covered_years_has_the_offset_of_the_tz_database(zone_name):
    instant = datetime(2025, 1, 1, 12, tzinfo=UTC)
    while instant.year < 2028:
        assert offset_by_file(zone_name, instant, (2025, 2027)) == instant.astimezone(zone(zone_name)).utcoffset(), instant
        instant += timedelta(days=7)


@pytest.mark.parametrize("zone_name", ZONES)
def test_an_onset_is_the_very_second_the_clock_changes(zone_name):
    for at, before, after in changes(zone_name, datetime(2025, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)):
        clock = zone(zone_name)
        assert (at - timedelta(seconds=1)).astimezone(clock).utcoffset() == before.offset
        assert at.astimezone(clock).utcoffset() == after.offset
        assert before.offset != after.offset or before.name != after.name


def test_morocco_changes_its_clock_around_ramadan_2026_and_for_the_last_time_on_20_september_2026():
    onsets = [
        at.strftime("%Y-%m-%d")
        for at, _, _ in changes("Africa/Casablanca", datetime(2026, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
    ]
    assert onsets == ["2026-02-15", "2026-03-22", "2026-09-20"]


def test_dakar_has_one_observance():
    assert vtimezone("Africa/Dakar", 2026, 2026).count(b"BEGIN:STANDARD") == 1
    assert b"DAYLIGHT" not in vtimezone("Africa/Dakar", 2026, 2026)
