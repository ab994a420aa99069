"""French signs of two parts stay with the word before them."""

import pytest

from app.core.types import Translated
from app.core.typography import french
from app.core.web import speak, speak_markdown


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Le puits, la route : où naissent les conflits ?", "Le puits, la route\u00a0: où naissent les conflits\u202f?"),
        ("Voir « Sécurité » ; puis agir !", "Voir «\u00a0Sécurité\u00a0»\u202f; puis agir\u202f!"),
        ("de 09:00 à 10:00, http://exemple.ma/?q=1", "de 09:00 à 10:00, http://exemple.ma/?q=1"),
        ("Déjà\u00a0: fait", "Déjà\u00a0: fait"),
        ("un :smile: et un ?q", "un :smile: et un ?q"),
    ],
)
def test_spaces_before_signs_do_not_break(typed, printed):
    assert french(typed) == printed


def test_only_french_is_set_so(app):
    text = Translated(fr="Quoi ?", en="What ?", ar="ماذا ؟")
    with app.test_request_context():
        assert [str(speak(text, code)) for code in ("fr", "en", "ar")] == ["Quoi\u202f?", "What ?", "ماذا ؟"]


def test_texts_in_markdown_are_set_too(app):
    with app.test_request_context("/?lang=fr"):
        assert speak_markdown(Translated(fr="**Accès :** [plan](https://exemple.ma/?a=b)")) == (
            '<p><strong>Accès\u00a0:</strong> <a href="https://exemple.ma/?a=b" rel="noopener noreferrer">plan</a></p>\n'
        )
