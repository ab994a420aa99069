"""Two organisers at once: the second acts on what the first has done."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from app.audit import SYSTEM
from app.core.db import db
from app.core.types import Translated
from app.events import service
from app.events.models import Event, EventState
from app.institutions import themes
from app.institutions.models import Institution, Theme
from app.institutions.queries import Tree
from tests.events import factories
from tests.support.races import at_once


@pytest.fixture
def app_() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined]


def test_two_themes_moved_into_each_other_make_no_ring(app_: Flask) -> None:
    pairs = [(one.id, other.id) for one, other in [(factories.theme(), factories.theme())]]
    (one, other), institution_id = pairs[0], db.session.scalars(select(Institution.id)).one()

    def put(below: int, theme_id: int) -> Any:
        def attempt() -> None:
            institution, parent = db.session.get_one(Institution, institution_id), db.session.get_one(Theme, below)
            themes.update_theme(db.session.get_one(Theme, theme_id), institution, parent=parent, actor=SYSTEM)

        return attempt

    assert at_once(app_, put(one, other), put(other, one)) == ["refused", "written"]
    assert {branch.theme.id for branch in Tree(db.session.get_one(Institution, institution_id))} == {one, other}


def test_an_event_cancelled_and_archived_in_one_moment_goes_where_the_table_leads(app_: Flask) -> None:
    event_id = factories.event(state=EventState.PUBLISHED).id

    def go(to: EventState) -> Any:
        def attempt() -> None:
            service.move(db.session.get_one(Event, event_id), to, actor=SYSTEM, reason=Translated(en="Postponed"))

        return attempt

    assert at_once(app_, *[go(EventState.ARCHIVED)] * 3) == ["refused", "refused", "written"]
    assert db.session.get_one(Event, event_id).state is EventState.ARCHIVED
