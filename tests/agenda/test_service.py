from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.agenda import service, talks
from app.agenda.models import Contribution, ParticipationRole, Session, SessionKind, SessionState
from app.audit import Actor, history_of
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotAllowed
from app.core.i18n import speaking
from app.core.types import Translated
from app.events.models import Event, EventState, Precision
from tests.agenda import factories
from tests.events import factories as events

ACTOR = Actor(None, "Programme officer")
CHAIR, SPEAKER = ParticipationRole.CHAIR, ParticipationRole.SPEAKER


def day(hour: int, minute: int = 0, *, of: int = 14) -> datetime:
    return datetime(2026, 12, of, hour, minute)


def add(event: Event, start: datetime, end: datetime, **fields: Any) -> Session:
    facts = {"kind": SessionKind.PANEL, "title": Translated(fr="Panel", en="Panel"), **fields}
    return service.add_session(event, starts_at=start, ends_at=end, actor=ACTOR, **facts)


@pytest.fixture
def event() -> Event:
    return events.event(venue=events.venue(rooms=("Room A", "Room B")), title=Translated(en="Seminar"))


def test_a_room_used_twice_is_refused_with_the_session_that_has_it(event):
    room = event.venue.rooms[0]
    add(event, day(9), day(10, 30), room=room, title=Translated(en="Opening"))
    with speaking("en"), pytest.raises(Conflict) as refused:
        add(event, day(10), day(11), room=room)
    assert refused.value.field == "room"
    assert str(refused.value) == "Room A is already used then: “Opening” (Seminar), Monday, 14 December 2026, 09:00–10:30, Room A."
    assert len(db.session.scalars(select(Session)).all()) == 1


def test_a_room_is_free_when_the_session_before_ends_or_is_cancelled(event):
    room = event.venue.rooms[0]
    first = add(event, day(9), day(10), room=room)
    add(event, day(10), day(11), room=room)
    service.cancel_session(first, actor=ACTOR)
    second = add(event, day(9), day(10), room=room)
    with pytest.raises(Conflict):
        service.restore_session(first, actor=ACTOR)
    assert (first.state, second.state) == (SessionState.CANCELLED, SessionState.SCHEDULED)


def test_a_person_in_two_places_is_refused_with_who_where_and_when(event):
    first, second = (
        add(event, day(9), day(10), title=Translated(en="Opening")),
        add(event, day(9, 30), day(11), title=Translated(en="Workshop")),
    )
    person = factories.speaker(event, given_name="Salma", family_name="Bennani")
    talks.add_participation(first, person, CHAIR, actor=ACTOR)
    with speaking("en"), pytest.raises(Conflict) as refused:
        talks.add_participation(second, person, SPEAKER, actor=ACTOR)
    assert refused.value.field == "person"
    assert str(refused.value) == "Salma Bennani is already needed then: “Opening” (Seminar), Monday, 14 December 2026, 09:00–10:00."
    assert second.participations == []


def test_a_speaker_is_needed_only_while_their_talk_lasts(event):
    first, second = add(event, day(9), day(10)), add(event, day(9, 20), day(10))
    person = factories.speaker(event)
    talk = talks.add_contribution(first, title=Translated(en="Early"), minutes=20, actor=ACTOR)
    talks.add_participation(talk, person, SPEAKER, actor=ACTOR)
    talks.add_participation(second, person, SPEAKER, actor=ACTOR)
    with pytest.raises(Conflict):
        talks.edit_contribution(talk, title=talk.title, minutes=21, abstract=talk.abstract, actor=ACTOR)
    assert talk.minutes == 20


def test_a_talk_that_moves_back_onto_another_session_is_refused(event):
    first, second = add(event, day(9), day(10)), add(event, day(9, 30), day(10))
    early, late = (talks.add_contribution(first, title=Translated(en=name), minutes=30, actor=ACTOR) for name in ("Early", "Late"))
    person = factories.speaker(event)
    talks.add_participation(early, person, SPEAKER, actor=ACTOR)
    talks.add_participation(second, person, CHAIR, actor=ACTOR)
    with pytest.raises(Conflict):
        talks.move_contribution(early, 1, actor=ACTOR)
    db.session.expire_all()
    assert first.contributions == [early, late]


@pytest.mark.parametrize(("zone", "hour", "clash"), [("Europe/Paris", 10, True), ("Europe/Paris", 9, False), ("Africa/Dakar", 9, True)])
def test_events_in_other_zones_meet_on_the_same_instants(event, zone, hour, clash):
    """14 December 2026: Morocco and Dakar at UTC+0, Paris at UTC+1."""
    person = factories.speaker(event)
    talks.add_participation(add(event, day(9), day(10)), person, SPEAKER, actor=ACTOR)
    abroad = add(events.event(zone=zone), day(hour), day(hour + 1))
    if clash:
        with pytest.raises(Conflict):
            talks.add_participation(abroad, person, SPEAKER, actor=ACTOR)
    else:
        assert talks.add_participation(abroad, person, SPEAKER, actor=ACTOR).person is person


