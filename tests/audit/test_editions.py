"""Two who save the same thing: the second is told of the first, keeps what was typed, and may save over it knowingly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.accounts.models import User
from app.agenda import service as agenda_service
from app.agenda.models import Session
from app.audit import Actor
from app.core import clock
from app.core.db import Model, db
from app.core.types import Translated
from app.events.forms import TEXTS
from app.events.models import Event
from app.events.service import update_event
from app.institutions.models import Institution
from app.institutions.service import change_institution
from app.registration import editing, own, service
from app.registration.models import Registration, RegistrationForm
from app.registration.questions import values_of
from app.registration.tokens import link_token
from tests.accounts.factories import administrator, sign_in
from tests.agenda import factories as agenda
from tests.events import factories as events
from tests.registration import factories
from tests.security.forms import Fields
from tests.support.client import Client
from tests.support.races import at_once

AMINA = Actor(None, "Amina Alaoui")


@dataclass(frozen=True)
class Kind:
    """A thing that several people edit: how it is made, where its form is, the field that a test writes, and what stands there."""

    make: Callable[[], Model]
    path: Callable[[Any], str]
    field: str
    value: Callable[[Any], str]
    save: Callable[[Any, str, int | None], object]  # by its service


def _registration_saved(thing: Registration, text: str, opened: int | None) -> None:
    answers = {"person": factories.submission().person, "function": text}
    person = {name: value for name, value in values_of(thing, ()).items() if name in vars(answers["person"])}
    given = service.Submission(type(answers["person"])(**person), function=text, locale=thing.locale)
    service.change(thing, given, actor=AMINA, now=clock.now(), notify=False, opened=opened)


KINDS = {
    "event": Kind(
        lambda: events.event(slug="held"),
        lambda _event: "/manage/events/held/edit",
        "title-en",
        lambda event: str(event.title["en"]),
        lambda event, text, opened: update_event(event, title=Translated(en=text), actor=AMINA, opened=opened),
    ),
    "session": Kind(
        lambda: agenda.session(events.event(slug="held")),
        lambda session: f"/manage/events/held/programme/sessions/{session.id}",
        "title-en",
        lambda session: str(session.title["en"]),
        lambda session, text, opened: agenda_service.edit_session(session, title=Translated(en=text), actor=AMINA, opened=opened),
    ),
    "registration": Kind(
        lambda: factories.registration(events.event(slug="held")),
        lambda registration: f"/manage/events/held/registrations/{registration.id}/edit",
        "function",
        lambda registration: str(registration.function),
        _registration_saved,
    ),
    "registration form": Kind(
        lambda: factories.form(events.event(slug="held"), introduction=Translated(en="Welcome")),
        lambda _form: "/manage/events/held/registration-form",
        "introduction-en",
        lambda form: str(form.introduction["en"]),
        lambda form, text, opened: editing.configure(
            form, introduction=Translated(en=text), actor=AMINA, now=clock.now(), opened=opened
        ),
    ),
    "institution": Kind(
        events.institution,
        lambda _institution: "/manage/institution",
        "short_name",
        lambda institution: str(institution.short_name),
        lambda institution, text, opened: change_institution(institution, short_name=text, actor=AMINA, opened=opened),
    ),
}  # fmt: skip
MODELS = {
    "event": Event,
    "session": Session,
    "registration": Registration,
    "registration form": RegistrationForm,
    "institution": Institution,
}
LEFT_ALONE = ("remove_cover", "tell", "opens_at", "closes_at")  # boxes not ticked, moments not given
WRITTEN = {*TEXTS, "contact_email"}
every_kind = pytest.mark.parametrize("name", KINDS)


@pytest.fixture
def organiser(client: Client) -> Client:
    client.set_cookie("lang", "en")
    return sign_in(client, administrator())


def opened(client: Client, path: str) -> dict[str, str]:
    """The fields of the page's form over the thing, as a browser would send them back."""
    forms = [fields for _action, fields in Fields(client.get(path).text).forms if "opened" in fields]
    assert len(forms) == 1
    return {name: value for name, (kind, value) in forms[0].items() if kind != "file" and name not in LEFT_ALONE}


def write(client: Client, kind: Kind, thing: Any, form: dict[str, str], text: str, **more: str) -> TestResponse:
    return client.post(kind.path(thing), data={**form, kind.field: text, **more})


@every_kind
def test_the_second_is_told_who_was_faster_and_keeps_what_was_typed(organiser: Client, name: str) -> None:
    kind = KINDS[name]
    thing = kind.make()
    form = opened(organiser, kind.path(thing))
    kind.save(thing, "Theirs", None)
    page = write(organiser, kind, thing, form, "Mine")
    assert (page.status_code, kind.value(thing)) == (409, "Theirs")
    assert "Amina Alaoui saved this on " in page.text
    assert "Mine" in page.text
    assert 'target="_blank"' in page.text


