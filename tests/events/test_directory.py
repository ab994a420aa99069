"""Venues, rooms, kinds, series, organisations and themes, as organisers keep them."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from app.audit import SYSTEM
from app.core.db import db
from app.core.types import Translated
from app.events import directory
from app.events.models import EventKind, Room, Series, Venue
from app.institutions.models import Theme
from app.people.models import Organisation, OrganisationKind
from tests.accounts.factories import organiser, sign_in, user
from tests.agenda import factories as agenda
from tests.events import factories as make
from tests.support.client import Client


@pytest.fixture
def desk(client: Client) -> Client:
    make.institution()
    return sign_in(client, organiser())


PAGES = ["venues/", "venues/new", "kinds/", "kinds/new", "series/new", "organisations/", "organisations/new", "themes/", "themes/new", "publications/",
         "publications/new"]  # fmt: skip


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_in_each_language_for_organisers_only(client: Client, page: str, locale: str) -> None:
    make.theme(parent=make.theme())
    make.organisation()
    make.venue()
    make.series()
    make.kind()
    sign_in(client, user())
    assert client.get(f"/manage/{page}").status_code == 403
    sign_in(client, organiser())
    response = client.get(f"/manage/{page}?lang={locale}")
    assert (response.status_code, f'<html lang="{locale}"' in response.text) == (200, True)


def test_a_venue_is_kept_with_its_rooms(desk: Client) -> None:
    place = {"name-fr": "Centre", "city-fr": "Rabat", "country": "MA", "latitude": "34.02", "longitude": "-6.83"}
    desk.post("/manage/venues/new", data=place)
    venue = db.session.scalars(select(Venue)).one()
    assert (venue.name, venue.country, venue.latitude) == ({"fr": "Centre"}, "MA", 34.02)
    for name in ("Atlas", "Rif"):
        desk.post(f"/manage/venues/{venue.id}/rooms/new", data={"name-fr": name, "seats": "90"})
    assert [(str(room.name), room.seats, room.position) for room in venue.rooms] == [("Atlas", 90, 0), ("Rif", 90, 1)]
    desk.post(f"/manage/venues/{venue.id}/rooms/{venue.rooms[0].id}", data={"name-fr": "Toubkal", "seats": ""})
    desk.post(f"/manage/venues/{venue.id}/rooms/{venue.rooms[1].id}/remove")
    assert [(str(room.name), room.seats) for room in db.session.scalars(select(Room))] == [("Toubkal", None)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name-fr": ""}, "name"), ({"country": "XX"}, "country"), ({"latitude": "91"}, "latitude"), ({"longitude": "east"}, "longitude")],
)
def test_a_wrong_venue_is_refused_beside_the_field(desk: Client, changes: dict[str, str], field: str) -> None:
    response = desk.post("/manage/venues/new?lang=en", data={"name-fr": "Centre", "country": "MA", **changes})
    assert (response.status_code, f'id="{field}-error"' in response.text) == (422, True)
    assert db.session.scalars(select(Venue)).all() == []


def test_a_venue_that_moves_takes_its_events_along(desk: Client) -> None:
    venue = make.venue()
    event = make.event(venue=venue)
    sequence, revision = event.sequence, event.revision
    directory.update_venue(venue, actor=SYSTEM, city=Translated(fr="Tétouan"))
    assert (event.sequence - sequence, event.revision - revision, event.place_key) == (1, 1, "tetouan")
    assert "tetouan" in event.search


def test_a_room_in_use_is_not_removed(desk: Client) -> None:
    venue = make.venue(rooms=1)
    event = make.event(venue=venue)
    agenda.session(event, room=venue.rooms[0], starts_at=datetime(2026, 12, 14, 10), ends_at=datetime(2026, 12, 14, 11))
    desk.post(f"/manage/venues/{venue.id}/rooms/{venue.rooms[0].id}/remove")
    assert len(db.session.scalars(select(Room)).all()) == 1


def test_kinds_and_series_are_kept_once(desk: Client) -> None:
    for _ in range(2):
        desk.post("/manage/kinds/new", data={"label-fr": "Table ronde", "label-en": "Round table"})
        last = desk.post("/manage/series/new?lang=en", data={"name-fr": "Forum annuel"})
    assert (last.status_code, "There is such a series already." in last.text) == (422, True)
    assert [kind.code for kind in db.session.scalars(select(EventKind))] == ["round-table"]
    assert [series.slug for series in db.session.scalars(select(Series))] == ["forum-annuel"]


def organisation(**changes: Any) -> dict[str, Any]:
    return {"name-fr": "Ambassade", "kind": "embassy", "country": "SN", "url": "https://example.org", **changes}


def test_an_organisation_is_kept_found_and_renamed_on_its_events(desk: Client) -> None:
    logo = io.BytesIO()
    Image.new("RGBA", (1280, 320), "#17595a80").save(logo, "PNG")
    logo.seek(0)
    desk.post("/manage/organisations/new", data=organisation(logo=(logo, "logo.png")), content_type="multipart/form-data")
    held = db.session.scalars(select(Organisation)).one()
    assert (held.kind, held.country, held.logo and held.logo.media_type) == (OrganisationKind.EMBASSY, "SN", "image/webp")
    event = make.event()
    make.partnership(event, organisation_=held)
    desk.post(f"/manage/organisations/{held.id}", data=organisation(**{"name-fr": "Ambassade du Sénégal", "short_name": "ASR"}))
    assert "senegal" in event.search
    found = [desk.get(f"/manage/organisations/?q={q}").text.count('<th scope="row">') for q in ("senegal", "asr", "mali")]
    assert found == [1, 1, 0]
    assert desk.get(f"/events/{event.slug}/partners/{held.id}/logo").mimetype == "image/webp"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name-fr": ""}, "name"), ({"kind": "sect"}, "kind"), ({"url": "javascript:alert(1)"}, "url"), ({"url": "ftp://example.org"}, "url")],
)
def test_a_wrong_organisation_is_refused_beside_the_field(desk: Client, changes: dict[str, str], field: str) -> None:
    response = desk.post("/manage/organisations/new?lang=en", data=organisation(**changes))
    assert (response.status_code, f'id="{field}-error"' in response.text) == (422, True)
    assert db.session.scalars(select(Organisation)).all() == []


def test_themes_grow_into_a_tree_and_are_put_in_order(desk: Client) -> None:
    desk.post("/manage/themes/new", data={"name-fr": "Sécurité", "parent": "0"})
    root = db.session.scalars(select(Theme)).one()
    for name in ("Terrorisme", "Sahel"):
        desk.post("/manage/themes/new", data={"name-fr": name, "parent": str(root.id)})
    first, second = db.session.scalars(select(Theme).where(Theme.parent_id == root.id).order_by(Theme.id))
    assert (root.slug, first.slug, [first.position, second.position]) == ("securite", "terrorisme", [0, 1])
    desk.post(f"/manage/themes/{second.id}/move", data={"to": "up"})
    assert [first.position, second.position] == [1, 0]
    refused = desk.post(f"/manage/themes/{root.id}?lang=en", data={"name-fr": "Sécurité", "parent": str(first.id)})
    assert (refused.status_code, root.parent_id) == (422, None)


def test_a_theme_of_the_same_name_gets_an_address_of_its_own(desk: Client) -> None:
    for _ in range(2):
        desk.post("/manage/themes/new", data={"name-ar": "الأمن", "parent": "0"})
    assert sorted(theme.slug for theme in db.session.scalars(select(Theme))) == ["theme", "theme-2"]
