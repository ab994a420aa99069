"""Every widget of the design system on a few pages, with the real layouts, headers and built assets: `python tools/styleguide.py [PORT]`, then
http://127.0.0.1:PORT/styleguide/programme (form, widgets, list, desk, mail, error), with ?lang=fr|ar|en. For looking, and for axe; needs no database rows."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("NADWA_ENV", "testing")

import jinja2  # noqa: E402
from flask import Flask, abort, flash, g, render_template, request  # noqa: E402
from wtforms import (  # noqa: E402
    BooleanField,
    DateField,
    EmailField,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.validators import Email, InputRequired  # noqa: E402

from app import create_app  # noqa: E402
from app.accounts.access import public  # noqa: E402
from app.core.forms import Form, TranslatedField  # noqa: E402
from app.core.types import Translated  # noqa: E402

PAGES = ("programme", "form", "widgets", "list", "desk", "mail")
INSTITUTION = SimpleNamespace(
    name=Translated(
        fr="Institut des études sur la paix et la sécurité",
        ar="معهد دراسات السلم والأمن",
        en="Institute for Peace and Security Studies",
    ),
    short_name="IEPS",
    accent="#8a3b12",
)


class Sample(Form):
    """One of each kind of field."""

    title = TranslatedField("Title", required=True, description="As it stands on the poster.")
    summary = TranslatedField("Summary", rows=4, limit=2000)
    name = StringField("Family name", [InputRequired()])
    email = EmailField("E-mail", [InputRequired(), Email()], description="The ticket goes here.")
    country = SelectField("Country", choices=[("MA", "Morocco"), ("SN", "Senegal"), ("ML", "Mali")])
    arrival = DateField("Arrival")
    role = RadioField("You come as", choices=[("delegate", "Delegate"), ("observer", "Observer"), ("press", "Press")])
    days = SelectMultipleField(
        "Days",
        choices=[("1", "Tuesday"), ("2", "Wednesday")],
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )
    letter = FileField("Letter of accreditation", description="PDF, up to 5 MB.")
    message = TextAreaField("A word to the organiser")
    consent = BooleanField("I agree that my name stands in the list of participants.", [InputRequired()])


def show(page: str) -> str:
    if page == "error":
        abort(404)
    if page not in PAGES:
        abort(410)
    form = Sample(request.form, title=Translated(fr="Colloque de Dakar", ar="ندوة داكار"), name="Bennani", role="observer")
    if request.method == "POST":
        form.validate()
    if page == "list":
        flash("The programme was published.", "good")
    return render_template(
        f"{page}.html", form=form, sample=SimpleNamespace(page=SimpleNamespace(number=3, pages=12, first=101, last=150, total=588))
    )


def build() -> Flask:
    app = create_app({"SQLALCHEMY_DATABASE_URI": "sqlite:///:memory:", "WTF_CSRF_TIME_LIMIT": None, "TESTING": False})
    own = jinja2.FileSystemLoader(ROOT / "tools" / "styleguide")
    app.jinja_env.loader = jinja2.ChoiceLoader([own, app.jinja_env.loader])
    app.add_url_rule("/styleguide/<page>", view_func=public(show), methods=["GET", "POST"])
    app.before_request(lambda: setattr(g, "institution", INSTITUTION))
    return app


if __name__ == "__main__":
    build().run(port=int(sys.argv[1]) if len(sys.argv) > 1 else 5055, debug=False)
