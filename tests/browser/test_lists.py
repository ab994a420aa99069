"""A registrar before a list of thousands: dense, narrowed as one types, worked by keyboard, exported as shown."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app import create_app
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.events.models import Event
from app.mail.models import Message
from app.registration.models import State
from tests.events import factories as events
from tests.registration import factories as registrations
from tests.support.database import driver
from tests.support.server import LiveServer

PEOPLE = 120
NAMES = "table[data-rows] tbody th a"


@pytest.fixture(scope="module")
def listed(server: LiveServer) -> str:
    """The address of the list of an event with 120 people, of whom 20 wait to be approved."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": driver(server.database_url), "SECRET_KEY": "for browser tests only"})
    with app.app_context():
        event = events.event(title=Translated(fr="Colloque des listes", ar="ندوة اللوائح", en="Colloquium of lists"))
        for number in range(PEOPLE):
            who = registrations.person(event, family_name=f"Group{number // 10:02}x Listed{number}")
            registrations.registration(event, person_=who, state=State.PENDING if number < 20 else State.CONFIRMED)
        db.session.add_all(letter(event, number) for number in range(5))
        address = f"/manage/events/{event.slug}/registrations"
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return address


def letter(event: Event, number: int) -> Message:
    subject = f"Votre inscription au colloque des listes est confirmée, votre billet est joint à cette lettre ({number})"
    who = {"to_name": "Aminata Sarr", "to_address": f"aminata.sarr.departement-des-etudes-{number}@universite-des-sciences.example.org"}
    return Message(event_id=event.id, template="t", subject=subject, text="", html="", locale="fr", created_at=clock.now(), **who)


@pytest.fixture
def registrar(page: Page, organiser_cookies: list[Any], listed: str) -> Page:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.context.add_cookies(organiser_cookies)
    page.goto(f"{listed}?lang=en")
    return page


def test_twenty_people_are_seen_at_once_and_the_head_stays_while_one_scrolls(registrar: Page) -> None:
    seen = registrar.locator(NAMES).evaluate_all("all => all.filter(a => a.getBoundingClientRect().bottom <= innerHeight).length")
    assert seen >= 20
    top = registrar.evaluate("scrollTo(0, 900); scrollY && document.querySelectorAll('thead th')[1].getBoundingClientRect().top")
    assert top == pytest.approx(0, abs=1)
    assert registrar.evaluate("scrollY") > 300


def test_what_is_typed_narrows_the_list_its_chips_and_its_export(registrar: Page) -> None:
    registrar.get_by_role("searchbox").press_sequentially("group01x")
    expect(registrar.locator(NAMES)).to_have_count(10)
    expect(registrar.get_by_role("list", name="Filters in use")).to_contain_text("Search: group01x")
    with registrar.expect_download() as download:
        registrar.get_by_role("link", name="CSV").click()
    assert len(re.findall(r"Group01x Listed\d+", download.value.path().read_text("utf-8-sig"))) == 10
    expect(registrar.locator("[data-count]")).to_have_text("1–10 of 10")
    registrar.get_by_role("link", name="Remove this filter").click()
    expect(registrar.locator(NAMES)).to_have_count(50)


def test_a_state_is_shown_by_its_count_and_stays_while_one_searches(registrar: Page) -> None:
    registrar.get_by_role("navigation", name="State").get_by_role("link", name="Awaiting approval 20").click()
    expect(registrar.locator(NAMES)).to_have_count(20)
    registrar.get_by_role("searchbox").press_sequentially("group00x")
    expect(registrar.locator(NAMES)).to_have_count(10)
    expect(registrar).to_have_url(re.compile(r"state=pending&sort=.*q=|state=pending&q="))


def test_a_list_is_worked_through_by_keyboard_alone(registrar: Page) -> None:
    registrar.keyboard.press("/")
    expect(registrar.get_by_role("searchbox")).to_be_focused()
    registrar.keyboard.press("ArrowDown")
    expect(registrar.locator(NAMES).nth(0)).to_be_focused()
    registrar.keyboard.press("j")
    registrar.keyboard.press("ArrowDown")
    registrar.keyboard.press("k")
    expect(registrar.locator(NAMES).nth(1)).to_be_focused()
    registrar.keyboard.press("x")
    expect(registrar.locator("[data-chosen]")).to_have_text("Chosen: 1")
    name = registrar.locator(NAMES).nth(1).inner_text()
    registrar.keyboard.press("Enter")
    expect(registrar.get_by_role("heading", level=1)).to_contain_text(name)


def test_keys_of_one_letter_can_be_switched_off_and_stay_off(registrar: Page) -> None:
    registrar.get_by_label("Keys of one letter").uncheck()
    registrar.reload()
    registrar.keyboard.press("j")
    registrar.keyboard.press("/")
    expect(registrar.locator("body")).to_be_focused()
    registrar.get_by_role("searchbox").focus()
    registrar.keyboard.press("ArrowDown")
    expect(registrar.locator(NAMES).nth(0)).to_be_focused()


def test_rows_are_chosen_one_by_one_in_a_range_or_all_and_counted(registrar: Page) -> None:
    bar, boxes = registrar.locator("[data-chosen]"), registrar.locator("input[name=ids]")
    expect(bar).to_be_hidden()
    boxes.nth(2).check()
    boxes.nth(6).click(modifiers=["Shift"])
    expect(bar).to_have_text("Chosen: 5")
    registrar.get_by_role("checkbox", name="All on this page").check()
    expect(bar).to_have_text("Chosen: 50")
    registrar.get_by_label("All 120 found").check()
    expect(bar).to_have_text("Chosen: 120")
    registrar.get_by_role("button", name="Confirm", exact=True).click()
    expect(registrar.get_by_role("heading", level=1)).to_contain_text("120 registrations become")


def test_what_is_too_long_is_cut_at_its_own_end_in_a_page_that_runs_the_other_way(registrar: Page, listed: str) -> None:
    registrar.goto(listed.replace("registrations", "letters/?lang=ar"))
    for part in ("tbody th a > bdi", "tbody .cut > [dir=ltr]"):
        cut = registrar.locator(part).evaluate_all(
            """all => all.filter(one => one.scrollWidth > one.clientWidth && /^[\\x20-\\u02ff]+$/.test(one.textContent))
                 .map(one => [getComputedStyle(one).direction, getComputedStyle(one).textOverflow])"""
        )
        assert len(cut) > 3
        assert set(map(tuple, cut)) == {("ltr", "ellipsis")}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_on_a_phone_a_row_is_a_card_that_opens_wherever_it_is_touched(registrar: Page, listed: str, language: str) -> None:
    registrar.set_viewport_size({"width": 390, "height": 844})
    registrar.goto(f"{listed}?lang={language}")
    card = registrar.locator("table[data-rows] tbody tr").first
    assert card.evaluate("row => row.getBoundingClientRect().height") < 130  # a long name and a long state take two lines
    assert registrar.evaluate("document.documentElement.scrollWidth <= innerWidth")
    card.locator("td").last.evaluate("cell => cell.closest('tr').scrollIntoView({block: 'center'})")
    box = card.bounding_box()
    assert box is not None
    registrar.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 4)
    registrar.wait_for_url(re.compile(r"/registrations/\d+$"))
