from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import FloatField, IntegerField
from wtforms.validators import NumberRange, Optional

from app.core.forms import Form, TranslatedField, options
from app.people.countries import country_names

from .fields import choice


class VenueForm(Form):
    name = TranslatedField(_l("Name"), required=True)
    address = TranslatedField(_l("Address"), rows=2, limit=300)
    city = TranslatedField(_l("Town"), limit=80)
    country = choice(_l("Country"))
    latitude = FloatField(_l("Latitude"), [Optional(), NumberRange(-90, 90, _l("Between %(min)s and %(max)s."))])
    longitude = FloatField(_l("Longitude"), [Optional(), NumberRange(-180, 180, _l("Between %(min)s and %(max)s."))])

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.country.choices = options([("", "—"), *country_names().items()])

    @property
    def values(self) -> dict[str, object]:
        names = ("name", "address", "city", "latitude", "longitude")
        return {**{name: self[name].data for name in names}, "country": self.country.data or None}


class RoomForm(Form):
    name = TranslatedField(_l("Name"), required=True, limit=120)
    seats = IntegerField(_l("Seats"), [Optional(), NumberRange(0, 100_000, _l("Between %(min)s and %(max)s."))])


class KindForm(Form):
    label = TranslatedField(_l("Name"), required=True, limit=60)


class SeriesForm(Form):
    name = TranslatedField(_l("Name"), required=True)
    summary = TranslatedField(_l("Summary"), rows=3, limit=1000)
