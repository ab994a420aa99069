from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from sqlalchemy import select
from wtforms import BooleanField, EmailField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, NumberRange, Optional

from app.core.db import db
from app.core.forms import NAME_LIMIT, Form, TranslatedField, line
from app.events.models import Event
from app.people.countries import country_names
from app.people.models import Organisation
from app.people.service import PersonFields
from app.registration.models import Capacity, Category

from .models import Delegation, DelegationKind
from .words import CAPACITIES, KINDS

MOST = 500
SUGGESTED = {Capacity.DEPUTY_HEAD: 1, Capacity.MEMBER: 3, Capacity.ADVISER: 2}
NO_ADDRESS = _l("This does not look like an e-mail address.")


def places_field(capacity: Capacity) -> IntegerField:
    rules = [InputRequired(_l("Give a number.")), NumberRange(0, MOST, message=_l("A number from 0 to %(most)s.", most=MOST))]
    return IntegerField(CAPACITIES[capacity], rules, default=SUGGESTED.get(capacity, 0), render_kw={"min": 0, "max": MOST})


class DelegationForm(Form):
    """A delegation's fields and its places; the head has one place, always."""

    name = TranslatedField(_l("Name"), description=_l("Only when the usual name of the country or organisation does not do."))
    focal_point_name = StringField(_l("Focal point"), [line()], description=_l("Who composes the delegation."))
    focal_point_email = EmailField(_l("E-mail of the focal point"), [Optional(), Email(NO_ADDRESS), Length(max=254)])
    notes = TextAreaField(_l("Notes"), [Length(max=2000)], description=_l("For the organisers only."), render_kw={"rows": 3})

    places_deputy_head = places_field(Capacity.DEPUTY_HEAD)
    places_member = places_field(Capacity.MEMBER)
    places_adviser = places_field(Capacity.ADVISER)
    places_observer = places_field(Capacity.OBSERVER)
    places_interpreter = places_field(Capacity.INTERPRETER)
    places_security = places_field(Capacity.SECURITY)
    places_press = places_field(Capacity.PRESS)

    @property
    def places_fields(self) -> list[Any]:
        return [self[_places_name(capacity)] for capacity in Capacity if capacity is not Capacity.HEAD]

    @property
    def places(self) -> dict[Capacity, int]:
        return {capacity: self[_places_name(capacity)].data for capacity in Capacity if capacity is not Capacity.HEAD}

    @property
    def fields(self) -> dict[str, Any]:
        return {name: self[name].data for name in ("name", "focal_point_name", "focal_point_email", "notes")}

    def show_places(self, delegation: Delegation) -> None:
        """What stands in the fields before anything was typed."""
        kept = {quota.capacity: quota.places for quota in delegation.quotas}
        for capacity in Capacity:
            if capacity is not Capacity.HEAD:
                self[_places_name(capacity)].data = kept.get(capacity, 0)


class NewDelegationForm(DelegationForm):
    kind = SelectField(_l("Kind"), choices=[(kind.value, words) for kind, words in KINDS.items()], default=DelegationKind.STATE.value)
    country = SelectField(_l("Country"), description=_l("For a delegation of a State."))
    organisation = SelectField(_l("Organisation"), description=_l("For any other delegation; from the directory."))

    def offer(self, event: Event) -> None:
        query = select(Organisation).where(Organisation.institution_id == event.institution_id)
        known = sorted((str(one.name), str(one.id)) for one in db.session.scalars(query))
        self.country.choices = [("", _l("None")), *country_names().items()]
        self.organisation.choices = [("", _l("None")), *((key, name) for name, key in known)]

    @property
    def sender(self) -> dict[str, Any]:
        organisation = db.session.get(Organisation, int(self.organisation.data)) if self.organisation.data else None
        return {"country": self.country.data or None, "organisation": organisation}


class MemberForm(Form):
    """A delegate: names in one script at least, better in both."""

    title = StringField(_l("Title"), [line(60)], description=_l("As protocol writes it: S.E. M., Dr…"))
    given_name = StringField(_l("Given name (Latin letters)"), [line(NAME_LIMIT)], render_kw={"dir": "ltr"})
    family_name = StringField(_l("Family name (Latin letters)"), [line(NAME_LIMIT)], render_kw={"dir": "ltr"})
    given_name_ar = StringField(_l("Given name (Arabic letters)"), [line(NAME_LIMIT)], render_kw={"dir": "rtl", "lang": "ar"})
    family_name_ar = StringField(_l("Family name (Arabic letters)"), [line(NAME_LIMIT)], render_kw={"dir": "rtl", "lang": "ar"})
    capacity = SelectField(_l("Capacity"), [DataRequired()], choices=[(one.value, words) for one, words in CAPACITIES.items()])
    function = StringField(_l("Function"), [line()])
    organisation = StringField(_l("Institution"), [line()])
    email = EmailField(_l("E-mail"), [Optional(), Email(NO_ADDRESS), Length(max=254)], description=_l("Never printed in a list."))
    category = SelectField(_l("Category on the badge"))
    listed = BooleanField(_l("Agreed to stand in the published list of participants"))

    def offer(self, event: Event) -> None:
        known = db.session.scalars(select(Category).where(Category.event_id == event.id).order_by(Category.position, Category.id))
        self.category.choices = [("", _l("That of the form")), *((str(one.id), str(one.name)) for one in known)]

    def person(self, country: str | None) -> PersonFields:
        return PersonFields(
            title=self.title.data or "",
            given_name=self.given_name.data or "",
            family_name=self.family_name.data or "",
            given_name_ar=self.given_name_ar.data or "",
            family_name_ar=self.family_name_ar.data or "",
            email=self.email.data or "",
            country=country,
        )


class LetterForm(Form):
    letter = FileField(_l("Letter of credentials"), description=_l("The note verbale that names the delegates: PDF or picture."))


def _places_name(capacity: Capacity) -> str:
    return f"places_{capacity.name.lower()}"
