"""What every form shares: three-language fields, local dates and times, and errors that come back from the domain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from flask import abort, g, request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup, escape
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import Field, FileField, HiddenField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import Length, StopValidation
from wtforms.widgets import Select, TextArea, TextInput

from .errors import DomainError, Stale
from .locales import current_locale
from .types import LOCALES, Translated

NAME_LIMIT = 120
LINE_LIMIT = 200
TEXT_LIMIT = 20_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
LINE_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")  # calendars and other formats of lines know no other than ours
UNSEEN = re.compile(
    "[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u2800\u3164\ufeff\uffa0]"
)  # of no width, or blank: joiners stay, scripts need them
DIRECTED = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides, isolates (UAX #9); marks such as RLM stay


class Options(Select):  # type: ignore[misc]
    """A list to choose from. WTForms' own way to write an option takes a third of the time of a page that asks for a country."""

    @classmethod
    def render_option(cls, choice: Any, **kwargs: Any) -> Markup:
        if kwargs or choice.render_kw:
            return Markup(super().render_option(choice, **kwargs))  # noqa: S704 a widget's output
        chosen, value, label = " selected" if choice.selected else "", escape(choice.value), escape(choice.label or choice.value)
        return Markup(f'<option{chosen} value="{value}">{label}</option>')  # noqa: S704 value and label are escaped


class UnknownField(DomainError):
    """Something was sent that the form does not ask."""


def refuse_other_than(*names: str) -> None:
    """Raises UnknownField for anything sent under another name: for views that read a name or two without a form."""
    g.fields_are_known = True
    if strangers := sorted({*request.form, *request.files} - {"csrf_token", *names}):
        raise UnknownField(_l("This form has no field “%(name)s”. Reload the page and fill it in again.", name=strangers[0][:60]))


def refuse_unasked() -> None:
    """Raises UnknownField for anything sent to a view that asked nothing, as most buttons do. Called when it has answered, before the commit."""
    if not g.get("fields_are_known"):
        refuse_other_than()


def step_asked() -> int:
    """Of the buttons that move a row in its list: -1 for up, 1 for down. Anything else is no request of ours."""
    refuse_other_than("to")
    return {"up": -1, "down": 1}.get(request.form.get("to", "")) or abort(400)


class Form(FlaskForm):  # type: ignore[misc]
    """A form with CSRF protection, whose texts are trimmed and whose domain errors land beside the field at fault.

    What it does not ask is refused: a name that is a field of no form of this request, nor `beside` the fields, read by the view itself."""

    beside: frozenset[str] = frozenset()

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            kind = unbound_field.field_class
            if issubclass(kind, (StringField, SelectField)) and "filters" not in unbound_field.kwargs:
                options = {**options, "filters": [*options.get("filters", []), _trim if issubclass(kind, TextAreaField) else _one_line]}
            if type(getattr(kind, "widget", None)) is Select and "widget" not in unbound_field.kwargs:
                options = {**options, "widget": Options()}
            return unbound_field.bind(form=form, **options)

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """A file answers a file's field; under the name of any other it is as if nothing had been sent."""
            given = super().wrap_formdata(form, formdata)
            if not isinstance(given, CombinedMultiDict):
                return given
            wanted = {field.name for field in form if isinstance(field, FileField)}
            files = MultiDict((name, file) for name, file in request.files.items(multi=True) if name in wanted)
            return CombinedMultiDict((files, request.form))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        g.setdefault("forms", []).append(self)

    def validate(self, extra_validators: Any = None) -> bool:
        self.refuse_unknown()
        return bool(super().validate(extra_validators))

    def refuse_unknown(self) -> None:
        """Raises UnknownField for the first name that no form of this request has."""
        refuse_other_than(*(name for form in g.forms for name in form.names()))

    def names(self) -> set[str]:
        """Under which its answers, and what stands beside them, are sent."""
        translated = {f"{field.name}-{code}" for field in self if isinstance(field, TranslatedField) for code in LOCALES}
        return {field.name for field in self} | translated | self.beside

    clash: Stale | None = None  # somebody else saved the same thing meanwhile

    def reject(self, error: DomainError) -> None:
        """Show a domain error beside its field, or at the top of the form."""
        if isinstance(error, Stale):
            self.clash = error
            return
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]

    @property
    def status(self) -> int:
        """What the page that shows this form is answered with."""
        return 409 if self.clash else 422 if self.errors else 200

    @property
    def differing(self) -> list[str]:
        """The names of the fields in which what was typed differs from what the form was made with: what stands there now."""
        return [str(f.label.text) for f in self if not isinstance(f, HiddenField) and _plain(f.data) != _plain(f.object_data)]