@every_kind
def test_one_may_save_over_it_knowingly_but_not_over_a_third(organiser: Client, name: str) -> None:
    kind = KINDS[name]
    thing = kind.make()
    form = opened(organiser, kind.path(thing))
    kind.save(thing, "Theirs", None)
    write(organiser, kind, thing, form, "Mine")
    seen = str(thing.edition)
    kind.save(thing, "A third", None)
    assert write(organiser, kind, thing, form, "Mine", over=seen).status_code == 409
    assert kind.value(thing) == "A third"
    assert write(organiser, kind, thing, form, "Mine", over=str(thing.edition)).status_code in (302, 303)
    assert kind.value(thing) == "Mine"


@every_kind
def test_whoever_is_alone_saves_twice_in_a_row(organiser: Client, name: str) -> None:
    kind = KINDS[name]
    thing = kind.make()
    for text in ("One", "Two"):
        assert write(organiser, kind, thing, opened(organiser, kind.path(thing)), text).status_code in (302, 303)
    assert kind.value(thing) == "Two"


@every_kind
@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 30, "1.0"])
def test_an_edition_that_was_never_there_saves_nothing(organiser: Client, name: str, nonsense: str) -> None:
    kind = KINDS[name]
    thing = kind.make()
    before = kind.value(thing)
    form = opened(organiser, kind.path(thing))
    assert write(organiser, kind, thing, form, "Mine", opened=nonsense).status_code == 409
    assert kind.value(thing) == before


@every_kind
def test_of_many_who_saw_the_same_edition_one_saves(app: Flask, name: str) -> None:
    kind, model = KINDS[name], MODELS[name]
    thing = kind.make()
    seen, thing_id = thing.edition, thing.id

    def saving(text: str) -> Callable[[], object]:
        return lambda: kind.save(db.session.get_one(model, thing_id), text, seen)

    assert at_once(app, *(saving(text) for text in ("A", "B", "C", "D"))) == ["refused"] * 3 + ["written"]
    db.session.expire_all()
    assert (thing.edition, kind.value(thing) in "ABCD") == (seen + 1, True)


def test_the_page_names_the_fields_that_differ(organiser: Client) -> None:
    kind = KINDS["event"]
    event = events.event(slug="held", themes=[events.theme(), events.theme()], languages=["fr", "ar"])
    form = opened(organiser, kind.path(event))
    kind.save(event, "Theirs", None)
    empty = {name: "" for name in form if name.partition("-")[0] in WRITTEN - {"title", "theme_line"}}
    ticked = {"themes": [str(theme.id) for theme in reversed(event.themes)], "languages": ["ar", "fr"]}
    page = organiser.post(kind.path(event), data={**form, **empty, **ticked, "title-en": "Mine", "theme_line-en": "And a line"})
    assert "It differs from what is there now: Title, Theme statement." in page.text


def test_what_others_do_around_an_event_is_no_clash(organiser: Client) -> None:
    kind = KINDS["event"]
    event = kind.make()
    form = opened(organiser, kind.path(event))
    events.partnership(event)
    agenda.session(event)
    factories.form(event)
    assert write(organiser, kind, event, form, "Mine").status_code == 302


def test_a_participant_who_changes_their_answers_is_not_overwritten(organiser: Client) -> None:
    kind = KINDS["registration"]
    registration = kind.make()
    form = opened(organiser, kind.path(registration))
    page = f"/events/held/registrations/{link_token(registration)}/change"
    answers = {name: value for name, (_kind, value) in Fields(organiser.get(page).text).forms[-1][1].items() if name != "listed"}
    organiser.post(page, data={**answers, "function": "Maire"})
    refused = write(organiser, kind, registration, form, "Directrice générale")
    assert (refused.status_code, registration.function) == (409, "Maire")
    assert f"{own.participant(registration).name} saved this on " in refused.text


def test_a_name_alone_counts_as_a_change(organiser: Client) -> None:
    """A title stands on no column of the registration itself."""
    kind = KINDS["registration"]
    registration = kind.make()
    form = opened(organiser, kind.path(registration))
    organiser.post(kind.path(registration), data={**form, "title": "Dr"})
    refused = organiser.post(kind.path(registration), data={**form, "title": "Pr"})
    assert (refused.status_code, registration.person.title) == (409, "Dr")


def test_an_account_is_named_in_the_zone_of_the_thing(organiser: Client) -> None:
    event = events.event(slug="held", zone="Africa/Dakar")
    form = opened(organiser, "/manage/events/held/edit")
    who: User = administrator(name="Salma <b>Bennis</b>")
    update_event(event, title=Translated(en="Theirs"), actor=Actor(who.id, who.name))
    page = organiser.post("/manage/events/held/edit", data={**form, "title-en": "Mine"})
    assert "Salma &lt;b&gt;Bennis&lt;/b&gt; saved this on " in page.text
