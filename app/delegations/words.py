"""How delegations, their kinds and capacities are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from app.core.locales import current_locale
from app.people.countries import country_name
from app.registration.models import Capacity

from .models import Delegation, DelegationKind

KINDS: dict[DelegationKind, Any] = {
    DelegationKind.STATE: lazy_pgettext("delegation", "State"),
    DelegationKind.OBSERVER_STATE: _l("Observer State"),
    DelegationKind.INTERNATIONAL: _l("International organisation"),
    DelegationKind.NGO: _l("Non-governmental organisation"),
    DelegationKind.PRESS: _l("Press"),
    DelegationKind.SECRETARIAT: _l("Secretariat"),
}
SECTIONS: dict[DelegationKind, Any] = {
    DelegationKind.STATE: lazy_pgettext("delegation", "States"),
    DelegationKind.OBSERVER_STATE: _l("Observer States"),
    DelegationKind.INTERNATIONAL: _l("International organisations"),
    DelegationKind.NGO: _l("Non-governmental organisations"),
    DelegationKind.PRESS: _l("Press"),
    DelegationKind.SECRETARIAT: _l("Secretariat"),
}
CAPACITIES: dict[Capacity, Any] = {
    Capacity.HEAD: _l("Head of delegation"),
    Capacity.DEPUTY_HEAD: _l("Deputy head of delegation"),
    Capacity.MEMBER: _l("Member"),
    Capacity.ADVISER: _l("Adviser"),
    Capacity.OBSERVER: _l("Observer"),
    Capacity.INTERPRETER: _l("Interpreter"),
    Capacity.SECURITY: _l("Security officer"),
    Capacity.PRESS: _l("Press officer"),
}
SEVERAL: dict[Capacity, Any] = {  # the heading over more than one
    Capacity.HEAD: _l("Head of delegation"),
    Capacity.DEPUTY_HEAD: _l("Deputy heads of delegation"),
    Capacity.MEMBER: _l("Members"),
    Capacity.ADVISER: _l("Advisers"),
    Capacity.OBSERVER: _l("Observers"),
    Capacity.INTERPRETER: _l("Interpreters"),
    Capacity.SECURITY: _l("Security officers"),
    Capacity.PRESS: _l("Press officers"),
}


def delegation_name(delegation: Delegation, locale: str | None = None) -> str:
    """The name it was given, else that of its country or organisation, in a language."""
    locale = locale or current_locale()
    if delegation.name:
        return delegation.name.render(locale)
    if delegation.country:
        return country_name(delegation.country, locale)
    return delegation.organisation.name.render(locale) if delegation.organisation else ""
