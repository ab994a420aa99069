"""Bad input gets a clear word near its cause, status 4xx, and changes nothing: one catalogue over the whole application."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from app.accounts.models import SiteRole
from app.core.db import db
from tests.accounts import factories as accounts
from tests.security.bad_files import not_pictures
from tests.security.bad_input import CATALOGUE, Bad
from tests.security.samples import World
from tests.security.sound import FORMS
from tests.support import words
from tests.support.client import Client
from tests.support.contents import contents, difference

TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def organiser(client: Client) -> Client:
    """An administrator's browser, in English."""
    client.set_cookie("lang", "en")
    return accounts.sign_in(client, accounts.user(site_role=SiteRole.ADMINISTRATOR))


def said(page: TestResponse, field: str) -> str:
    """The words beside a field, or all of the page's."""
    text = page.text.partition(f'id="{field}-error"')[2].partition("</span></span>")[0] if field else page.text
    return " ".join(unescape(TAG.sub(" ", text)).split()).removeprefix("> ")


def test_every_form_of_the_catalogue_is_known() -> None:
    assert CATALOGUE.keys() <= FORMS.keys()


@pytest.mark.parametrize("form", FORMS)
def test_a_form_filled_in_soundly_is_taken(organiser: Client, world: World, form: str) -> None:
    path, values = FORMS[form].path(world), FORMS[form].values(world)
    db.session.commit()
    before = contents()
    answer = organiser.post(path, data=values)
    assert answer.status_code in (302, 303), said(answer, "")[:2000]
    assert difference(before, contents()) != {}


@pytest.mark.parametrize("form", CATALOGUE)
def test_bad_input_is_named_beside_its_cause_and_changes_nothing(organiser: Client, world: World, other: World, form: str) -> None:
    path, sound = FORMS[form].path(world), FORMS[form].values(world)
    typed = [(case, {**sound, **case.values(world, other)}) for case in CATALOGUE[form]]
    db.session.commit()
    before, surprises = contents(), {}
    for case, values in typed:
        if wrong := _wrong(organiser.post(path, data=values), case):
            surprises[f"{case.field} {str(case.changes)[:80]}"] = wrong
        if changed := difference(before, contents()):
            surprises[f"{case.field} {str(case.changes)[:80]} changed"] = str(changed)
    assert surprises == {}


@pytest.mark.parametrize("form", FORMS)
def test_a_field_that_does_not_exist_is_refused_and_changes_nothing(organiser: Client, world: World, form: str) -> None:
    path, sound = FORMS[form].path(world), FORMS[form].values(world)
    db.session.commit()
    before = contents()
    for name in ("bogus", "title-de", "id"):
        page = organiser.post(path, data={**sound, name: "1"})
        assert (page.status_code, f"This form has no field “{name}”." in page.text) == (422, True)
        assert difference(before, contents()) == {}


def _wrong(page: TestResponse, case: Bad) -> str:
    if not 400 <= page.status_code < 500:
        return f"status {page.status_code}"
    words = said(page, case.field)
    return "" if case.words in words else f"said {words[:200]!r}"


@pytest.mark.parametrize("rule", not_pictures())
def test_a_file_that_is_not_what_it_says_is_refused_beside_its_field(organiser: Client, world: World, rule: str) -> None:
    content, name = not_pictures()[rule]
    forms = {"event": "cover", "organisation": "logo", "institution": "logo"}
    given = [(FORMS[form].path(world), FORMS[form].values(world), field) for form, field in forms.items()]
    db.session.commit()
    before = contents()
    for path, values, field in given:
        page = organiser.post(path, data={**values, field: (io.BytesIO(content), name)}, content_type="multipart/form-data")
        assert page.status_code == 422
        assert ("This file is empty." if not content else "not one of the kinds taken here: JPG, PNG, WEBP") in said(page, field)
        assert difference(before, contents()) == {}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_or_a_blank_in_the_place_of_an_answer_breaks_nothing(organiser: Client, world: World, form: str) -> None:
    path, sound = FORMS[form].path(world), FORMS[form].values(world)
    for name in sound:
        for odd in ((io.BytesIO(b"x"), "x.png"), " "):
            page = organiser.post(path, data={**sound, name: odd}, content_type="multipart/form-data")
            assert page.status_code < 500, name


def test_a_file_over_the_limit_is_refused_before_it_is_read(organiser: Client, world: World) -> None:
    values: dict[str, Any] = {**FORMS["event"].values(world), "cover": (io.BytesIO(bytes(11 * 1024 * 1024)), "cover.png")}
    db.session.commit()
    before = contents()
    page = organiser.post("/manage/events/new", data=values, content_type="multipart/form-data")
    assert (page.status_code, "too large" in page.text) == (413, True)
    assert difference(before, contents()) == {}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_words_are_the_readers(app: Flask, language: str) -> None:
    """The tests' application speaks the sources' English; this one has the catalogues."""
    page = create_app({**app.config, "BABEL_TRANSLATION_DIRECTORIES": "translations"}).test_client().post(f"/sign-in?lang={language}")
    assert said(page, "email") == words.said("Give the e-mail address.", language)