def _plain(value: Any) -> Any:
    """A value as it is compared: what is empty is nothing, and boxes are ticked in any order."""
    return sorted(map(str, value)) if isinstance(value, list) else value or None


class Opened:
    """The fields of a form over something that others edit, too. Make it with `opened` set to the edition that it shows."""

    opened = HiddenField()
    over = HiddenField()  # the edition that the reader, told of a clash, chose to save over

    @property
    def edition(self) -> int | None:
        """What the service compares; 0, which nothing has, when the form says nonsense."""
        said = str(self.over.data or self.opened.data or "")
        if not said:
            return None
        return int(said) if said.isdecimal() and len(said) < 10 else 0


def _trim(value: Any) -> Any:
    return _cleaned(value) if isinstance(value, str) else value


def _one_line(value: Any) -> Any:
    """As browsers keep it in a field of one line, whoever sent it. Signs that reverse what follows or are not seen are left out: no name
    needs them, and two names that look alike should be alike. What shows nothing is empty."""
    if not isinstance(value, str):
        return value
    line = " ".join(UNSEEN.sub("", DIRECTED.sub("", _cleaned(value))).split())
    return line if any(unicodedata.category(sign)[0] not in "CZ" for sign in line) else ""


def _cleaned(text: str) -> str:
    """Without the control characters that come along when text is copied from documents; lines end as ours do."""
    return CONTROL.sub("", LINE_BREAK.sub("\n", text)).strip()


class TranslatedField(Field):  # type: ignore[misc]
    """One text in the three languages: inputs `<name>-fr`, `<name>-ar`, `<name>-en`. Data is a `Translated`.

    `required=True` asks for one language at least; `limit` is in characters per language."""

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        required: bool = False,
        limit: int = LINE_LIMIT,
        rows: int = 1,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, list(validators), **kwargs)
        self.limit, self.rows, self.is_required = limit, rows, required
        self.widget = TextArea() if rows > 1 else TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Values arrive under one name per language; see `process`."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        keys = [f"{self.name}-{code}" for code in LOCALES]
        clean = _trim if self.rows > 1 else _one_line
        if formdata is not None and any(key in formdata for key in keys):
            self.data = Translated({code: clean(formdata.get(f"{self.name}-{code}", "")) for code in LOCALES})
        elif formdata:
            self.data = Translated()

    def pre_validate(self, form: Any) -> None:
        if self.is_required and not self.data:
            raise StopValidation(_l("Give this text in one language at least."))
        if any(len(text) > self.limit for text in (self.data or {}).values()):
            raise StopValidation(_l("At most %(limit)s characters.", limit=self.limit))

    def text(self, code: str) -> str:
        """What stands in one language's input."""
        return str(self.data[code]) if self.data and code in self.data else ""

    @property
    def first_locale(self) -> str:
        """The language whose tab opens first: the reader's."""
        return current_locale()


def line(limit: int = LINE_LIMIT) -> Length:
    """A validator for one line of text."""
    return Length(max=limit, message=_l("At most %(limit)s characters.", limit=limit))


def options(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """The choices of a select, or of boxes, from values and their labels."""
    return [SelectChoice(value, label) for value, label in pairs]
