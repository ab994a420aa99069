"""The form as people fill it in: identity, and the custom fields of one version."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_wtf.file import FileField
from wtforms import BooleanField, EmailField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.forms import LINE_LIMIT, NAME_LIMIT, Form, line
from app.core.i18n import current_locale
from app.people.countries import country_names
from app.people.service import PersonFields

from .fields import Field, FieldType, fields_of
from .models import FormVersion, Registration

HELD = "held-"
PREFIX = "q-"  # custom fields keep away from the names of identity
REQUIRED = _l("Please fill this in.")
CHOOSE = _l("Please choose.")
RADIOS = 8  # more options than this make a list
AGREED = ("privacy", "listed")  # come after the questions, on the page and among its errors
Made = tuple[type[Any], dict[str, Any]]  # a kind of WTForms field, and what it is made with
NOTHING = SelectChoice("", "")
YES_NO = [SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))]


def countries() -> list[SelectChoice]:
    return _countries(current_locale())


@lru_cache(maxsize=3)
def _countries(locale: str) -> list[SelectChoice]:
    return [NOTHING, *(SelectChoice(code, name) for code, name in country_names(locale).items())]


class Marked:
    """Marks a file field as required; whether there is a file, maybe from the step before, `answers.hold_files` knows."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Nothing to check here."""


class IdentityForm(Form):
    """Who somebody is: in two scripts, one of them whole."""

    beside = frozenset({"step", "submission", "website"})
    title = StringField(lazy_pgettext("person", "Title"), [line(60)])
    given_name = StringField(_l("Given name"), [line(NAME_LIMIT)])
    family_name = StringField(_l("Family name"), [line(NAME_LIMIT)])
    given_name_ar = StringField(_l("Given name in Arabic"), [line(NAME_LIMIT)])
    family_name_ar = StringField(_l("Family name in Arabic"), [line(NAME_LIMIT)])
    email = EmailField(_l("E-mail"), [DataRequired(REQUIRED), line(254), Email(_l("This is not an e-mail address."), allow_smtputf8=False)])
    function = StringField(_l("Function"), [line(LINE_LIMIT)])
    organisation = StringField(_l("Organisation"), [line(LINE_LIMIT)])
    country = SelectField(_l("Country"), [Optional()], choices=countries)
    listed = BooleanField(_l("Show my name, function and organisation in the published list of participants"))

    def names(self) -> set[str]:
        """A file that came in the step before is sent by the reference it is held under."""
        return super().names() | {HELD + field.name for field in self}

    def validate(self, extra_validators: Any = None) -> bool:
        sound = bool(super().validate(extra_validators))
        latin = self.given_name.data and self.family_name.data
        arabic = self.given_name_ar.data and self.family_name_ar.data
        if latin or arabic:
            return sound
        half_arabic = bool(self.given_name_ar.data or self.family_name_ar.data)
        half = self.given_name_ar if half_arabic and not self.given_name_ar.data else self.family_name_ar if half_arabic else None
        field = half or (self.given_name if not self.given_name.data else self.family_name)
        field.errors = [*field.errors, _l("Give the given name and the family name in Latin or in Arabic letters.")]
        return False

    def person(self) -> PersonFields:
        return PersonFields(
            title=self.title.data or "",
            given_name=self.given_name.data or "",
            family_name=self.family_name.data or "",
            given_name_ar=self.given_name_ar.data or "",
            family_name_ar=self.family_name_ar.data or "",
            email=self.email.data or "",
            country=self.country.data or None,
        )


class OrganiserForm(IdentityForm):
    """The same, filled in by the organiser, who may not know the address."""

    email = EmailField(_l("E-mail"), [Optional(), line(254), Email(_l("This is not an e-mail address."), allow_smtputf8=False)])
    listed = BooleanField(_l("Agreed to stand in the published list of participants"))


