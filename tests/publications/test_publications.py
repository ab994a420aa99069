"""Publications and their files."""

from __future__ import annotations

import io
from typing import Any

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.db import db
from app.events.models import EventState
from app.publications.models import Publication, PublicationKind
from tests.accounts.factories import organiser, sign_in, user
from tests.events import factories as make
from tests.publications.factories import publication
from tests.support.client import Client

PDF = b"%PDF-1.7 sample"


def answers(**changes: Any) -> dict[str, Any]:
    return {"kind": "report", "title-fr": "Rapport", "year": "2026", "languages": ["fr"], "public": "y", "file_language": "fr", **changes}


def test_an_organiser_publishes_a_file_and_readers_fetch_it_as_an_attachment(client: Client) -> None:
    event = make.event(slug="held")
    sign_in(client, user(Role.MANAGER, event))
    revision = event.revision
    sent = client.post(
        "/manage/events/held/publications/new",
        data=answers(file=(io.BytesIO(PDF), "../Rapport été.pdf")),
        content_type="multipart/form-data",
    )
    made = db.session.scalars(select(Publication)).one()
    assert (sent.status_code, made.kind, made.event_id, made.year) == (302, PublicationKind.REPORT, event.id, 2026)
    assert event.revision > revision
    stranger = client.application.test_client()
    assert "Rapport" in stranger.get("/events/held/?lang=fr").text
    got = stranger.get(f"/publications/{made.id}/files/{made.files[0].id}")
    assert (got.status_code, got.data, got.mimetype) == (200, PDF, "application/pdf")
    assert got.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title-fr": ""}, "title"), ({"kind": "novel"}, "kind"), ({"year": "1066"}, "year"), ({"year": "soon"}, "year"),
        ({"languages": ["xx"]}, "languages"), ({"file_language": "xx"}, "file_language"), ({"file": (b"<html>", "a.pdf")}, "file"), ({"file": (b"", "a.pdf")}, "file"),
    ],
)  # fmt: skip
def test_bad_input_is_named_beside_its_field_and_keeps_nothing(client: Client, changes: dict[str, Any], field: str) -> None:
    event = make.event(slug="held")
    sign_in(client, user(Role.MANAGER, event))
    changes = {name: (io.BytesIO(value[0]), value[1]) if name == "file" else value for name, value in changes.items()}
    response = client.post("/manage/events/held/publications/new?lang=en", data=answers(**changes), content_type="multipart/form-data")
    assert (response.status_code, f'id="{field}-error"' in response.text) == (422, True)
    assert db.session.scalars(select(Publication)).all() == []


def codes(client: Client, *publications: Publication) -> list[int]:
    return [client.get(f"/publications/{one.id}/files/{one.files[0].id}").status_code for one in publications]


def test_a_file_is_given_to_whoever_may_see_it_and_unknown_to_others(client: Client) -> None:
    event, draft = make.event(), make.event(state=EventState.DRAFT)
    shown = [publication(event), publication()]
    hidden = [publication(event, public=False), publication(draft), publication(public=False)]
    assert (codes(client, *shown), codes(client, *hidden)) == ([200, 200], [404, 404, 404])
    sign_in(client, user(Role.MANAGER, event))
    assert codes(client, *hidden) == [200, 404, 404]
    sign_in(client, organiser())
    assert codes(client, *hidden) == [404, 404, 200]


def test_a_file_is_found_only_under_its_own_publication(client: Client) -> None:
    first, second = publication(), publication()
    assert client.get(f"/publications/{first.id}/files/{second.files[0].id}").status_code == 404


def test_files_and_publications_are_taken_away(client: Client) -> None:
    event = make.event(slug="held")
    sign_in(client, user(Role.MANAGER, event))
    made = publication(event, files=2)
    path = f"/manage/events/held/publications/{made.id}"
    client.post(f"{path}/files/{made.files[0].id}/remove")
    assert [held.file.name for held in made.files] == ["report-1.pdf"]
    client.post(f"{path}/remove")
    assert db.session.scalars(select(Publication)).all() == []


def test_general_publications_belong_to_no_event(client: Client) -> None:
    of_event = publication(make.event())
    sign_in(client, organiser())
    client.post("/manage/publications/new", data=answers(**{"title-fr": "Étude générale"}))
    made = db.session.scalars(select(Publication).where(Publication.event_id.is_(None))).one()
    html = client.get("/manage/publications/?lang=fr").text
    assert ("Étude générale" in html, f"/manage/publications/{of_event.id}" in html) == (True, False)
    assert client.get(f"/manage/publications/{made.id}").status_code == 200
    assert client.get(f"/manage/publications/{of_event.id}").status_code == 404
