"""The directory's organisations: ministries, communes, embassies, universities…"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app import audit
from app.audit import Actor
from app.core import search
from app.core.db import db
from app.core.types import Translated
from app.institutions.models import Institution

from .models import Organisation, OrganisationKind


def create_organisation(
    institution: Institution, *, name: Translated, kind: OrganisationKind, actor: Actor, country: str | None = None, **fields: Any
) -> Organisation:
    """A new organisation; `country` is an ISO 3166-1 alpha-2 code, `fields` are its other columns."""
    organisation = Organisation(institution_id=institution.id, name=name, kind=kind, country=country, **fields)
    _refresh(organisation)
    db.session.add(organisation)
    audit.record(actor, "organisation.created", organisation, difference={"name": [None, dict(name)]})
    return organisation


def update_organisation(organisation: Organisation, *, actor: Actor, **fields: Any) -> bool:
    """Change an organisation; gives whether anything changed. Events that name it are refreshed by `events.partnerships.refresh_events_of`."""
    for column, value in fields.items():
        if getattr(organisation, column) != value:
            setattr(organisation, column, value)
    difference = audit.changes(organisation)
    _refresh(organisation)
    if difference:
        audit.record(actor, "organisation.changed", organisation, difference=difference)
    db.session.flush()
    return bool(difference)


def directory(institution: Institution, text: str = "", kind: str = "", country: str = "") -> Select[Any]:
    """Organisations, narrowed; in the order in which they were entered."""
    statement = select(Organisation).where(Organisation.institution_id == institution.id).options(joinedload(Organisation.logo))
    if text.strip():
        statement = statement.where(search.matches(Organisation.search, text.replace("\x00", "")))
    if kind in {known.value for known in OrganisationKind}:
        statement = statement.where(Organisation.kind == OrganisationKind(kind))
    if country:
        statement = statement.where(Organisation.country == country.replace("\x00", "")[:2])
    return statement.order_by(Organisation.search, Organisation.id)


def _refresh(organisation: Organisation) -> None:
    organisation.search = search.searchable(*organisation.name.values(), organisation.short_name)
