from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import DataRequired

from app.core.forms import Form, line, options
from app.registration.models import Category

from .queries import Who

DESIGN_LABELS = {
    "a7-sheet": _l("A7, eight on an A4 sheet"),
    "a6-sheet": _l("A6, four on an A4 sheet"),
    "a7": _l("A7, one on a page"),
    "a6": _l("A6, one on a page"),
}


class PrintForm(Form):
    design = RadioField(_l("Format"), choices=options(DESIGN_LABELS.items()), default="a7-sheet")
    who = RadioField(
        _l("Whose badges"),
        choices=options([(Who.OPEN.value, _l("Not yet printed, or changed since")), (Who.ALL.value, _l("Everybody's"))]),
        default=Who.OPEN.value,
    )
    category = SelectField(_l("Category"), default="")

    def offer(self, categories: Sequence[Category]) -> None:
        self.category.choices = options([("", _l("All categories")), *((str(one.id), str(one.name)) for one in categories)])

    @property
    def category_id(self) -> int | None:
        return int(self.category.data) if self.category.data else None


class LostForm(Form):
    reason = StringField(_l("What happened"), [DataRequired(_l("Say what happened to the badge.")), line()])
