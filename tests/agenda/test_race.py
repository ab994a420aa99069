"""Two organisers at once: the rules hold whoever writes first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from flask import Flask, current_app
from sqlalchemy import func, select

from app.agenda import service, talks
from app.agenda.models import Participation, ParticipationRole, Session, SessionKind
from app.audit import SYSTEM
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event, Room
from app.people.models import Person
from tests.agenda import factories
from tests.events import factories as events
from tests.support.races import at_once

WRITERS = 4
START, END = datetime(2026, 12, 14, 9), datetime(2026, 12, 14, 10)


@pytest.fixture
def app_() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined]


def test_one_of_many_writers_gets_the_room(app_):
    event = events.event(venue=events.venue(rooms=1))
    event_id, room_id = event.id, event.venue.rooms[0].id

    def take() -> None:
        found, room = db.session.get_one(Event, event_id), db.session.get_one(Room, room_id)
        service.add_session(
            found, kind=SessionKind.PANEL, title=Translated(en="Panel"), starts_at=START, ends_at=END, room=room, actor=SYSTEM
        )

    assert at_once(app_, *[take] * WRITERS) == ["refused"] * (WRITERS - 1) + ["written"]
    assert db.session.scalar(select(func.count()).select_from(Session)) == 1


def test_one_of_many_sessions_gets_the_speaker_even_across_events(app_):
    sessions = [factories.session(events.event(), START).id for _ in range(WRITERS)]
    person_id = factories.speaker(events.event()).id

    def engage(session_id: int) -> Any:
        def attempt() -> None:
            session, person = db.session.get_one(Session, session_id), db.session.get_one(Person, person_id)
            talks.add_participation(session, person, ParticipationRole.SPEAKER, actor=SYSTEM)

        return attempt

    assert at_once(app_, *[engage(each) for each in sessions]) == ["refused"] * (WRITERS - 1) + ["written"]
    assert db.session.scalar(select(func.count()).select_from(Participation)) == 1


def test_a_session_moved_while_its_speaker_is_engaged_elsewhere_keeps_them_apart(app_):
    event = events.event()
    person = factories.speaker(event)
    moving, engaging = factories.session(event, START.replace(hour=12)), factories.session(event, START)
    factories.participation(moving, person)
    ids = moving.id, engaging.id, person.id

    def move() -> None:
        service.move_session(db.session.get_one(Session, ids[0]), starts_at=START, room=None, actor=SYSTEM)

    def engage() -> None:
        session, who = db.session.get_one(Session, ids[1]), db.session.get_one(Person, ids[2])
        talks.add_participation(session, who, ParticipationRole.CHAIR, actor=SYSTEM)

    assert at_once(app_, move, engage) == ["refused", "written"]
