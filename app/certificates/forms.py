from __future__ import annotations

from typing import Any

from babel.numbers import format_decimal
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField, DecimalField, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from app.core.forms import Form, TranslatedField, line, options
from app.core.i18n import CLDR, current_locale
from app.core.types import Translated

from .content import MAX_SIGNATORIES
from .models import CertificateRole, CertificateRule

ROLE_LABELS = {
    CertificateRole.PARTICIPANT: _l("Participant"),
    CertificateRole.SPEAKER: lazy_pgettext("person", "Speaker"),
    CertificateRole.CHAIR: _l("Chair"),
    CertificateRole.ORGANISER: lazy_pgettext("person", "Organiser"),
}


class HoursField(DecimalField):  # type: ignore[misc]  # WTForms has no types
    """Hours as people write them, 7.5 or 7,5; shown as the reader's language does, without zeros that say nothing."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else format_decimal(self.data, "0.##", locale=CLDR[current_locale()])

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value.strip().replace(",", ".").replace("٫", ".") for value in valuelist])


class RuleForm(Form):
    """The threshold in hours, the citation, and up to four people who sign."""

    hours = HoursField(_l("Hours to attend"), [InputRequired(_l("Say how many hours.")), NumberRange(0, 200, _l("From 0 to 200 hours."))])
    citation = TranslatedField(_l("A sentence of your own"), limit=240, rows=2)
    name_1, function_1 = TranslatedField(_l("First signatory"), limit=120), TranslatedField(_l("Function"), limit=160)
    name_2, function_2 = TranslatedField(_l("Second signatory"), limit=120), TranslatedField(_l("Function"), limit=160)
    name_3, function_3 = TranslatedField(_l("Third signatory"), limit=120), TranslatedField(_l("Function"), limit=160)
    name_4, function_4 = TranslatedField(_l("Fourth signatory"), limit=120), TranslatedField(_l("Function"), limit=160)

    @property
    def people(self) -> list[tuple[Any, Any]]:
        """(name, function) fields, in their order."""
        return [(self[f"name_{number}"], self[f"function_{number}"]) for number in range(1, MAX_SIGNATORIES + 1)]

    @property
    def signatories(self) -> list[dict[str, Translated]]:
        pairs = ((name.data or Translated(), function.data or Translated()) for name, function in self.people)
        return [{"name": name, "function": function} for name, function in pairs if name]

    @property
    def minutes(self) -> int:
        minutes: int = round(self.hours.data * 60)
        return minutes


def rule_values(rule: CertificateRule) -> dict[str, Any]:
    """A rule as the form shows it."""
    values: dict[str, Any] = {"hours": round(rule.threshold_minutes / 60, 2), "citation": rule.citation or Translated()}
    for number, one in enumerate(rule.signatories or [], 1):
        values[f"name_{number}"], values[f"function_{number}"] = Translated(one.get("name")), Translated(one.get("function"))
    return values


class ByHandForm(Form):
    role = RadioField(
        _l("Role"),
        [DataRequired(_l("Choose the role that it attests."))],
        choices=options((role.value, label) for role, label in ROLE_LABELS.items()),
    )


class ReasonForm(Form):
    reason = StringField(
        _l("Reason"), [DataRequired(_l("Give the reason.")), line(500)], description=_l("It stands in the history and in the letter.")
    )
    tell = BooleanField(_l("Tell the holder by letter"), default=True)
