"""Attendance from scans: the golden cases, and what holds for any sequence of passages."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checkin.attendance import Attendance, Passage, Sitting, attendance, attendance_of
from app.core import clock
from app.core.zones import to_utc
from tests.agenda import factories as agenda
from tests.certificates import factories as certificates
from tests.events import factories as events
from tests.registration import factories as registrations

ZONE = "Africa/Casablanca"
MORNING = Sitting(1, datetime(2026, 12, 14, 9, tzinfo=UTC), datetime(2026, 12, 14, 11, tzinfo=UTC), own_gate=True)
NOON = Sitting(2, datetime(2026, 12, 14, 11, tzinfo=UTC), datetime(2026, 12, 14, 13, tzinfo=UTC), own_gate=False)
BESIDE = Sitting(3, NOON.starts, NOON.ends, own_gate=False)
NEXT_DAY = Sitting(4, datetime(2026, 12, 15, 9, tzinfo=UTC), datetime(2026, 12, 15, 10, tzinfo=UTC), own_gate=False)


def at(hour, minute=0, *, day=14, door=None, out=False):
    return Passage(datetime(2026, 12, day, hour, minute, tzinfo=UTC), not out, door)


@pytest.mark.parametrize(
    ("passages", "minutes"),
    [
        ([], 0),
        ([at(9, door=1)], 120),  # until the session's end
        ([at(8, 40, door=1)], 120),  # early: from the start
        ([at(9, 30, door=1), at(10, 15, door=1, out=True)], 45),
        ([at(9, 30, door=1), at(12, door=1, out=True)], 90),  # left later: until the end
        ([at(9, door=1), at(9, 30, door=1, out=True), at(10, door=1)], 90),
        ([at(9, door=1), at(9, 20, door=1), at(10, door=1, out=True)], 60),  # in twice: the first counts
        ([at(9, 30, door=1, out=True)], 0),  # a leave alone says nothing
        ([at(11, 30, door=1)], 0),  # after it was over
        ([at(10, door=1, out=True), at(9, door=1)], 60),  # uploaded in another order
        ([at(8)], 0),  # through the entrance, not through this door
    ],
)
def test_a_session_with_a_gate_counts_what_its_gate_read(passages, minutes):
    assert attendance(passages, [MORNING], ZONE).minutes == minutes


@pytest.mark.parametrize(
    ("passages", "minutes"),
    [
        ([at(8)], 120),  # nobody scans on leaving: until the end
        ([at(11, 30)], 90),
        ([at(8), at(12, out=True)], 60),
        ([at(8), at(10, out=True)], 0),
        ([at(11, door=1)], 0),  # another session's door
    ],
)
def test_any_other_session_counts_presence_at_the_entrance(passages, minutes):
    assert attendance(passages, [NOON], ZONE).minutes == minutes


def test_presence_ends_with_the_day():
    assert attendance([at(8)], [NOON, NEXT_DAY], ZONE).sessions == {2: 120}
    assert attendance([at(8), at(8, day=15)], [NOON, NEXT_DAY], ZONE).sessions == {2: 120, 4: 60}


def test_the_day_ends_at_midnight_of_the_event_and_not_of_greenwich():
    evening = Sitting(5, datetime(2026, 12, 14, 22, 30, tzinfo=UTC), datetime(2026, 12, 15, 1, tzinfo=UTC), own_gate=False)
    assert attendance([at(20)], [evening], "Europe/Paris").minutes == 30
    assert attendance([at(20)], [evening], "Africa/Casablanca").minutes == 90


def test_two_sessions_at_once_count_once_in_the_sum():
    found = attendance([at(8)], [NOON, BESIDE], ZONE)
    assert (found.minutes, found.sessions) == (120, {2: 120, 3: 120})


passages = st.lists(
    st.builds(
        Passage,
        st.integers(0, 48 * 60).map(lambda minute: datetime(2026, 12, 14, tzinfo=UTC) + timedelta(minutes=minute)),
        st.booleans(),
        st.sampled_from([None, 1]),
    ),
    max_size=12,
    unique_by=lambda one: one.at,
)
SITTINGS = [MORNING, NOON, BESIDE, NEXT_DAY]


@given(passages)
def test_nobody_attends_more_than_was_held(found):
    seen = attendance(found, SITTINGS, ZONE)
    assert all(
        0 < minutes <= (one.ends - one.starts) / timedelta(minutes=1) for one in SITTINGS if (minutes := seen.sessions.get(one.session_id))
    )
    assert max(seen.sessions.values(), default=0) <= seen.minutes <= min(300, sum(seen.sessions.values()))


@given(passages, st.randoms())
def test_the_order_of_arrival_does_not_matter(found, random):
    shuffled = random.sample(found, len(found))
    assert attendance(shuffled, SITTINGS, ZONE) == attendance(found, SITTINGS, ZONE)


@given(passages)
def test_a_second_admission_changes_nothing(found):
    """What the desk calls repeated: in while in."""
    ordered = sorted(found, key=lambda one: one.at)
    doubled = [
        one
        for first in ordered
        for one in ((first, Passage(first.at + timedelta(seconds=1), True, first.session_id)) if first.inward else (first,))
    ]
    assert attendance(doubled, SITTINGS, ZONE) == attendance(found, SITTINGS, ZONE)


@given(passages.filter(bool))
def test_staying_longer_never_counts_less(found):
    """Take the last leave away: the sum does not fall."""
    last = max(found, key=lambda one: one.at)
    if last.inward:
        return
    rest = [one for one in found if one is not last]
    assert attendance(rest, SITTINGS, ZONE).minutes >= attendance(found, SITTINGS, ZONE).minutes


def test_nobody_has_attended_what_is_still_to_come():
    event = events.event(zone=ZONE)
    door = certificates.gate(event, agenda.session(event, certificates.STARTS, minutes=180))
    inside = registrations.registration(event)
    certificates.scan(door, inside, certificates.STARTS - timedelta(minutes=10))
    attended = {}
    for hour, minute in ((8, 55), (9, 0), (10, 15), (12, 0), (18, 0)):
        with clock.frozen(to_utc(certificates.STARTS.replace(hour=hour, minute=minute), event.zone)):
            attended[f"{hour}:{minute:02}"] = attendance_of(event).get(inside.id, Attendance()).minutes
    assert attended == {"8:55": 0, "9:00": 0, "10:15": 75, "12:00": 180, "18:00": 180}
