from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask_babel import lazy_gettext

from app import create_app
from app.core.i18n import language_names, speaking


def test_an_application_beside_another_keeps_its_own_catalogues(app: Flask, tmp_path: Path) -> None:
    spoken = []
    create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/other.sqlite3"})
    with app.test_request_context("/"), speaking("fr"):
        spoken.append(str(app.jinja_env.globals["_"]("Register")))  # type: ignore[operator]
    assert spoken == ["Register"]  # the tests' own application has none


def test_what_people_wrote_within_a_lazy_text_is_no_markup(app: Flask) -> None:
    sentence = lazy_gettext("%(name)s has this role already.", name="<b>Awa</b>")
    with app.test_request_context("/?lang=en"):
        for template in ("{{ said }}", "{{ [said]|join }}", "{{ said ~ '' }}"):
            assert render_template_string(template, said=sentence) == "&lt;b&gt;Awa&lt;/b&gt; has this role already."


@pytest.mark.parametrize(
    ("locale", "words"), [("fr", "Français, arabe, anglais"), ("ar", "الفرنسية، العربية، الإنجليزية"), ("en", "French, Arabic, English")]
)
def test_languages_in_a_row_are_written_as_each_language_does(app: Flask, locale: str, words: str) -> None:
    assert language_names(["fr", "ar", "en"], locale) == words
