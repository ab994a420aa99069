"""The organiser's pages of events."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from app.accounts.models import Role, SiteRole
from app.agenda.models import Session
from app.core.db import db
from app.core.types import Translated
from app.events import partnerships
from app.events.models import Event, EventState, PartnerRole, Precision
from app.registration.models import Category, RegistrationForm
from tests.accounts.factories import organiser, sign_in, user
from tests.agenda import factories as agenda
from tests.events import factories as make
from tests.support.client import Client

GOOD = {
    "title-fr": "Sécurité au Sahel", "title-ar": "الأمن في الساحل", "title-en": "", "precision": "time", "starts_on": "2026-12-14",
    "starts_time": "09:00", "ends_on": "2026-12-15", "ends_time": "17:30", "zone": "Africa/Casablanca", "series": "0", "venue": "0",
    "languages": ["fr", "ar"], "contact_email": "a@example.org",
}  # fmt: skip


def answers(**changes: Any) -> dict[str, Any]:
    given = {**GOOD, "kind": str(make.kind().id), **changes}
    return {name: value for name, value in given.items() if value is not None}


@pytest.fixture
def desk(client: Client) -> Client:
    """An organiser's browser."""
    make.institution()
    return sign_in(client, organiser())


def managed(client: Client, **fields: Any) -> Event:
    event = make.event(**fields)
    sign_in(client, user(Role.MANAGER, event, site_role=SiteRole.ORGANISER))
    return event


def only_event() -> Event:
    return db.session.scalars(select(Event)).one()


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
@pytest.mark.parametrize("page", ["events/", "events/new", "events/held/edit", "events/held/partners", "events/held/clone"])
def test_each_page_opens_in_each_language(client: Client, page: str, locale: str) -> None:
    make.partnership(managed(client, slug="held"))
    if page == "events/new":
        sign_in(client, organiser())
    response = client.get(f"/manage/{page}?lang={locale}")
    assert response.status_code == 200
    assert f'<html lang="{locale}" dir="{"rtl" if locale == "ar" else "ltr"}">' in response.text


def test_who_creates_an_event_manages_it(desk: Client) -> None:
    theme = make.theme()
    response = desk.post("/manage/events/new", data=answers(themes=[str(theme.id)]))
    event = only_event()
    assert (response.status_code, response.location) == (302, "/manage/events/securite-au-sahel/")
    assert (event.state, event.title["ar"], event.languages, event.themes) == (EventState.DRAFT, "الأمن في الساحل", ["fr", "ar"], [theme])
    assert (event.starts_at, event.ends_at) == (datetime(2026, 12, 14, 9), datetime(2026, 12, 15, 17, 30))
    assert desk.get(response.location).status_code == 200


NO_DATES = dict.fromkeys(("starts_on", "starts_time", "ends_on", "ends_time"), "")


def test_a_draft_may_wait_for_its_days_and_then_gets_them(desk: Client) -> None:
    desk.post("/manage/events/new", data=answers(**NO_DATES))
    event = only_event()
    assert (event.precision, event.starts_at, event.ends_at) == (Precision.UNKNOWN, None, None)
    page = desk.get("/manage/events/securite-au-sahel/edit?lang=en").text
    assert '<option selected value="time">' in page
    desk.post("/manage/events/securite-au-sahel/edit", data=answers())
    db.session.expire_all()
    assert (event.precision, event.starts_at) == (Precision.TIME, datetime(2026, 12, 14, 9))
    refused = desk.post("/manage/events/securite-au-sahel/edit?lang=en", data=answers(ends_on="", ends_time=""))
    assert (refused.status_code, "Say when it ends." in refused.text) == (422, True)


