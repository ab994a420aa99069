from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.agenda.models import SessionKind, SessionState
from app.agenda.programme import Programme, Slot
from app.agenda.timetable import bands
from app.core.types import Translated


def slot(number: int, start: float, end: float, room: int | None = None) -> Slot:
    moments = (datetime(2026, 12, 14, int(hour), int(hour % 1 * 60)) for hour in (start, end))
    return Slot(
        number, SessionKind.PANEL, SessionState.SCHEDULED, Translated(), Translated(), "", room, Translated(), *moments,
        f"{number}@nadwa", 0, datetime(2026, 1, 1), (), (),
    )  # fmt: skip


def test_sessions_that_follow_one_another_stand_alone():
    assert [band.columns for band in bands([slot(1, 9, 10, 1), slot(2, 10, 11, 2)])] == [1, 1]


def test_parallel_rooms_are_columns_on_one_scale_of_time():
    (band,) = bands([slot(1, 11, 12.5, room=1), slot(2, 11, 12, room=2), slot(3, 12, 12.5, room=2)])
    assert [(each.column, each.top, each.bottom) for each in band.placed] == [(1, 1, 3), (2, 1, 2), (2, 2, 3)]
    assert band.aligned


def test_more_columns_than_can_be_read_are_a_list():
    (band,) = bands([slot(number, 9, 10, room=number) for number in range(1, 9)])
    assert (band.columns, band.aligned) == (8, False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(8, 18), st.integers(1, 4), st.one_of(st.none(), st.integers(1, 4))), max_size=14))
def test_no_two_sessions_share_a_place(spans):
    slots = sorted((slot(n, start, start + length, room) for n, (start, length, room) in enumerate(spans)), key=lambda s: s.starts_at)
    found = bands(slots)
    assert [each.slot for band in found for each in band.placed] == slots
    for band in found:
        for one in band.placed:
            for other in band.placed:
                if one is not other and one.column == other.column:
                    assert one.bottom <= other.top or other.bottom <= one.top
    for earlier, later in pairwise(found):
        assert earlier.ends_at <= later.starts_at


@pytest.mark.parametrize(("number", "before", "after", "parallel"), [(1, None, 2, []), (2, 1, 4, [3]), (3, 1, 4, [2]), (4, 3, None, [])])
def test_a_session_knows_its_neighbours_the_same_rooms_first(number, before, after, parallel):
    programme = Programme("Africa/Dakar", (slot(1, 9, 10, 1), slot(2, 10, 11, 1), slot(3, 10, 11, 2), slot(4, 11, 12, 2)))
    found = programme.find(number)
    assert found is not None
    assert [other and other.id for other in (programme.before(found), programme.after(found))] == [before, after]
    assert [other.id for other in programme.parallel_to(found)] == parallel
