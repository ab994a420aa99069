"""What can be done to a delegation; its members are in `members`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from app import audit
from app.audit import Actor
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotAllowed
from app.core.types import Translated
from app.events.models import Event
from app.people.models import Organisation
from app.registration.models import Capacity, Registration
from app.storage import StoredFile

from . import quotas
from .models import Delegation, DelegationKind
from .words import delegation_name

Places = dict[Capacity, int]


def create_delegation(
    event: Event,
    kind: DelegationKind,
    *,
    actor: Actor,
    country: str | None = None,
    organisation: Organisation | None = None,
    places: Places | None = None,
    name: Translated | None = None,
    **fields: Any,
) -> Delegation:
    """Expect a delegation of a country or of an organisation; `places` are how many of each capacity may come.

    Raises DomainError without exactly one sender, Conflict when it is expected already."""
    if bool(country) == (organisation is not None):
        raise DomainError(_l("Choose a country or an organisation, one of the two."), field="country")
    _require_new(event, kind, country, organisation)
    delegation = Delegation(event=event, kind=kind, country=country or None, organisation=organisation, name=name or Translated(), **fields)
    db.session.add(delegation)
    db.session.flush()
    quotas.set_places(delegation, _with_one_head(places or {}))
    audit.record(actor, "delegation.created", delegation, difference={"name": delegation_name(delegation)})
    return delegation


def change_delegation(delegation: Delegation, *, actor: Actor, places: Places | None = None, **fields: Any) -> None:
    """Write fields and places anew. Raises Conflict when fewer places are given than people come."""
    quotas.lock(delegation)
    for field, value in fields.items():
        if getattr(delegation, field) != value:
            setattr(delegation, field, value)
    if difference := audit.changes(delegation):
        audit.record(actor, "delegation.changed", delegation, difference=difference)
    db.session.flush()
    if places is not None and (changed := quotas.set_places(delegation, _with_one_head(places))):
        audit.record(actor, "delegation.quota", delegation, difference=changed)


def keep_credentials(delegation: Delegation, letter: StoredFile, *, actor: Actor) -> None:
    """The note verbale that names the delegates has arrived."""
    delegation.credentials_id = letter.id
    audit.record(actor, "delegation.letter", delegation, difference={"name": letter.name})


def drop_credentials(delegation: Delegation, *, actor: Actor) -> None:
    delegation.credentials_id = None
    audit.record(actor, "delegation.letter-removed", delegation)


def delete_delegation(delegation: Delegation, *, actor: Actor) -> None:
    """Expect it no more. Raises NotAllowed once anybody was named: its people keep their history."""
    quotas.lock(delegation)
    named = db.session.scalar(select(func.count()).select_from(Registration).where(Registration.delegation_id == delegation.id))
    if named:
        raise NotAllowed(_l("Delegates were named already; a delegation with a history stays."))
    audit.record(actor, "delegation.deleted", delegation, difference={"name": delegation_name(delegation)})
    db.session.delete(delegation)


def _require_new(event: Event, kind: DelegationKind, country: str | None, organisation: Organisation | None) -> None:
    """The unique constraints hold in a race; this says it in words."""
    if organisation is not None and organisation.institution_id != event.institution_id:
        raise DomainError(_l("Choose an organisation of the directory."), field="organisation")
    query = select(Delegation.id).where(Delegation.event_id == event.id)
    sender = Delegation.organisation == organisation if organisation else (Delegation.country == country) & (Delegation.kind == kind)
    if db.session.scalar(query.where(sender)) is not None:
        raise Conflict(_l("This delegation is expected already."), field="organisation" if organisation else "country")


def _with_one_head(places: Places) -> Places:
    """Whatever was asked, a delegation has one head."""
    return {**places, Capacity.HEAD: 1}
