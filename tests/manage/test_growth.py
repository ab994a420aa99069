"""Registrations over time: no day is left out between the first and the last, and a long time is told in weeks."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from app.accounts.models import Role
from app.manage.growth import MOST, Column, columns, growth
from tests.accounts.factories import sign_in, user
from tests.events.factories import event
from tests.registration.factories import registration

FIRST = date(2026, 11, 2)


def test_days_without_a_registration_stand_between_those_with_some():
    assert columns({FIRST: 3, FIRST + timedelta(days=2): 1}).columns == [
        Column(FIRST, 3),
        Column(FIRST + timedelta(days=1), 0),
        Column(FIRST + timedelta(days=2), 1),
    ]


def test_more_days_than_a_chart_holds_are_told_in_weeks_and_nobody_is_lost():
    told = columns({FIRST + timedelta(days=day): 1 for day in range(MOST + 1)})
    assert told.weekly
    assert [column.number for column in told.columns] == [7] * 6 + [1]
    assert not columns({FIRST: 1, FIRST + timedelta(days=MOST - 1): 1}).weekly


def test_nothing_is_told_of_an_event_without_registrations():
    assert growth(event()) == ([], False)


def test_registrations_are_counted_on_their_day():
    of = event()
    for day in (1, 1, 3):
        registration(of, created_at=datetime(2026, 11, day, 12, tzinfo=UTC))
    assert [column.number for column in growth(of).columns] == [2, 0, 1]


def test_the_overview_draws_the_days_and_has_the_same_as_a_table_behind_them(client):
    of = event()
    for day in (1, 1, 3):
        registration(of, created_at=datetime(2026, 11, day, 12, tzinfo=UTC))
    page = sign_in(client, user(Role.MANAGER, of)).get(f"/manage/events/{of.slug}/?lang=en").text
    assert re.findall(r'<th scope="row">(\d \w+)</th><td class="number">(\d)</td>', page) == [("1 Nov", "2"), ("3 Nov", "1")]
    assert re.findall(r'<rect x="\d+" y="[\d.]+" width="8" height="([\d.]+)"', page) == ["100.0", "0.0", "50.0"]
