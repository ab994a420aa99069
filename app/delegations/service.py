"""What can be done to a delegation; its members are in `members`, its places in `quotas`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from app import audit
from app.audit import Actor
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotAllowed
from app.core.types import Translated
from app.events.models import Event
from app.people.countries import country_names
from app.people.models import Organisation
from app.registration import seats
from app.registration.models import Registration
from app.registration.service import ensure_form
from app.storage import StoredFile

from . import quotas
from .models import Delegation, DelegationKind, Quota
from .quotas import Places
from .words import delegation_name


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
    """Expect a delegation of a country or of an organisation; `places` are how many of each capacity may come, none meaning no limit.

    Raises DomainError without exactly one sender, Conflict when it is expected already; then nothing is written."""
    _require_sender(event, country, organisation)
    delegation = Delegation(
        event_id=event.id, kind=kind, country=country or None, organisation=organisation, name=name or Translated(), **fields
    )
    with db.session.begin_nested():
        try:
            db.session.add(delegation)
            db.session.flush()
        except IntegrityError:
            raise Conflict(_l("This delegation is expected already."), field="organisation" if organisation else "country") from None
        quotas.set_places(delegation, places or {})
        audit.record(actor, "delegation.created", delegation, difference={"name": [None, delegation_name(delegation, "fr")]})
    return delegation


def change_delegation(delegation: Delegation, *, actor: Actor, places: Places | None = None, **fields: Any) -> None:
    """Write columns, and places when they are given, anew. Raises DomainError when fewer places are given than delegates are named."""
    seats.lock(ensure_form(delegation.event, now=clock.now()))
    with db.session.begin_nested():
        difference: dict[str, Any] = dict(quotas.set_places(delegation, places)) if places is not None else {}
        for field, value in fields.items():
            if getattr(delegation, field) != value:
                setattr(delegation, field, value)
        difference |= audit.changes(delegation)
        if difference:
            audit.record(actor, "delegation.changed", delegation, difference=difference)
            db.session.flush()


def keep_credentials(delegation: Delegation, letter: StoredFile, *, actor: Actor) -> None:
    """The note verbale that names the delegates has arrived; it takes the place of the one before."""
    delegation.credentials_id = letter.id
    audit.record(actor, "delegation.letter", delegation, difference={"name": [None, letter.name]})
    db.session.flush()


def drop_credentials(delegation: Delegation, *, actor: Actor) -> None:
    """The letter was a wrong one."""
    delegation.credentials_id = None
    audit.record(actor, "delegation.letter-removed", delegation)
    db.session.flush()


def delete_delegation(delegation: Delegation, *, actor: Actor) -> None:
    """Expect it no more. Raises NotAllowed once anybody was named: registrations keep their history."""
    seats.lock(ensure_form(delegation.event, now=clock.now()))
    if db.session.scalar(select(Registration.id).where(Registration.delegation_id == delegation.id).limit(1)) is not None:
        raise NotAllowed(_l("Delegates were named already; a delegation with a history stays."))
    audit.record(actor, "delegation.deleted", delegation, difference={"name": [delegation_name(delegation, "fr"), None]})
    db.session.delete(delegation)
    db.session.flush()


def copy_to(event: Event, new_event: Event, *, actor: Actor) -> int:
    """Expect the same delegations with the same places at another event; people, letters and focal points stay behind. Returns how many."""
    query = select(Delegation).where(Delegation.event_id == event.id).options(selectinload(Delegation.quotas)).order_by(Delegation.id)
    found = db.session.scalars(query).all()
    for one in found:
        places = [Quota(capacity=quota.capacity, places=quota.places, taken=0) for quota in one.quotas]
        copy = Delegation(
            event_id=new_event.id, kind=one.kind, country=one.country, organisation_id=one.organisation_id, name=one.name, quotas=places
        )
        db.session.add(copy)
        audit.record(actor, "delegation.created", copy, difference={"name": [None, delegation_name(one, "fr")]})
    db.session.flush()
    return len(found)


def _require_sender(event: Event, country: str | None, organisation: Organisation | None) -> None:
    if bool(country) == (organisation is not None):
        raise DomainError(_l("Choose a country or an organisation, one of the two."), field="country")
    if country and country not in country_names("fr"):
        raise DomainError(_l("Choose a country of the list."), field="country")
    if organisation is not None and organisation.institution_id != event.institution_id:
        raise DomainError(_l("Choose an organisation of the directory."), field="organisation")