class ParticipantForm(IdentityForm):
    """The same with what the law asks: the notice read, and agreed to."""

    privacy = BooleanField(
        _l("I have read how my data are used, and I agree"), [DataRequired(_l("We need your agreement to register you."))]
    )


def form_for(version: FormVersion, base: type[IdentityForm], **values: Any) -> IdentityForm:
    """A form instance for one version; its classes are made once."""
    kind: Any = base
    made: IdentityForm = _form_class(kind, json.dumps(version.fields, sort_keys=True))(**values)
    return made


def values_of(registration: Registration, fields: Sequence[Field]) -> dict[str, Any]:
    """What a registration would put into its form."""
    person = registration.person
    names = ("title", "given_name", "family_name", "given_name_ar", "family_name_ar")
    values: dict[str, Any] = {name: getattr(person, name) for name in names}
    values |= {"email": registration.email, "function": registration.function, "organisation": registration.organisation_name}
    values |= {"country": registration.country or "", "listed": registration.listed}
    for field in fields:
        answer = registration.answers.get(field.id)
        if field.type is FieldType.YES_NO:
            answer = {True: "yes", False: "no"}.get(answer) if isinstance(answer, bool) else None
        elif field.type is FieldType.CONSENT:
            answer = field.id in registration.consents
        if field.type is not FieldType.FILE:
            values[PREFIX + field.id] = answer
    return values


@lru_cache(maxsize=256)
def _form_class(base: type[IdentityForm], definition: str) -> type[IdentityForm]:
    fields = fields_of(json.loads(definition))
    asked = {PREFIX + field.id: _control(field) for field in fields}
    return type("Questions", (base,), asked | {name: _again(getattr(base, name)) for name in AGREED if hasattr(base, name)})


def _again(field: Any) -> Any:
    """A field made anew: WTForms keeps the order in which fields are made, and this one comes last."""
    return field.field_class(*field.args, **field.kwargs)


def _control(field: Field) -> Any:
    """The WTForms field of one question."""
    kind, extra = _KINDS[field.type](field)
    return kind(field.label, [*_asked(field), *extra.pop("checks", ())], description=field.help or "", **extra)


def _asked(field: Field) -> list[Any]:
    if field.type is FieldType.FILE:
        return [Marked()] if field.required else []
    if field.type is FieldType.CONSENT:
        return [DataRequired(_l("This consent is needed to take part."))] if field.required else []
    message = REQUIRED if field.type in (FieldType.TEXT, FieldType.LONG_TEXT) else CHOOSE
    return [InputRequired(message)] if field.required else [Optional()]


def _text(field: Field) -> Made:
    return StringField, {"checks": [_length(field)]}


def _long_text(field: Field) -> Made:
    return TextAreaField, {"checks": [_length(field)], "render_kw": {"rows": 5}}


def _choice(field: Field) -> Made:
    if len(field.options) > RADIOS:
        return SelectField, {"choices": [NOTHING, *_options(field)]}
    return RadioField, {"choices": _options(field)}


def _choices(field: Field) -> Made:
    limit = Length(max=field.most, message=_l("Choose at most %(most)s.", most=field.most))
    boxes = {"option_widget": CheckboxInput(), "widget": ListWidget(prefix_label=False)}
    return SelectMultipleField, {"checks": [limit], "choices": _options(field), **boxes}


def _yes_no(_field: Field) -> Made:
    return RadioField, {"choices": YES_NO}


def _options(field: Field) -> list[SelectChoice]:
    return [SelectChoice(option.id, option.label) for option in field.options]


def _length(field: Field) -> Length:
    return Length(max=field.most, message=_l("At most %(limit)s characters.", limit=field.most))


_KINDS: dict[FieldType, Callable[[Field], Made]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _long_text,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.YES_NO: _yes_no,
    FieldType.FILE: lambda _field: (FileField, {}),
    FieldType.CONSENT: lambda _field: (BooleanField, {}),
}