def test_a_draft_is_published_from_its_checklist(desk: Client) -> None:
    desk.post("/manage/events/new", data=answers())
    assert 'name="to" value="published"' in desk.get("/manage/events/securite-au-sahel/?lang=en").text
    moved = desk.post("/manage/events/securite-au-sahel/state", data={"to": "published"})
    assert (moved.status_code, moved.location) == (302, "/manage/events/securite-au-sahel/")
    page = desk.get("/manage/events/securite-au-sahel/?lang=en").text
    assert 'name="to" value="published"' not in page
    assert "2 of 8 steps are taken." in page  # published; and there was an entrance from the start


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title-fr": "", "title-ar": ""}, "title"),
    ({"title-fr": "x" * 201}, "title"),
    ({"kind": "987654"}, "kind"),
    ({"kind": "abc"}, "kind"),
    ({"starts_on": "2026-13-45"}, "starts_on"),
    ({"starts_on": ""}, "starts_on"),
    ({"starts_on": "0001-01-01"}, "starts_on"),
    ({"ends_on": "9999-12-31"}, "ends_on"),
    ({"ends_on": "2026-12-13"}, "ends_on"),
    ({"ends_on": "2026-12-14", "ends_time": "09:00"}, "ends_on"),
    ({"starts_time": "25:61"}, "starts_time"),
    ({"ends_time": ""}, "ends_time"),
    ({"zone": "Mars/Olympus"}, "zone"),
    ({"precision": "century"}, "precision"),
    ({"languages": ["klingon"]}, "languages"),
    ({"themes": ["987654"]}, "themes"),
    ({"venue": "987654"}, "venue"),
    ({"contact_email": "nobody"}, "contact_email"),
    ({"cover": (io.BytesIO(b"<script>alert(1)</script>"), "picture.png")}, "cover"),
    ({"cover": (io.BytesIO(b""), "picture.png")}, "cover"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_bad_input_is_named_beside_its_field_and_changes_nothing(desk: Client, changes: dict[str, Any], field: str) -> None:
    response = desk.post("/manage/events/new?lang=en", data=answers(**changes), content_type="multipart/form-data")
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert db.session.scalars(select(Event)).all() == []


def test_what_was_typed_survives_an_error(desk: Client) -> None:
    html = desk.post("/manage/events/new", data=answers(ends_on="2026-12-13")).text
    assert 'value="Sécurité au Sahel"' in html
    assert 'value="2026-12-13"' in html


def test_an_edited_address_that_is_taken_is_refused(client: Client) -> None:
    make.event(slug="taken")
    managed(client, slug="mine")
    response = client.post("/manage/events/mine/edit?lang=en", data=answers(slug="taken"))
    assert response.status_code == 422
    assert 'id="slug-error"' in response.text
    assert client.post("/manage/events/mine/edit", data=answers(slug="other")).location == "/manage/events/other/edit"
    assert client.get("/events/mine/").location == "/events/other/"


def picture(size: tuple[int, int] = (2400, 1200)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, "#17595a").save(out, "JPEG", exif=Image.Exif())
    out.seek(0)
    return out


def test_a_cover_is_brought_to_size_shown_inline_and_can_be_taken_away(client: Client) -> None:
    event = managed(client, slug="held")
    sent = client.post("/manage/events/held/edit", data=answers(cover=(picture(), "me.jpg")), content_type="multipart/form-data")
    assert sent.status_code == 302
    shown = client.get("/events/held/cover")
    with Image.open(io.BytesIO(shown.data)) as image:
        assert (shown.mimetype, image.size) == ("image/webp", (1600, 800))
    assert shown.headers["Content-Disposition"].startswith("inline")
    with Image.open(io.BytesIO(client.get("/events/held/cover?tile").data)) as image:
        assert image.size == (360, 180)
    client.post("/manage/events/held/edit", data=answers(remove_cover="y"))
    assert (event.cover_id, client.get("/events/held/cover").status_code) == (None, 404)


def test_an_event_is_published_cancelled_with_a_reason_and_brought_back(client: Client) -> None:
    event = managed(client, slug="held", state=EventState.DRAFT)
    states = []
    for data in (
        {"to": "published"},
        {"to": "cancelled"},
        {"to": "cancelled", "reason-fr": "Grève"},
        {"to": "published"},
        {"to": "archived"},
        {"to": "draft"},
    ):
        client.post("/manage/events/held/state", data=data)
        states.append(event.state.value)
    assert states == ["published", "published", "cancelled", "published", "archived", "archived"]
    assert client.post("/manage/events/held/state", data={"to": "deleted"}).status_code == 400


def test_a_reason_that_is_refused_is_asked_for_again_with_what_was_typed(client: Client) -> None:
    event = managed(client, slug="held")
    assert "<details" in (page := client.get("/manage/events/held/edit?lang=en").text)
    assert "data-confirm open" not in page
    refused = client.post("/manage/events/held/state?lang=en", data={"to": "cancelled", "reason-fr": f"Grève {'x' * 400}"})
    assert (refused.status_code, event.state, event.cancelled_because) == (422, EventState.PUBLISHED, {})
    asked = refused.text.partition("data-confirm open")[2].partition("</details>")[0]
    assert ("At most 400 characters." in asked, "Grève xxx" in asked) == (True, True)


def test_only_those_who_manage_the_event_edit_it(client: Client) -> None:
    event = make.event(slug="held")
    for page in ("edit", "partners", "clone"):
        assert client.get(f"/manage/events/held/{page}").location.startswith("/sign-in")
    sign_in(client, user(Role.PROGRAMME, event))
    codes = [client.get(f"/manage/events/held/{page}").status_code for page in ("edit", "partners", "clone")]
    assert codes == [403, 403, 403]
    assert client.post("/manage/events/held/state", data={"to": "archived"}).status_code == 403
    assert client.get("/manage/events/new").status_code == 403


def test_the_list_holds_the_events_one_works_on(client: Client) -> None:
    mine, _other = make.event(title=Translated(fr="À moi")), make.event(title=Translated(fr="À d’autres"))
    sign_in(client, user(Role.VIEWER, mine))
    html = client.get("/manage/events/?lang=fr").text
    assert ("À moi" in html, "À d’autres" in html) == (True, False)
    assert "À moi" not in client.get("/manage/events/?lang=fr&state=draft").text
    assert "À moi" in client.get("/manage/events/?lang=fr&q=a moi").text


def order(client: Client) -> list[str]:
    return re.findall(r"<li id=\"partner-\d+\".*?<b>(\w+)</b>", client.get("/manage/events/held/partners?lang=en").text, re.DOTALL)


def test_partners_are_added_moved_and_removed(client: Client) -> None:
    event = managed(client, slug="held")
    ids = {}
    for name in ("Ministry", "Institute", "Embassy"):
        organisation = make.organisation(name=Translated(en=name))
        sent = client.post("/manage/events/held/partners", data={"organisation": str(organisation.id), "role": "partner"})
        assert sent.status_code == 302
        ids[name] = partnerships.in_order(event)[-1].id
    assert order(client) == ["Ministry", "Institute", "Embassy"]
    client.post(f"/manage/events/held/partners/{ids['Embassy']}/move", data={"to": "up"})
    client.post(f"/manage/events/held/partners/{ids['Embassy']}/move", data={"to": "up"})
    client.post(f"/manage/events/held/partners/{ids['Embassy']}/move", data={"to": "up"})
    assert order(client) == ["Embassy", "Ministry", "Institute"]
    client.post(f"/manage/events/held/partners/{ids['Ministry']}/remove")
    assert order(client) == ["Embassy", "Institute"]
    again = client.post("/manage/events/held/partners?lang=en", data={"organisation": str(organisation.id), "role": "partner"})
    assert (again.status_code, 'id="organisation-error"' in again.text) == (422, True)


PARTS = ("texts", "partners", "themes", "rooms", "registration", "programme")


def full_event() -> Event:
    venue = make.venue(rooms=("Atlas", "Rif"))
    event = make.event(
        slug="held", themes=[make.theme()], venue=venue, summary=Translated(fr="Résumé"), series=make.series(), languages=["fr"]
    )
    make.partnership(event, PartnerRole.PATRON)
    make.partnership(event, PartnerRole.ORGANISER)
    agenda.session(event, starts_at=datetime(2026, 12, 14, 10), ends_at=datetime(2026, 12, 14, 11), room=venue.rooms[0])
    category = Category(event_id=event.id, name=Translated(fr="Presse"), colour="#5b5b5b", letter="M")
    db.session.add(category)
    db.session.flush()
    return event


def cloned(client: Client, *parts: str, **changes: Any) -> Event:
    event = full_event()
    sign_in(client, user(Role.MANAGER, event, site_role=SiteRole.ORGANISER))
    data = {"title-fr": "Deuxième édition", "starts_on": "2027-12-14", **dict.fromkeys(parts, "y"), **changes}
    response = client.post("/manage/events/held/clone", data=data)
    assert (response.status_code, response.location) == (302, "/manage/events/deuxieme-edition/edit")
    return db.session.scalars(select(Event).where(Event.slug == "deuxieme-edition")).one()


def test_a_clone_with_everything_is_a_draft_moved_to_its_day(client: Client) -> None:
    clone = cloned(client, *PARTS)
    held = db.session.scalars(select(Event).where(Event.slug == "held")).one()
    assert (clone.state, clone.starts_at, clone.ends_at) == (EventState.DRAFT, datetime(2027, 12, 14, 9), datetime(2027, 12, 15, 17, 30))
    assert [(p.organisation_id, p.role) for p in clone.partnerships] == [(p.organisation_id, p.role) for p in held.partnerships]
    assert (clone.themes, clone.venue, clone.summary, clone.series) == (held.themes, held.venue, held.summary, held.series)
    session = db.session.scalars(select(Session).where(Session.event_id == clone.id)).one()
    assert (session.starts_at, str(session.room.name if session.room else "")) == (datetime(2027, 12, 14, 10), "Atlas")
    assert [c.letter for c in db.session.scalars(select(Category).where(Category.event_id == clone.id))] == ["M"]
    assert clone.uid != held.uid
    assert client.get("/manage/events/deuxieme-edition/edit").status_code == 200


def test_a_clone_takes_along_only_what_was_chosen_and_has_the_rest_as_a_new_event_has_it(client: Client) -> None:
    clone = cloned(client)
    assert (clone.partnerships, clone.themes, clone.venue, clone.summary) == ([], [], None, {})
    assert db.session.scalars(select(Session).where(Session.event_id == clone.id)).all() == []
    assert {c.letter for c in db.session.scalars(select(Category).where(Category.event_id == clone.id))} == {"P", "S", "O", "M"}
    assert db.session.scalars(select(RegistrationForm.is_open).where(RegistrationForm.event_id == clone.id)).all() == [False]


def test_a_clone_without_a_day_has_no_dates(client: Client) -> None:
    clone = cloned(client, "texts", starts_on="")
    assert (clone.precision, clone.starts_at) == (Precision.UNKNOWN, None)


def test_a_clone_moves_across_the_change_of_the_clock_by_the_wall(client: Client) -> None:
    clone = cloned(client, starts_on="2026-06-01")
    assert (clone.starts_at, clone.ends_at) == (datetime(2026, 6, 1, 9), datetime(2026, 6, 2, 17, 30))