def test_moving_a_session_onto_its_speakers_other_session_is_refused(event):
    first, second = add(event, day(9), day(10)), add(event, day(11), day(12))
    person = factories.speaker(event)
    for session in (first, second):
        talks.add_participation(session, person, SPEAKER, actor=ACTOR)
    with pytest.raises(Conflict):
        service.move_session(second, starts_at=day(9, 59), room=None, actor=ACTOR)
    assert second.starts_at == day(11)
    assert service.move_session(second, starts_at=day(10), room=None, actor=ACTOR).ends_at == day(11)


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [(day(10), day(10), "end"), (day(10), day(9), "end"), (day(9, of=13), day(10, of=13), "day"), (day(23, of=15), day(1, of=16), "day")],
)
def test_times_that_cannot_be_are_refused_and_change_nothing(event, start, end, field):
    with pytest.raises(DomainError) as refused:
        add(event, start, end)
    assert refused.value.field == field
    assert db.session.scalar(select(Session.id)) is None


def test_an_event_that_knows_only_its_month_has_no_sessions():
    archived = events.event(state=EventState.ARCHIVED, precision=Precision.MONTH, starts_at=datetime(2016, 10, 1))
    with pytest.raises(DomainError) as refused:
        add(archived, datetime(2016, 10, 1, 9), datetime(2016, 10, 1, 10))
    assert refused.value.field == "day"


def test_a_room_of_another_venue_is_refused(event):
    with pytest.raises(DomainError) as refused:
        add(event, day(9), day(10), room=events.venue().rooms[0])
    assert refused.value.field == "room"


def test_a_break_has_neither_speakers_nor_talks(event):
    pause = add(event, day(10), day(11), kind=SessionKind.BREAK)
    with pytest.raises(DomainError):
        talks.add_participation(pause, factories.speaker(event), SPEAKER, actor=ACTOR)
    with pytest.raises(DomainError):
        talks.add_contribution(pause, title=Translated(en="Talk"), actor=ACTOR)
    panel = add(event, day(9), day(10))
    talks.add_participation(panel, factories.speaker(event), CHAIR, actor=ACTOR)
    with pytest.raises(DomainError) as refused:
        service.edit_session(panel, kind=SessionKind.BREAK, actor=ACTOR)
    assert refused.value.field == "kind"


def test_talks_longer_than_the_session_are_refused(event):
    session = add(event, day(9), day(10))
    talks.add_contribution(session, title=Translated(en="One"), minutes=50, actor=ACTOR)
    with speaking("en"), pytest.raises(DomainError) as refused:
        talks.add_contribution(session, title=Translated(en="Two"), minutes=20, actor=ACTOR)
    assert refused.value.field == "minutes"
    assert str(refused.value) == "The talks take 70 minutes and the session has 60: 10 too many."
    assert db.session.scalars(select(Contribution.minutes)).all() == [50]


def test_the_same_role_twice_is_refused(event):
    session, person = add(event, day(9), day(10)), factories.speaker(event)
    talks.add_participation(session, person, CHAIR, actor=ACTOR)
    with pytest.raises(Conflict):
        talks.add_participation(session, person, CHAIR, actor=ACTOR)
    talks.add_participation(session, person, SPEAKER, actor=ACTOR)
    assert [p.role for p in session.participations] == [CHAIR, SPEAKER]


def test_sequence_rises_with_time_room_and_state_and_with_nothing_else(event):
    session = add(event, day(9), day(10))
    uid, seen = session.uid, [session.sequence]
    for change in (
        {"title": Translated(en="Renamed")},
        {"summary": Translated(en="More")},
        {"starts_at": day(9, 15)},
        {"room": event.venue.rooms[0]},
        {"room": event.venue.rooms[0]},
        {"ends_at": day(10, 30)},
    ):
        service.edit_session(session, actor=ACTOR, **change)
        seen.append(session.sequence)
    service.cancel_session(session, actor=ACTOR)
    service.cancel_session(session, actor=ACTOR)
    seen.append(session.sequence)
    talks.add_participation(session, factories.speaker(event), CHAIR, actor=ACTOR)
    seen.append(session.sequence)
    assert seen == [0, 0, 0, 1, 2, 2, 3, 4, 4]
    assert session.uid == uid


