"""The public page of an event."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PIL import Image

from app.audit import SYSTEM
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.events import partnerships, service
from app.events.models import Event, EventState, PartnerRole, Precision
from app.registration.models import FormVersion, RegistrationForm
from tests.accounts.factories import administrator, sign_in
from tests.agenda import factories as agenda
from tests.events import factories as make
from tests.support.client import Client

TITLE = Translated(fr="Sécurité au Sahel", ar="الأمن في الساحل", en="Security in the Sahel")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def page(client: Client, event: Event, locale: str = "en") -> str:
    response = client.get(f"/events/{event.slug}/?lang={locale}")
    assert response.status_code == 200
    return response.text


def linked_data(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found.group(1))
    return data


@pytest.mark.parametrize(("locale", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_the_page_speaks_each_language(client: Client, locale: str, direction: str) -> None:
    html = page(client, make.event(title=TITLE), locale)
    assert f'<html lang="{locale}" dir="{direction}">' in html
    assert f"<h1>{TITLE[locale]}</h1>" in html
    assert [f'hreflang="{code}" href=' in html for code in ("fr", "ar", "en")] == [True, True, True]
    assert f'<link rel="canonical" href="/events/securite-au-sahel/?lang={locale}">' in html.replace("http://localhost", "")


def test_a_text_that_is_missing_in_a_language_is_shown_in_another_and_marked(client: Client) -> None:
    html = page(client, make.event(title=Translated(ar="الأمن في الساحل")), "fr")
    assert '<h1><span lang="ar" dir="rtl">الأمن في الساحل</span></h1>' in html


@pytest.mark.parametrize(
    ("precision", "words"),
    [(Precision.DAY, "14–15 December 2026"), (Precision.MONTH, "December 2026"), (Precision.YEAR, "2026"), (Precision.UNKNOWN, None)],
)
def test_an_archived_event_says_no_more_of_its_date_than_is_known(client: Client, precision: Precision, words: str | None) -> None:
    html = page(client, make.event(state=EventState.ARCHIVED, precision=precision))
    shown = re.search(r'<p class="when-where"><span>([^<]*)</span>', html)
    assert (shown.group(1) if shown else None) == words
    assert "Begins" not in html
    assert linked_data(html).get("startDate") == {"day": "2026-12-14", "month": "2026-12", "year": "2026"}.get(precision.value)


def test_times_name_the_clock_they_are_told_by(client: Client) -> None:
    html = page(client, make.event(zone="Africa/Casablanca"))
    assert "Monday, 14 December 2026, 09:00" in html
    assert "Times are those of Casablanca (UTC)" in html
    assert "Times are those of Paris (UTC+2)" in page(client, make.event(zone="Europe/Paris", starts_at=datetime(2027, 7, 1, 9)))


def test_search_engines_read_a_schema_org_event(client: Client) -> None:
    event = make.event(title=TITLE, venue=make.venue(), zone="Europe/Paris", languages=["fr", "ar"])
    make.partnership(event, PartnerRole.ORGANISER, make.organisation(name=Translated(en="Example Institute")))
    data = linked_data(page(client, event))
    assert (data["@type"], data["name"], data["inLanguage"]) == ("Event", "Security in the Sahel", ["fr", "ar"])
    assert (data["startDate"], data["endDate"]) == ("2026-12-14T09:00:00+01:00", "2026-12-15T17:30:00+01:00")
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["location"]["address"] == {"@type": "PostalAddress", "addressLocality": "Rabat", "addressCountry": "MA"}
    assert data["organizer"] == [{"@type": "Organization", "name": "Example Institute"}]


def test_a_cancelled_event_says_so_and_why(client: Client) -> None:
    html = page(client, make.event(state=EventState.CANCELLED))
    assert "This event is cancelled" in html
    assert "<p>Postponed</p>" in html
    assert linked_data(html)["eventStatus"] == "https://schema.org/EventCancelled"
    assert "Add to calendar" not in html


def test_a_draft_is_unknown_to_strangers_and_shown_to_its_organisers(client: Client) -> None:
    event = make.event(state=EventState.DRAFT)
    codes = [client.get(f"/events/{event.slug}/{path}").status_code for path in ("", "cover", "card.png", "partners/1/logo")]
    assert codes == [404, 404, 404, 404]
    sign_in(client, administrator())
    assert "This page is a draft" in page(client, event)


def test_a_former_address_leads_to_the_present_one(client: Client) -> None:
    event = make.event(slug="former")
    service.update_event(event, actor=SYSTEM, slug="present")
    response = client.get("/events/former/?lang=ar")
    assert response.status_code in (301, 308)
    assert response.headers["Location"].removeprefix("http://localhost") == "/events/present/?lang=ar"


def test_partners_stand_in_protocol_order_under_their_roles(client: Client) -> None:
    event = make.event()
    roles = {
        "Ministry": PartnerRole.PATRON,
        "Institute": PartnerRole.ORGANISER,
        "University": PartnerRole.PARTNER,
        "Embassy": PartnerRole.PARTNER,
    }
    made = [make.partnership(event, role, make.organisation(name=Translated(en=name))) for name, role in roles.items()]
    partnerships.reorder(event, [made[1].id, made[0].id, made[3].id, made[2].id], actor=SYSTEM)
    html = page(client, event).split('id="partners"')[1].split("</section>")[0]
    order = [role or name for role, name in re.findall(r'<h3 class="kicker">([^<]+)|<li>\s*(\w+)\s*</li>', html)]
    assert order == ["Organiser", "Institute", "Under the patronage of", "Ministry", "Partner", "Embassy", "University"]


HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{ 7*191 }}'


def test_hostile_texts_are_inert_everywhere_on_the_page(client: Client) -> None:
    texts = {name: Translated(en=HOSTILE) for name in ("theme_line", "summary", "patronage", "guest_of_honour", "place")}
    markdown = Translated(en=f"{HOSTILE}\n\n[click](javascript:alert(1)) ![x](http://example.org/x.png) [ok](https://example.org/)")
    event = make.event(title=Translated(en=HOSTILE), slug="hostile", **texts, description=markdown, aims=markdown, practical=markdown)
    make.partnership(event, organisation_=make.organisation(name=Translated(en=HOSTILE), url="https://example.org"))
    html = page(client, event)
    found = [sign for sign in ("<script>alert", "<img src=x", 'href="javascript:', "1337", 'x.png" alt') if sign in html]
    assert found == []
    assert 'href="https://example.org/"' in html
    assert linked_data(html)["name"] == HOSTILE


def form(event: Event, **fields: Any) -> RegistrationForm:
    made = RegistrationForm(**{"event_id": event.id, "is_open": True, **fields})
    made.versions = [FormVersion(number=1, fields=[], created_at=clock.now())]
    db.session.add(made)
    db.session.flush()
    return made


@pytest.mark.parametrize(
    ("fields", "said", "action"),
    [
        ({}, "Registration is open", "Register"),
        ({"capacity": 10, "seats_taken": 4}, "6 places left", "Register"),
        ({"capacity": 10, "seats_taken": 10}, "All places are taken", "Join the waiting list"),
        ({"capacity": 10, "seats_taken": 10, "waiting_list": False}, "All places are taken", None),
        ({"opens_at": datetime(2026, 12, 1, 9)}, "Registration opens on 1 December 2026, 09:00", None),
        ({"closes_at": datetime(2026, 11, 20, 18)}, "Registration closed on 20 November 2026, 18:00", None),
    ],
)
def test_one_clear_action_follows_the_registration_form(client: Client, fields: dict[str, Any], said: str, action: str | None) -> None:
    event = make.event()
    form(event, **fields)
    with clock.frozen(NOW):
        html = page(client, event)
    assert said in html
    button = re.search(r'<a class="button primary large wide" href="([^"]+)">([^<]+)', html)
    assert (button.groups() if button else None) == ((f"/events/{event.slug}/register", action) if action else None)


def test_an_event_that_is_over_takes_nobody(client: Client) -> None:
    event = make.event()
    form(event)
    with clock.frozen(NOW + timedelta(days=60)):
        html = page(client, event)
    assert "This event is over" in html
    assert "button primary" not in html


def test_what_is_over_goes_into_nobody_s_calendar(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    event = make.event()
    assert "Add to calendar" in page(client, event)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 16, tzinfo=UTC))
    assert "Add to calendar" not in page(client, event)


def test_an_event_of_which_little_is_known_shows_no_empty_list(client: Client) -> None:
    html = page(client, make.event(state=EventState.ARCHIVED, precision=Precision.UNKNOWN))
    assert "This event is over" in html
    assert "<dl" not in html


def test_calendars_are_offered_with_the_right_instants(client: Client) -> None:
    html = page(client, make.event(slug="sahel", zone="Europe/Paris")).replace("&amp;", "&")
    assert 'href="http://localhost/events/sahel/calendar.ics"' in html
    assert 'href="webcal://localhost/events/sahel/calendar.ics"' in html
    assert "dates=20261214T080000Z%2F20261215T163000Z" in html
    assert "startdt=2026-12-14T08%3A00%3A00Z" in html


def test_the_page_is_answered_304_until_something_that_is_seen_changes(client: Client) -> None:
    event = make.event(venue=make.venue())
    first = client.get(f"/events/{event.slug}/?lang=fr")
    known = {"If-None-Match": first.headers["ETag"]}
    again = client.get(f"/events/{event.slug}/?lang=fr", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Security-Policy" not in again.headers
    assert {"Cookie", "Accept-Language"} <= {name.strip() for name in first.headers["Vary"].split(",")}
    assert client.get(f"/events/{event.slug}/?lang=ar", headers=known).status_code == 200
    partnerships.add_partnership(event, make.organisation(), PartnerRole.PARTNER, actor=SYSTEM)
    assert client.get(f"/events/{event.slug}/?lang=fr", headers=known).status_code == 200


def test_what_an_organiser_sees_is_not_kept_for_strangers(client: Client) -> None:
    event = make.event()
    stranger = client.get(f"/events/{event.slug}/?lang=fr")
    sign_in(client, administrator())
    organiser = client.get(f"/events/{event.slug}/?lang=fr", headers={"If-None-Match": stranger.headers["ETag"]})
    assert (organiser.status_code, stranger.headers["Cache-Control"], organiser.headers["Cache-Control"]) == (
        200,
        "public, no-cache",
        "private, no-cache",
    )


def test_a_page_at_hand_is_given_with_a_nonce_of_its_own(client: Client) -> None:
    event = make.event()
    seen = [client.get(f"/events/{event.slug}/?lang=fr") for _ in range(2)]
    nonces = [set(re.findall(r'nonce="([^"]+)"', response.text)) for response in seen]
    assert [len(found) for found in nonces] == [1, 1]
    assert nonces[0] != nonces[1]
    for found, response in zip(nonces, seen, strict=True):
        assert f"'nonce-{found.pop()}'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_the_social_card_is_a_picture_of_the_size_that_networks_ask_for(client: Client, locale: str) -> None:
    html = page(client, make.event(title=TITLE), locale)
    address = re.search(r'<meta property="og:image" content="http://localhost([^"]+)">', html)
    assert address is not None
    response = client.get(address.group(1).replace("&amp;", "&"))
    with Image.open(io.BytesIO(response.data)) as picture:
        assert (response.mimetype, picture.size) == ("image/png", (1200, 630))


def test_speakers_are_named_and_only_those_who_agreed_have_a_link(client: Client) -> None:
    event = make.event(slug="held")
    session = agenda.session(event)
    agreed, private = agenda.speaker(event, agreed=True), agenda.speaker(event)
    for person in (agreed, private):
        agenda.participation(session, person)
    service.touch(event)
    html = page(client, event)
    assert 'href="/events/held/programme"' in html
    speakers = html.split('id="speakers"')[1].split("</section>")[0]
    assert f"<bdi>{private.name_in('en')}</bdi>" in speakers
    links = re.findall(r'<bdi><a href="(/people/[^"]+)">([^<]+)</a></bdi>', speakers)
    assert [(link.split("-")[0], name) for link, name in links] == [(f"/people/{agreed.id}", agreed.name_in("en"))]
    assert client.get(links[0][0]).status_code == 200
