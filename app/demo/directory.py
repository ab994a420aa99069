"""The institution's rows by the keys that the demonstration's texts use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from app.audit import SYSTEM
from app.core.db import db
from app.core.types import Translated as T
from app.events.models import Event, EventKind, EventState, PartnerRole, Series
from app.events.partnerships import add_partnership
from app.events.service import create_event, move
from app.institutions.models import Institution, Theme
from app.people.models import Organisation
from app.publications.models import PublicationKind
from app.publications.service import create_publication

from . import archive, institution


class Directory:
    """The institution's rows by the keys that the texts use."""

    def __init__(self, institution_: Institution) -> None:
        self.institution = institution_
        self.themes = {theme.slug: theme for theme in db.session.scalars(select(Theme))}
        self.kinds = {kind.code: kind for kind in db.session.scalars(select(EventKind))}
        self.series = {series.slug: series for series in db.session.scalars(select(Series))}
        rows = list(db.session.scalars(select(Organisation).order_by(Organisation.id)))
        self.organisations = {key: row for (key, *_rest), row in zip(institution.ORGANISATIONS, rows, strict=True)}
        self.events: dict[str, Event] = {}

    def create(self, fields: dict[str, Any], *, state: EventState = EventState.ARCHIVED, **more: Any) -> Event:
        """An event from one of the tables of texts."""
        columns = {**fields, **more}
        partners: Iterable[tuple[str, PartnerRole]] = columns.pop("partners", ())
        event = create_event(
            self.institution,
            kind=self.kinds[columns.pop("kind")],
            themes=[self.themes[slug] for slug in columns.pop("themes")],
            series=self.series.get(columns.pop("series", "")),
            actor=SYSTEM,
            state=state,
            **{"precision": archive.UNKNOWN, **columns},
        )
        for key, role in partners:
            add_partnership(event, self.organisations[key], role, actor=SYSTEM)
        self.events[event.slug] = event
        return event

    def archive(self, event: Event) -> None:
        move(event, EventState.ARCHIVED, actor=SYSTEM)

    def publish(self, kind: PublicationKind, year: int | None, themes: tuple[str, ...], slug: str | None, title: T, abstract: T) -> None:
        create_publication(
            self.institution, kind=kind, year=year, title=title, abstract=abstract, event=self.events[slug] if slug else None,
            themes=[self.themes[theme] for theme in themes], actor=SYSTEM,
        )  # fmt: skip
