from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.agenda.rules import Interval, Need, clashes, clashes_within, overflow, talk_intervals, within_days

NINE = datetime(2026, 12, 14, 9)
HOUR = timedelta(hours=1)


def at(hour: float, length: float = 1) -> Interval:
    return Interval(NINE + (hour - 9) * HOUR, NINE + (hour - 9 + length) * HOUR)


def test_a_talk_starts_when_the_ones_before_it_end():
    assert talk_intervals(NINE, NINE + HOUR, [20, 15, 25]) == [at(9, 1 / 3), at(9 + 1 / 3, 0.25), at(9 + 7 / 12, 5 / 12)]


def test_a_talk_without_minutes_spans_the_session_and_delays_nobody():
    assert talk_intervals(NINE, NINE + HOUR, [20, None, 20]) == [at(9, 1 / 3), at(9), at(9 + 1 / 3, 1 / 3)]


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12))
def test_timed_talks_follow_one_another_within_the_session(minutes: list[int]):
    intervals = talk_intervals(NINE, NINE + timedelta(minutes=sum(minutes)), list(minutes))
    assert all(before.end == after.start for before, after in pairwise(intervals))
    assert intervals[-1].end == NINE + timedelta(minutes=sum(minutes))
    assert not any(a.overlaps(b) for a, b in pairwise(intervals))


def test_talks_longer_than_the_session_are_measured():
    assert overflow(NINE, NINE + HOUR, [40, None, 35]) == 15
    assert overflow(NINE, NINE + HOUR, [40, 20]) == 0


def test_what_ends_when_the_next_starts_does_not_clash():
    assert not list(clashes([Need(1, 10, at(9))], [Need(1, 11, at(10)), Need(1, 12, at(8))]))


def test_the_same_key_at_once_in_another_session_clashes():
    mine, theirs = Need(1, 10, at(9)), Need(1, 11, at(9.5))
    others = [theirs, Need(2, 11, at(9.5)), Need(1, 10, at(9.5))]
    assert [(clash.mine, clash.theirs) for clash in clashes([mine], others)] == [(mine, theirs)]


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 20), st.integers(1, 6)), max_size=12))
def test_each_clashing_pair_is_named_once(slots: list[tuple[int, int, int]]):
    needs = [
        Need(key, number, Interval(NINE + start * HOUR, NINE + (start + length) * HOUR))
        for number, (key, start, length) in enumerate(slots)
    ]
    expected = {
        frozenset((a.session_id, b.session_id))
        for a in needs
        for b in needs
        if a.session_id != b.session_id and a.key == b.key and a.interval.overlaps(b.interval)
    }
    found = [frozenset((clash.mine.session_id, clash.theirs.session_id)) for clash in clashes_within(needs)]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_a_session_lies_within_the_events_days_and_may_end_at_midnight():
    first, last = date(2026, 12, 14), date(2026, 12, 15)
    assert within_days(NINE, NINE + HOUR, first, last)
    assert within_days(datetime(2026, 12, 15, 22), datetime(2026, 12, 16), first, last)
    assert not within_days(datetime(2026, 12, 15, 22), datetime(2026, 12, 16, 0, 1), first, last)
    assert not within_days(NINE - timedelta(days=1), NINE, first, last)
