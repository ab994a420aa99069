"""The front page, the list of events, and the pages of themes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from app.audit import SYSTEM
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.events import service
from app.events.models import EventState, PartnerRole, Precision
from app.publications.models import Publication, PublicationKind
from tests.events import factories as make
from tests.registration import factories as registrations
from tests.support.client import Client
from tests.support.queries import count_queries

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def titles(client: Client, query: str = "", path: str = "/events/") -> list[str]:
    with clock.frozen(NOW):
        response = client.get(f"{path}?lang=en{query}")
    assert response.status_code == 200
    return re.findall(r'<h3><a href="/events/[^"]+">([^<]+)</a></h3>', response.text)


def event(title: str, **fields: object) -> object:
    return make.event(title=Translated(en=title), **fields)  # type: ignore[arg-type]


def test_what_comes_next_stands_first_and_the_undated_last(client: Client) -> None:
    event("Undated", state=EventState.ARCHIVED, precision=Precision.UNKNOWN)
    event("Older", state=EventState.ARCHIVED, starts_at=datetime(2016, 10, 1, 9))
    event("Later", starts_at=datetime(2027, 3, 1, 9))
    event("Recent", starts_at=datetime(2026, 6, 1, 9))
    event("Sooner", starts_at=datetime(2026, 12, 1, 9))
    event("Hidden", state=EventState.DRAFT)
    assert titles(client) == ["Sooner", "Later", "Recent", "Older", "Undated"]
    assert titles(client, "&when=upcoming") == ["Sooner", "Later"]
    assert titles(client, "&when=past") == ["Recent", "Older", "Undated"]
    assert titles(client, path="/") == ["Sooner", "Later", "Recent", "Older", "Undated"]


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
@pytest.mark.parametrize("path", ["/", "/events/", "/themes/", "/themes/security/"])
def test_each_page_speaks_each_language(client: Client, path: str, locale: str) -> None:
    theme = make.theme("security", name=Translated(fr="Sécurité", ar="الأمن", en="Security"))
    event = make.event(title=Translated(fr="Le Sahel", ar="الساحل", en="The Sahel"), themes=[theme])
    html = client.get(f"{path}?lang={locale}").text
    assert f'<html lang="{locale}" dir="{"rtl" if locale == "ar" else "ltr"}">' in html
    assert (theme.name if "themes" in path else event.title)[locale] in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("securite", ["A"]), ("SÉCURITÉ", ["A"]), ("sécurité sahel", ["A"]), ("securite mali", []),
        ("الامن", ["A"]), ("الأمن", ["A"]), ("أمن", ["A"]), ("منظمه", ["B"]), ("منظمة", ["B"]), ("مستشفي", ["B"]), ("مستشفى", ["B"]),
        ("Université de l’Exemple", ["A"]), ("uex", ["A"]), ("terrorisme", ["B"]), ("dakar", ["B"]), ("100%", []), ("_", []),
    ],
)  # fmt: skip
def test_search_forgives_accents_alef_hamza_and_ta_marbuta(client: Client, query: str, found: list[str]) -> None:
    first = make.event(slug="a", title=Translated(en="A", fr="Sécurité au Sahel", ar="الأمن في الساحل"))
    partner = make.organisation(name=Translated(fr="Université de l’Exemple"), short_name="UEX")
    make.partnership(first, PartnerRole.PARTNER, partner)
    themes = [make.theme(name=Translated(fr="Terrorisme"))]
    make.event(slug="b", title=Translated(en="B", ar="منظمة المستشفى"), place=Translated(fr="Dakar"), themes=themes)
    assert titles(client, f"&q={query}") == found


def test_filters_narrow_and_a_theme_holds_what_lies_below_it(client: Client) -> None:
    security = make.theme("security")
    cyber = make.theme("cyber", parent=security)
    colloquium = make.kind("colloquium")
    event("Cyber", themes=[cyber], kind=colloquium, languages=["fr", "ar"], place=Translated(fr="Dakar", en="Dakar"))
    event("Security", themes=[security], languages=["en"], venue=make.venue(), starts_at=datetime(2027, 1, 1, 9))
    event("Other")
    assert titles(client, "&theme=security") == ["Cyber", "Security"]
    assert titles(client, "&theme=cyber") == ["Cyber"]
    assert titles(client, "&kind=colloquium") == ["Cyber"]
    assert titles(client, "&year=2027") == ["Security"]
    assert titles(client, "&language=ar") == ["Cyber"]
    assert titles(client, "&place=rabat") == ["Security"]
    assert titles(client, "&theme=security&language=en") == ["Security"]


def test_a_theme_names_the_way_back_to_it_with_a_sign_before_each_step(client: Client) -> None:
    security = make.theme("security", name=Translated(en="Security"))
    make.theme("cyber", parent=security, name=Translated(en="Cyber"))
    way = re.search(r'class="crumbs".*?</nav>', client.get("/themes/cyber/?lang=en").text, re.DOTALL)[0]  # type: ignore[index]
    steps = re.findall(r"<li[^>]*>(<svg)?.*?<(?:a|span)[^>]*>([^<]+)<", way)
    assert steps == [("<svg", "Themes"), ("<svg", "Security"), ("<svg", "Cyber")]


@pytest.mark.parametrize("query", ["&theme=unknown", "&kind=%00", "&q=xyzzy", "&language=%22", "&place=nowhere", "&year=1901"])
def test_an_empty_answer_says_what_to_do(client: Client, query: str) -> None:
    event("Only")
    assert titles(client, query) == [] if query != "&kind=%00" else ["Only"]
    assert "Take a filter off" in client.get(f"/events/?lang=en{query}").text or query == "&kind=%00"


@pytest.mark.parametrize(
    "query", ["&year=abcd", "&year=0000", "&year=٢٠٢٦", "&page=0", "&page=-1", "&page=99999999999", "&when=never", "&q="]
)
def test_nonsense_in_the_address_is_passed_over(client: Client, query: str) -> None:
    event("Only")
    assert titles(client, query) == ["Only"]


def test_each_filter_in_use_can_be_taken_off(client: Client) -> None:
    make.theme("security", name=Translated(en="Security"))
    html = client.get("/events/?lang=en&theme=security&year=2026&q=sahel").text.replace("&amp;", "&")
    chips = re.findall(r'<a class="chip" href="(\?[^"]*)"><span>([^<]+)</span>', html)
    assert chips == [
        ("?lang=en&theme=security&year=2026", "Search: sahel"),
        ("?lang=en&year=2026&q=sahel", "Theme: Security"),
        ("?lang=en&theme=security&q=sahel", "Year: 2026"),
    ]


def test_lists_are_paged(client: Client) -> None:
    for number in range(23):
        event(f"Event {number:02}", starts_at=datetime(2027, 1, 1 + number, 9))
    assert titles(client, "&page=2") == ["Event 20", "Event 21", "Event 22"]


@pytest.mark.anywhere
@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", "/events/", "/themes/security/"])
def test_one_and_thirty_events_ask_the_same_number_of_questions(client: Client, path: str) -> None:
    theme = make.theme("security")

    def add() -> None:
        held = make.event(themes=[theme], venue=make.venue(), series=make.series())
        make.partnership(held)
        past = make.event(themes=[theme], state=EventState.ARCHIVED, precision=Precision.YEAR)
        db.session.add(
            Publication(institution_id=held.institution_id, event=past, kind=PublicationKind.REPORT, title=held.title, themes=[theme])
        )

    add()
    client.get(path)
    service.touch(make.event())
    with count_queries() as one:
        assert client.get(path).status_code == 200
    for _ in range(29):
        add()
    with count_queries() as thirty:
        assert client.get(path).status_code == 200
    assert len(one) == len(thirty), f"{one}\n\n{thirty}"


def test_a_theme_shows_its_events_and_the_reports_on_it(client: Client) -> None:
    security = make.theme("security", name=Translated(en="Security"))
    cyber = make.theme("cyber", parent=security, name=Translated(en="Cybercrime"))
    held = make.event(title=Translated(en="Seminar"), themes=[cyber])
    draft = make.event(title=Translated(en="Draft"), themes=[cyber], state=EventState.DRAFT)
    for title, of, public in (("Report", held, True), ("Inner note", held, False), ("Of a draft", draft, True), ("Study", None, True)):
        fields = {"title": Translated(en=title), "event": of, "public": public, "themes": [cyber], "kind": PublicationKind.REPORT}
        db.session.add(Publication(institution_id=held.institution_id, **fields))
    html = client.get("/themes/security/?lang=en").text
    assert [title for title in ("Report", "Inner note", "Of a draft", "Study") if f"<h3>{title}</h3>" in html] == ["Report", "Study"]
    assert titles(client, path="/themes/security/") == ["Seminar"]
    assert '<a href="/themes/cyber/">Cybercrime</a>' in html
    assert client.get("/themes/unknown/").status_code == 404


def test_an_instance_without_institution_says_so(client: Client) -> None:
    assert "This instance is new" in client.get("/?lang=en").text
    assert client.get("/events/").status_code == 404


def test_the_front_page_is_answered_304_until_an_event_changes(client: Client) -> None:
    held = make.event()
    with clock.frozen(NOW):
        known = {"If-None-Match": client.get("/?lang=fr").headers["ETag"]}
        assert client.get("/?lang=fr", headers=known).status_code == 304
        service.update_event(held, actor=SYSTEM, title=Translated(fr="Autre"))
        assert client.get("/?lang=fr", headers=known).status_code == 200


@pytest.mark.parametrize("path", ["/", "/events/", "/themes/security/"])
def test_a_line_says_where_registration_is_open(client: Client, path: str) -> None:
    theme = make.theme("security")
    for title, taken, columns in (
        ("Open", 0, {"capacity": 2}),
        ("Full", 2, {"capacity": 2, "waiting_list": True}),
        ("Later", 0, {"opens_at": datetime(2026, 11, 22, 15)}),
        ("Shut", 0, {"is_open": False}),
    ):
        event = make.event(title=Translated(en=title), themes=[theme], starts_at=datetime(2026, 12, 1, 9))
        registrations.form(event, **{"is_open": True, "seats_taken": taken, **columns})

    def says(at: datetime) -> dict[str, str]:
        with clock.frozen(at):
            lines = re.findall(r"<article.*?</article>", client.get(f"{path}?lang=en").text, re.DOTALL)
        words = ("Registration is open", "All places are taken")
        return {re.findall(r'<a href="/events/[^"]+">([^<]+)', line)[0]: next((w for w in words if w in line), "") for line in lines}

    assert says(NOW) == {"Open": "Registration is open", "Full": "All places are taken", "Later": "", "Shut": ""}
    assert says(NOW.replace(hour=14, minute=59))["Later"] == ""
    assert says(NOW.replace(hour=15)) == {**says(NOW), "Later": "Registration is open"}


def test_search_engines_read_the_list_in_each_language_and_none_of_its_narrowings(client):
    make.event()
    hidden = {
        path: 'content="noindex, follow"' in client.get(path).text
        for path in ("/events/", "/events/?lang=ar", "/events/?lang=ar&kind=seminar")
    }
    assert list(hidden.values()) == [False, False, True]