def test_every_visible_change_raises_the_revision_and_nothing_else_does(event):
    def revision() -> int:
        db.session.flush()
        db.session.refresh(event)
        return event.revision

    before = revision()
    session = add(event, day(9), day(10))
    talk = talks.add_contribution(session, title=Translated(en="Talk"), minutes=20, actor=ACTOR)
    talks.add_participation(talk, factories.speaker(event), SPEAKER, actor=ACTOR)
    assert revision() > before
    after = revision()
    service.edit_session(session, title=session.title, actor=ACTOR)
    assert revision() == after
    service.edit_session(session, title=Translated(en="New"), actor=ACTOR)
    assert revision() == after + 1


def test_the_difference_is_on_record(event):
    session = add(event, day(9), day(10))
    service.edit_session(session, starts_at=day(9, 30), actor=ACTOR)
    entry = history_of(session)[0]
    assert (entry.action, entry.actor_name, entry.event_id) == ("session.edited", "Programme officer", event.id)
    assert entry.difference == {"starts_at": ["2026-12-14 09:00:00", "2026-12-14 09:30:00"]}


def test_people_and_talks_keep_the_order_they_are_given(event):
    session = add(event, day(9), day(10))
    people = [talks.add_participation(session, factories.speaker(event), SPEAKER, actor=ACTOR) for _ in range(3)]
    talks.move_participation(people[2], -1, actor=ACTOR)
    talks.move_participation(people[0], -1, actor=ACTOR)
    db.session.expire_all()
    assert session.participations == [people[0], people[2], people[1]]
    talks.remove_participation(people[2], actor=ACTOR)
    db.session.expire_all()
    assert session.participations == [people[0], people[1]]


def test_a_deleted_session_takes_its_talks_along(event):
    session = add(event, day(9), day(10))
    factories.participation(factories.contribution(session))
    service.delete_session(session, actor=ACTOR)
    assert db.session.scalars(select(Session)).all() == db.session.scalars(select(Contribution)).all() == []


def test_a_session_whose_door_read_badges_is_not_deleted(event):
    session = add(event, day(9), day(10))
    _scan_at_door_of(session)
    with pytest.raises(NotAllowed):
        service.delete_session(session, actor=ACTOR)
    assert db.session.get(Session, session.id) is session


def _scan_at_door_of(session: Session) -> None:
    import uuid

    from app.checkin.models import Device, Direction, Gate, GateKind, Scan, Verdict
    from app.core import clock

    now = clock.now()
    gate = Gate(event=session.event, session=session, kind=GateKind.SESSION, name=Translated(en="Door"))
    device = Device(event=session.event, name="Desk", secret_hash="x", created_at=now, pairing_ends_at=now)
    db.session.add_all([gate, device])
    db.session.flush()
    scan = Scan(
        id=str(uuid.uuid4()), event_id=session.event_id, gate=gate, device=device, direction=Direction.IN, verdict=Verdict.UNKNOWN,
        scanned_at=now, received_at=now,
    )  # fmt: skip
    db.session.add(scan)
    db.session.flush()


def test_a_clone_gets_the_programme_on_its_own_days_and_leaves_out_who_would_be_in_two_places(event):
    first, second = add(event, day(9), day(10), room=event.venue.rooms[0]), add(event, day(9, of=15), day(10, of=15))
    add(event, day(11), day(12), title=Translated(en="Gone")).state = SessionState.CANCELLED
    busy, free = factories.speaker(event), factories.speaker(event)
    talks.add_participation(first, busy, CHAIR, actor=ACTOR)
    talk = talks.add_contribution(second, title=Translated(en="Talk"), minutes=20, actor=ACTOR)
    talks.add_participation(talk, free, SPEAKER, actor=ACTOR)
    week = timedelta(days=7)
    clone = events.event(venue=event.venue, starts_at=event.starts_at + week, ends_at=event.ends_at + week)
    elsewhere = events.event(starts_at=event.starts_at + week, ends_at=event.ends_at + week)
    talks.add_participation(add(elsewhere, day(9, of=21), day(10, of=21)), busy, SPEAKER, actor=ACTOR)

    assert service.copy_to(event, clone, actor=ACTOR) == 2
    one, two = db.session.scalars(select(Session).where(Session.event_id == clone.id).order_by(Session.starts_at)).all()
    assert [(s.starts_at, s.room, s.sequence) for s in (one, two)] == [(day(9, of=21), event.venue.rooms[0], 0), (day(9, of=22), None, 0)]
    assert one.participations == []
    assert [(c.minutes, [p.person for p in c.participations]) for c in two.contributions] == [(20, [free])]
    assert len({first.uid, second.uid, one.uid, two.uid}) == 4


def test_a_clone_with_fewer_days_leaves_the_rest_behind(event):
    add(event, day(9), day(10))
    add(event, day(9, of=15), day(10, of=15))
    short = events.event(starts_at=day(9, of=20), ends_at=day(18, of=20))
    assert service.copy_to(event, short, actor=ACTOR) == 1
