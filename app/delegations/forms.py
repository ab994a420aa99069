from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_wtf.file import FileField
from sqlalchemy import select
from wtforms import BooleanField, EmailField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, Length, NumberRange, Optional

from app.core.db import db
from app.core.forms import NAME_LIMIT, Form, TranslatedField, line, options
from app.core.locales import LOCALES
from app.core.search import sort_key
from app.events.models import Event
from app.people.countries import country_names
from app.people.models import Organisation
from app.people.service import PersonFields
from app.registration.models import Capacity, Category, Registration

from .members import Mandate
from .models import Delegation, DelegationKind
from .quotas import places_field
from .words import CAPACITIES, KINDS

MOST = 500
NO_ADDRESS = _l("This does not look like an e-mail address.")
NAMES = ("title", "given_name", "family_name", "given_name_ar", "family_name_ar", "email")


def places(capacity: Capacity) -> IntegerField:
    most = 1 if capacity is Capacity.HEAD else MOST
    message = _l("A number from 0 to %(most)s.", most=most)
    return IntegerField(CAPACITIES[capacity], [Optional(), NumberRange(0, most, message=message)], render_kw={"min": 0, "max": most})


class DelegationForm(Form):
    """What is kept of a delegation, and how many it may send; no number at all means no limit."""

    name = TranslatedField(_l("Name"), description=_l("Only when the usual name of the country or organisation does not do."))
    focal_point_name = StringField(_l("Focal point"), [line()], description=_l("Who composes the delegation."))
    focal_point_email = EmailField(_l("E-mail of the focal point"), [Optional(), Email(NO_ADDRESS, allow_smtputf8=False), Length(max=254)])
    notes = TextAreaField(_l("Notes"), [Length(max=2000)], description=_l("For the organisers only."), render_kw={"rows": 3})
    places_head = places(Capacity.HEAD)
    places_deputy_head = places(Capacity.DEPUTY_HEAD)
    places_member = places(Capacity.MEMBER)
    places_adviser = places(Capacity.ADVISER)
    places_observer = places(Capacity.OBSERVER)
    places_interpreter = places(Capacity.INTERPRETER)
    places_security = places(Capacity.SECURITY)
    places_press = places(Capacity.PRESS)

    @property
    def places_fields(self) -> list[Any]:
        return [self[places_field(capacity)] for capacity in Capacity]

    @property
    def places(self) -> dict[Capacity, int]:
        given = {capacity: self[places_field(capacity)].data for capacity in Capacity}
        return {capacity: number for capacity, number in given.items() if number is not None}

    @property
    def fields(self) -> dict[str, Any]:
        return {
            "name": self.name.data,
            "focal_point_name": self.focal_point_name.data or "",
            "focal_point_email": (self.focal_point_email.data or "").lower(),
            "notes": self.notes.data or "",
        }


class NewDelegationForm(DelegationForm):
    kind = RadioField(
        _l("Section of the list"), choices=options((kind.value, words) for kind, words in KINDS.items()), default=DelegationKind.STATE.value
    )
    country = SelectField(_l("Country"), default="", description=_l("For the delegation of a State."))
    organisation = SelectField(_l("Organisation"), default="", description=_l("For any other; from the directory."))

    def offer(self, event: Event) -> None:
        query = select(Organisation).where(Organisation.institution_id == event.institution_id)
        known = sorted(((str(one.id), str(one.name)) for one in db.session.scalars(query)), key=lambda pair: sort_key(pair[1]))
        self.country.choices = options([("", "–"), *country_names().items()])
        self.organisation.choices = options([("", "–"), *known])

    @property
    def sender(self) -> dict[str, Any]:
        organisation = db.session.get(Organisation, int(self.organisation.data)) if self.organisation.data else None
        return {"country": self.country.data or None, "organisation": organisation}


class MemberForm(Form):
    """A delegate: names in one script at least, better in both."""

    capacity = SelectField(_l("Capacity"), [DataRequired()], choices=options((one.value, words) for one, words in CAPACITIES.items()))
    title = StringField(lazy_pgettext("person", "Title"), [line(60)], description=_l("As protocol writes it: S.E. M., Dr…"))
    given_name = StringField(_l("Given name (Latin letters)"), [line(NAME_LIMIT)], render_kw={"dir": "ltr"})
    family_name = StringField(_l("Family name (Latin letters)"), [line(NAME_LIMIT)], render_kw={"dir": "ltr"})
    given_name_ar = StringField(_l("Given name (Arabic letters)"), [line(NAME_LIMIT)], render_kw={"dir": "rtl", "lang": "ar"})
    family_name_ar = StringField(_l("Family name (Arabic letters)"), [line(NAME_LIMIT)], render_kw={"dir": "rtl", "lang": "ar"})
    function = StringField(_l("Function"), [line()])
    organisation = StringField(_l("Institution"), [line()])
    country = SelectField(_l("Country"), default="")
    email = EmailField(
        _l("E-mail"),
        [Optional(), Email(NO_ADDRESS, allow_smtputf8=False), Length(max=254)],
        description=_l("For letters; never printed in a list."),
    )
    locale = SelectField(_l("Language of letters"), choices=options(zip(LOCALES, ("Français", "العربية", "English"), strict=True)))
    category = SelectField(_l("Category on the badge"), default="")
    listed = BooleanField(_l("Agreed to stand in the published list of participants"))

    def offer(self, delegation: Delegation) -> None:
        query = select(Category).where(Category.event_id == delegation.event_id).order_by(Category.position, Category.id)
        usual = _l("As on the registration form")
        self.category.choices = options([("", usual), *((str(one.id), f"{one.letter} · {one.name}") for one in db.session.scalars(query))])
        self.country.choices = options([("", "–"), *country_names().items()])

    @property
    def person(self) -> PersonFields:
        given: dict[str, Any] = {name: self[name].data or "" for name in NAMES}
        return PersonFields(**given, country=self.country.data or None)

    @property
    def mandate(self) -> Mandate:
        return Mandate(
            Capacity(self.capacity.data),
            self.function.data or "",
            self.organisation.data or "",
            self.listed.data,
            int(self.category.data) if self.category.data else None,
            self.locale.data,
        )


def member_data(member: Registration) -> dict[str, Any]:
    """What stands in the fields of a delegate who is known."""
    return {
        **{name: getattr(member.person, name) for name in NAMES},
        "email": member.email,
        "capacity": member.capacity.value if member.capacity else None,
        "function": member.function,
        "organisation": member.organisation_name,
        "country": member.country or "",
        "locale": member.locale,
        "category": str(member.category_id or ""),
        "listed": member.listed,
    }


class LetterForm(Form):
    letter = FileField(_l("Letter of credentials"), description=_l("The note verbale that names the delegates: PDF or picture."))
