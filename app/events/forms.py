from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_wtf.file import FileField
from sqlalchemy import select
from wtforms import BooleanField, EmailField, StringField
from wtforms.validators import Email, Length, Optional

from app.core.db import db
from app.core.errors import DomainError
from app.core.forms import TEXT_LIMIT, Form, Opened, TranslatedField, options
from app.core.i18n import language_name
from app.institutions.models import Institution
from app.institutions.queries import Tree
from app.people.models import Organisation

from . import pictures, queries
from .fields import Choices, Day, Hour, choice, chosen_themes, joined, theme_choices, zone_choices
from .languages import LANGUAGES
from .models import Event, EventState, PartnerRole, Precision, Series, Venue

TEXTS = ("title", "theme_line", "summary", "description", "aims", "practical", "patronage", "guest_of_honour", "place")


class EventForm(Opened, Form):
    """Everything about an event that its organiser writes."""

    title = TranslatedField(_l("Title"), required=True)
    theme_line = TranslatedField(_l("Theme statement"), description=_l("One line under the title."), limit=300)
    kind = choice(_l("Kind"), coerce=int)
    series = choice(_l("Series"), coerce=int)
    languages = Choices(_l("Languages"))
    themes = Choices(_l("Themes"))
    precision = choice(
        _l("What is known of the date"),
        description=_l("Less than days and hours is for the archive. Of a month or a year, any day may stand below."),
    )
    starts_on = Day(_l("First day"))
    starts_time = Hour(_l("Begins at"))
    ends_on = Day(_l("Last day"), description=_l("Empty: the same day."))
    ends_time = Hour(_l("Ends at"))
    zone = choice(_l("Time zone"))
    venue = choice(_l("Venue"), coerce=int)
    place = TranslatedField(_l("Place, when there is no venue"), limit=120)
    summary = TranslatedField(_l("Summary"), limit=500, rows=3)
    description = TranslatedField(_l("Description"), description=_l("Markdown: **bold**, lists, links."), limit=TEXT_LIMIT, rows=10)
    aims = TranslatedField(_l("Aims"), limit=TEXT_LIMIT, rows=6)
    practical = TranslatedField(_l("Practical information"), limit=TEXT_LIMIT, rows=6)
    patronage = TranslatedField(_l("Patronage"), description=_l("The line as protocol wants it."), limit=400)
    guest_of_honour = TranslatedField(_l("Guest of honour"), limit=200)
    contact_email = EmailField(
        _l("Contact e-mail"), [Optional(), Email(_l("This does not look like an e-mail address."), allow_smtputf8=False), Length(max=254)]
    )
    slug = StringField(
        lazy_pgettext("web", "Address"), [Optional(), Length(max=60)], description=_l("The former address keeps leading here.")
    )
    cover = FileField(_l("Cover picture"), description=_l("PNG, JPEG or WebP; without one, a star pattern is drawn from the address."))
    remove_cover = BooleanField(_l("Take the picture away"))

    def __init__(self, institution: Institution, event: Event | None = None, **given: Any) -> None:
        fresh = {"zone": institution.zone, "precision": Precision.TIME.value, "languages": ["fr", "ar"]}
        super().__init__(data=_present(event) if event else fresh, **given)
        self.may_wait = event is None or event.state is EventState.DRAFT  # a title is enough for a draft: its days may come later
        self.tree = Tree(institution)
        self.kinds = queries.kinds(institution)
        of_institution = {"institution_id": institution.id}
        self.all_series = list(db.session.scalars(select(Series).filter_by(**of_institution).order_by(Series.id)))
        self.venues = list(db.session.scalars(select(Venue).filter_by(**of_institution).order_by(Venue.id)))
        self.kind.choices = options((kind.id, str(kind.label)) for kind in self.kinds)
        self.series.choices = options([(0, "—"), *((one.id, str(one.name)) for one in self.all_series)])
        self.venue.choices = options([(0, "—"), *((one.id, f"{one.name} · {one.city}") for one in self.venues)])
        self.languages.choices = options((code, language_name(code)) for code in LANGUAGES)
        self.themes.choices = theme_choices(self.tree)
        self.precision.choices = options((value.value, value.label) for value in Precision)
        self.zone.choices = zone_choices(institution)

    def values(self) -> dict[str, Any]:
        """What the services take. Raises DomainError for a picture that is none, or an hour that is missing."""
        precision = Precision(self.precision.data)
        if precision is Precision.TIME and self.may_wait and not (self.starts_on.data or self.ends_on.data):
            precision = Precision.UNKNOWN
        elif precision is Precision.TIME:
            self._require_hours()
        values = {name: self[name].data for name in TEXTS}
        values |= {
            "kind": next(kind for kind in self.kinds if kind.id == self.kind.data),
            "series": next((one for one in self.all_series if one.id == self.series.data), None),
            "venue": next((one for one in self.venues if one.id == self.venue.data), None),
            "themes": chosen_themes(self.tree, self.themes.data),
            "languages": [code for code in LANGUAGES if code in (self.languages.data or [])],
            "zone": self.zone.data,
            "precision": precision,
            "starts_at": joined(self.starts_on.data, self.starts_time.data),
            "ends_at": joined(self._last_day, self.ends_time.data),
            "contact_email": self.contact_email.data or "",
            "slug": self.slug.data or "",
        }
        if self.cover.data:
            values["cover"] = pictures.keep_cover(self.cover.data)
        elif self.remove_cover.data:
            values["cover"] = None
        return values

    @property
    def _last_day(self) -> date | None:
        """An hour alone is one of the first day."""
        return self.ends_on.data or (self.starts_on.data if self.ends_time.data else None)

    def _require_hours(self) -> None:
        for day, hour in (("starts_on", "starts_time"), ("ends_on", "ends_time")):
            if self[day].data and self[hour].data is None:
                raise DomainError(_l("Give the hour, or say that only the days are known."), field=hour)


def _present(event: Event) -> dict[str, Any]:
    """What the form shows of an event. A draft without a date is one whose days and hours are still to come."""
    waits = event.state is EventState.DRAFT and event.precision is Precision.UNKNOWN
    precision = Precision.TIME if waits else event.precision
    return {
        **{name: getattr(event, name) for name in (*TEXTS, "contact_email", "languages", "zone", "slug")},
        "kind": event.kind_id, "series": event.series_id or 0, "venue": event.venue_id or 0, "precision": precision.value,
        "themes": [str(theme.id) for theme in event.themes],
        "starts_on": event.starts_at.date() if event.starts_at else None, "starts_time": event.starts_at.time() if event.starts_at else None,
        "ends_on": event.ends_at.date() if event.ends_at else None, "ends_time": event.ends_at.time() if event.ends_at else None,
        "opened": event.edition,
    }  # fmt: skip


class CancelForm(Form):
    beside = frozenset({"to"})
    reason = TranslatedField(_l("Why is it cancelled?"), required=True, limit=400)
    tell = BooleanField(_l("Write to everybody who is registered"), default=True)


class PartnerForm(Form):
    organisation = choice(_l("Organisation"), coerce=int)
    role = choice(_l("Role"))

    def __init__(self, institution: Institution) -> None:
        super().__init__()
        query = select(Organisation).where(Organisation.institution_id == institution.id)
        self.found = {one.id: one for one in db.session.scalars(query)}
        known = sorted(((one.id, str(one.name)) for one in self.found.values()), key=lambda pair: pair[1].casefold())
        self.organisation.choices = options(known)
        self.role.choices = options((role.value, role.label) for role in PartnerRole)
