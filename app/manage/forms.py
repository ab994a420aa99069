from __future__ import annotations

import re

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import EmailField, SelectField, StringField, URLField
from wtforms.validators import DataRequired, Email, Length, Optional, Regexp
from wtforms.widgets import ColorInput

from app.accounts.forms import LANGUAGES
from app.core.forms import TEXT_LIMIT, Form, Opened, TranslatedField, line, options
from app.core.zones import zone_names

HEX = re.compile(r"^#[0-9a-fA-F]{6}$")


class InstitutionForm(Opened, Form):
    name = TranslatedField(_l("Name"), required=True)
    short_name = StringField(_l("Short name"), [DataRequired(_l("Give the short name.")), line(40)])
    about = TranslatedField(_l("About the institution"), rows=5, limit=TEXT_LIMIT, description=_l("Markdown"))
    accent = StringField(_l("Accent colour"), [Regexp(HEX, message=_l("A colour such as #17595a."))], widget=ColorInput())
    logo = FileField(_l("Logo"), description=_l("PNG, JPEG or WebP; it stands on badges, certificates and letters."))
    address = TranslatedField(_l("Address"), rows=3, limit=500)
    email = EmailField(
        _l("E-mail"), [Optional(), Email(_l("This does not look like an e-mail address."), allow_smtputf8=False), Length(max=254)]
    )
    url = URLField(_l("Website"), [Optional(), line(300), Regexp(r"^https?://", message=_l("An address that starts with https://."))])
    zone = SelectField(_l("Time zone"), description=_l("Of new events, and of what belongs to no event."))
    locale = SelectField(_l("Language"), choices=options(LANGUAGES), description=_l("Of letters and documents when nobody chose another."))
    privacy_notice = TranslatedField(
        _l("Privacy notice"),
        rows=8,
        limit=TEXT_LIMIT,
        description=_l(
            "Purpose, recipients, retention, whom to write to, and the reference of the declaration. Shown when people register."
        ),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.zone.choices = options((name, name) for name in zone_names())
