"""Creating and changing events."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.audit import SYSTEM
from app.audit.models import AuditEntry
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotAllowed
from app.core.types import Translated
from app.events import rules, service
from app.events.models import Event, EventSlug, EventState, Precision
from tests.events import factories as make

S = EventState


def test_a_new_event_is_a_draft_named_by_its_french_title() -> None:
    event = make.event(title=Translated(fr="L’eau, la paix et l’été", en="Water"), state=S.DRAFT)
    assert (event.slug, event.state, event.sequence, event.zone) == ("l-eau-la-paix-et-l-ete", S.DRAFT, 0, "Africa/Casablanca")
    assert event.uid.endswith("@nadwa")


def test_an_arabic_title_alone_gives_kind_and_year_and_a_number_to_the_next() -> None:
    slugs = [make.event(title=Translated(ar="الأمن في الساحل")).slug for _ in range(3)]
    assert slugs == ["seminar-2026", "seminar-2026-2", "seminar-2026-3"]


def test_a_reserved_address_is_not_given() -> None:
    assert make.event(title=Translated(en="New")).slug == "new-2"


def test_a_renamed_event_keeps_its_former_address_and_another_cannot_take_it() -> None:
    first, second = make.event(slug="first"), make.event(slug="second")
    service.update_event(first, actor=SYSTEM, slug="renamed")
    with pytest.raises(Conflict) as refused:
        service.update_event(second, actor=SYSTEM, slug="first")
    assert (refused.value.field, first.slug, second.slug) == ("slug", "renamed", "second")
    assert make.event(slug="first").slug == "first-2"
    service.update_event(first, actor=SYSTEM, slug="first")
    assert first.slug == "first"
    owners = dict(db.session.execute(db.select(EventSlug.slug, EventSlug.event_id)).all())
    assert (owners["first"], owners["renamed"]) == (first.id, first.id)


@pytest.mark.parametrize("slug", ["Été", "a b", "-a", "a--b", "a/b", "é", "x" * 61, "new"])
def test_an_address_of_other_signs_is_refused(slug: str) -> None:
    event = make.event(slug="kept")
    with pytest.raises(DomainError) as refused:
        service.update_event(event, actor=SYSTEM, slug=slug)
    assert (refused.value.field, event.slug) == ("slug", "kept")


@pytest.mark.parametrize(
    ("change", "steps"),
    [
        ({"starts_at": datetime(2026, 12, 14, 10)}, 1),
        ({"zone": "Africa/Dakar"}, 1),
        ({"place": Translated(fr="Dakar")}, 1),
        ({"title": Translated(fr="Autre titre")}, 0),
        ({"contact_email": "a@example.org"}, 0),
    ],
)
def test_sequence_rises_with_time_and_place_and_the_revision_with_everything(change: dict[str, object], steps: int) -> None:
    event = make.event()
    sequence, revision, overall = event.sequence, event.revision, event.institution.revision
    service.update_event(event, actor=SYSTEM, **change)
    assert event.sequence - sequence == steps
    assert (event.revision - revision, event.institution.revision - overall) == (1, 1)


def test_a_change_that_changes_nothing_leaves_no_trace() -> None:
    event = make.event()
    revision, entries = event.revision, db.session.query(AuditEntry).count()
    service.update_event(event, actor=SYSTEM, title=Translated(dict(event.title)), themes=[], slug=event.slug)
    assert (event.revision, db.session.query(AuditEntry).count()) == (revision, entries)


ALLOWED = {(S.DRAFT, S.PUBLISHED), (S.DRAFT, S.ARCHIVED), (S.PUBLISHED, S.CANCELLED), (S.PUBLISHED, S.ARCHIVED),
           (S.CANCELLED, S.PUBLISHED), (S.CANCELLED, S.ARCHIVED), (S.ARCHIVED, S.PUBLISHED)}  # fmt: skip


@pytest.mark.parametrize("to", list(S))
@pytest.mark.parametrize("present", list(S))
def test_an_event_makes_the_moves_of_the_table_and_no_other(present: EventState, to: EventState) -> None:
    event = make.event(state=present)
    sequence = event.sequence
    if (present, to) not in ALLOWED:
        with pytest.raises(NotAllowed):
            service.move(event, to, actor=SYSTEM, reason=Translated(fr="Parce que"))
        assert (event.state, event.sequence) == (present, sequence)
    else:
        service.move(event, to, actor=SYSTEM, reason=Translated(fr="Parce que"))
        assert (event.state, event.sequence) == (to, sequence + 1)
        assert event.cancelled_because == (Translated(fr="Parce que") if to is S.CANCELLED else event.cancelled_because)


def test_cancelling_asks_for_a_reason_and_bringing_back_forgets_it() -> None:
    event = make.event()
    with pytest.raises(DomainError) as refused:
        service.move(event, S.CANCELLED, actor=SYSTEM)
    assert (refused.value.field, event.state) == ("reason", S.PUBLISHED)
    service.move(event, S.CANCELLED, actor=SYSTEM, reason=Translated(fr="Grève"))
    assert event.cancelled_because == {"fr": "Grève"}
    service.move(event, S.PUBLISHED, actor=SYSTEM)
    assert event.cancelled_because == {}


@pytest.mark.parametrize("precision", [Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN])
def test_an_event_of_vague_date_is_archived_but_not_published(precision: Precision) -> None:
    event = make.event(state=S.DRAFT, precision=precision)
    with pytest.raises(DomainError) as refused:
        service.move(event, S.PUBLISHED, actor=SYSTEM)
    assert refused.value.field == "precision"
    service.move(event, S.ARCHIVED, actor=SYSTEM)
    assert event.state is S.ARCHIVED


def test_a_published_event_keeps_its_hours() -> None:
    event = make.event()
    with pytest.raises(DomainError) as refused:
        service.update_event(event, actor=SYSTEM, precision=Precision.MONTH)
    assert (refused.value.field, event.precision) == ("precision", Precision.TIME)


NINE = datetime(2026, 12, 14, 9)
DATES = [
    (Precision.TIME, None, None, "starts_on"),
    (Precision.TIME, NINE, None, "ends_on"),
    (Precision.TIME, NINE, NINE, "ends_on"),
    (Precision.TIME, NINE, datetime(2026, 12, 13, 18), "ends_on"),
    (Precision.TIME, datetime(1899, 12, 31), NINE, "starts_on"),
    (Precision.TIME, NINE, datetime(2201, 1, 1), "ends_on"),
    (Precision.TIME, NINE, datetime(2028, 1, 1), "ends_on"),
    (Precision.DAY, NINE, datetime(2026, 12, 13), "ends_on"),
    (Precision.MONTH, None, None, "starts_on"),
    (Precision.YEAR, datetime(1066, 10, 14), None, "starts_on"),
]


@pytest.mark.parametrize(("precision", "starts", "ends", "field"), DATES)
def test_dates_that_cannot_be_are_refused_beside_their_field(
    precision: Precision, starts: datetime | None, ends: datetime | None, field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        rules.settled_dates(precision, starts, ends)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("precision", "kept"),
    [
        (Precision.TIME, (NINE, datetime(2026, 12, 15, 18))),
        (Precision.DAY, (datetime(2026, 12, 14), datetime(2026, 12, 15))),
        (Precision.MONTH, (datetime(2026, 12, 1), datetime(2026, 12, 1))),
        (Precision.YEAR, (datetime(2026, 1, 1), datetime(2026, 1, 1))),
        (Precision.UNKNOWN, (None, None)),
    ],
)
def test_no_more_of_a_date_is_kept_than_is_known(precision: Precision, kept: tuple[datetime | None, datetime | None]) -> None:
    assert rules.settled_dates(precision, NINE, datetime(2026, 12, 15, 18)) == kept


def test_refused_dates_change_nothing() -> None:
    event = make.event(slug="kept")
    with pytest.raises(DomainError):
        service.update_event(event, actor=SYSTEM, slug="other", title=Translated(fr="Autre"), ends_at=datetime(2020, 1, 1))
    assert (event.slug, event.title["en"][:7], db.session.query(Event).count()) == ("kept", "Seminar", 1)
