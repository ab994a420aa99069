"""What the desk answers, as it is seen and heard: on the smallest phone, in both directions, at the speed of a queue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from app import create_app
from app.checkin import devices
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.registration.models import State
from tests.browser.conftest import watched
from tests.browser.test_desk import expect_answer, scan
from tests.checkin import factories as checkin
from tests.events import factories as events
from tests.support.database import driver
from tests.support.server import LiveServer

SMALL_PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "has_touch": True}
TABLE: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
LONG = {"given_name": "Marie-Antoinette Fatoumata", "family_name": "Ould Mohamed El Moctar Ben Abdelkader de la Fontaine"}
BUZZ = "navigator.vibrate = (shake) => { (window.shaken ??= []).push(shake); return true; };"


class Door(NamedTuple):
    """A gate that asks for zone A, one that is shut, and badges by what they are good for."""

    gate: int
    shut: int
    code: str
    badges: dict[str, str]
    queue: list[str]


@pytest.fixture
def door(server: LiveServer) -> Iterator[Callable[[], Door]]:
    """Makes a door with an unpaired device each time it is called."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": driver(server.database_url), "SECRET_KEY": server.environment["SECRET_KEY"]})
    with app.app_context():
        yield _make
        db.session.remove()
        db.engine.dispose()


def _make() -> Door:
    event = events.event(title=Translated(fr="Colloque des portes", ar="ندوة الأبواب", en="Colloquium of doors"))
    soon = clock.now().replace(tzinfo=None) + timedelta(days=2)
    gate, shut = checkin.gate(event, zone="A"), checkin.gate(event, opens_at=soon, closes_at=soon + timedelta(hours=2))
    names = Translated(fr="Intervenante principale", ar="متدخلة رئيسية", en="Keynote speaker")
    inside, outside = (checkin.category(event, letter, (zone,), name=names) for letter, zone in (("S", "A"), ("X", "B")))

    def badge(category: Any, state: State = State.CONFIRMED, **names: str) -> str:
        made = checkin.attendee(event, state=state, category_id=category.id)
        for field, value in names.items():
            setattr(made.person, field, value)
        return str(made.badge_token)

    badges = {
        "good": badge(inside), "long": badge(inside, **LONG), "zone": badge(outside), "cancelled": badge(inside, State.CANCELLED),
        "pending": badge(inside, State.PENDING),
    }  # fmt: skip
    queue = [badge(inside) for _ in range(20)]
    code = devices.create(event, "Phone", [gate, shut], actor=checkin.SYSTEM)[1]
    made = Door(gate.id, shut.id, code, badges, queue)
    db.session.commit()
    return made


@pytest.fixture
def window(browser: Browser, server: LiveServer) -> Callable[..., Any]:
    """window(SMALL_PHONE, color_scheme="dark"): a page in a context of its own."""
    return lambda size, **manners: watched(browser, server, **size, **manners)


def open_gate(page: Page, door: Door, language: str, *, shut: bool = False) -> None:
    page.goto(f"/desk/pair/{door.code}?lang={language}")
    page.locator("main form button").click()
    page.wait_for_url("**/desk/*")
    page.goto(f"/desk/{door.shut if shut else door.gate}?lang={language}")
    expect(page.locator("html[data-kept]")).to_be_attached()


def cut_off(page: Page) -> list[str]:
    """The parts of an answer that are not wholly on the screen, or too small to be read at arm's length."""
    return page.locator("[data-answer]").evaluate(
        """answer => {
          const frame = answer.getBoundingClientRect();
          return [...answer.querySelectorAll("[data-sign], [data-word], [data-why], [data-who], [data-badge]")].filter((part) => part.textContent.trim() || part.querySelector("svg")).filter((part) => {
            const box = part.getBoundingClientRect();
            return box.top < frame.top || box.bottom > frame.bottom + 1 || box.left < frame.left || box.right > frame.right || parseFloat(getComputedStyle(part).fontSize) < 16;
          }).map((part) => part.className);
        }"""
    )


@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("ar", "dark")])
@pytest.mark.parametrize("size", [SMALL_PHONE, TABLE], ids=["phone", "table"])
def test_every_answer_is_whole_on_the_screen_with_its_word_sign_name_letter_and_zones(door, window, size, language, scheme):
    made = door()
    with window(size, color_scheme=scheme) as page:
        open_gate(page, made, language)
        for badge, verdict, tone in (
            ("good", "admitted", "good"), ("good", "repeated", "warn"), ("long", "admitted", "good"), ("zone", "wrong-zone", "bad"),
            ("cancelled", "cancelled", "bad"), ("pending", "not-confirmed", "warn"),
        ):  # fmt: skip
            scan(page, made.badges[badge])
            expect_answer(page, verdict, tone)
            assert cut_off(page) == [], (badge, verdict)
            expect(page.locator("[data-sign] svg")).to_be_visible()
            expect(page.locator("[data-who] bdi").first).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
            expect(page.locator("[data-badge] svg text")).to_have_text("X" if badge == "zone" else "S")
        scan(page, "AAAABBBBCCCC2222DDDD")
        expect_answer(page, "unknown", "bad")
        assert cut_off(page) == []


def test_a_second_reading_says_when_the_first_was_and_each_answer_is_felt(door, window):
    made = door()
    with window(SMALL_PHONE) as page:
        page.add_init_script(BUZZ)
        open_gate(page, made, "fr")
        moment = clock.now()
        scan(page, made.badges["good"])
        expect_answer(page, "admitted", "good")
        scan(page, made.badges["good"])
        expect_answer(page, "repeated", "warn")
        said = page.locator("[data-why]").inner_text()
        assert any(f"{at:%H:%M}" in said for at in (moment, moment + timedelta(minutes=1), moment - timedelta(minutes=1)))
        scan(page, made.badges["cancelled"])
        expect_answer(page, "cancelled", "bad")
        shaken = page.evaluate("window.shaken.map(String)")
        assert len(set(shaken)) == 3, shaken


def test_a_gate_that_is_shut_says_when_it_opens(door, window):
    made = door()
    with window(SMALL_PHONE) as page:
        open_gate(page, made, "ar", shut=True)
        scan(page, made.badges["good"])
        expect_answer(page, "closed", "warn")
        expect(page.locator("[data-why]")).to_contain_text(":")
        assert cut_off(page) == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_twenty_badges_in_five_seconds_are_each_answered_and_kept(door, window, language):
    made = door()
    with window(TABLE) as page:
        open_gate(page, made, language)
        page.evaluate(
            """() => { window.answered = []; new MutationObserver(() => {
                 const name = document.querySelector("[data-who]").textContent;
                 if (name && !window.answered.includes(name)) window.answered.push(name);
               }).observe(document.querySelector("[data-answer]"), { childList: true, subtree: true, attributes: true }); }"""
        )
        for token in made.queue:
            scan(page, token)
            page.wait_for_timeout(100)
        expect(page.locator("[data-count=inside]")).to_have_text("20")
        expect(page.locator("[data-queue]")).to_be_hidden()
        assert len(page.evaluate("window.answered")) == len({*made.queue})


def test_without_a_camera_the_desk_says_what_to_do_and_goes_on_by_scanner(door, window):
    made = door()
    with window(SMALL_PHONE) as page:
        page.add_init_script(
            "navigator.mediaDevices && (navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError')));"
        )
        open_gate(page, made, "fr")
        page.locator("[data-camera-button]").click()
        expect_answer(page, "notice", "warn")
        expect(page.locator("[data-word]")).to_have_text("Caméra inaccessible")
        expect(page.locator("[data-camera]")).to_be_hidden()
        assert cut_off(page) == []
        scan(page, made.badges["good"])
        expect_answer(page, "admitted", "good")


def test_somebody_is_found_in_either_script_and_let_in_by_keyboard_alone(door, window):
    made = door()
    with window(TABLE) as page:
        open_gate(page, made, "ar")
        page.keyboard.type("أمينه")  # as it is often written
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.type("moctar")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect_answer(page, "admitted", "good")
        page.keyboard.type("qqqq")
        page.keyboard.press("Enter")
        expect_answer(page, "notice", "warn")


def test_a_reading_is_taken_back_without_the_network_and_after_a_reload_the_queue_is_whole(door, window):
    made = door()
    with window(SMALL_PHONE) as page:
        open_gate(page, made, "fr")
        page.context.set_offline(True)
        scan(page, made.badges["good"])
        expect_answer(page, "admitted", "good")
        page.locator("[data-undo]").click()
        expect_answer(page, "undone", "")
        scan(page, made.badges["good"])
        expect_answer(page, "admitted", "good")
        expect(page.locator(".link-state")).to_have_class("link-state offline")
        page.reload()
        expect(page.locator("[data-queue]")).to_have_attribute("data-length", "3")
        page.context.set_offline(False)
        expect(page.locator("[data-queue]")).to_have_attribute("data-length", "0", timeout=15_000)
        expect(page.locator("[data-count=inside]")).to_have_text("1")


AT_ONCE = """
async ([code, undo, answers]) => {
  const field = document.querySelector("[data-reader]"), answer = document.querySelector("[data-answer]"), before = [];
  const all = new Promise(resolve => new MutationObserver(changes => {
    before.push(...changes.map(change => change.oldValue));
    if (before.length >= answers) resolve();
  }).observe(answer, {attributeFilter: ["data-verdict"], attributeOldValue: true}));
  const scan = () => {
    field.value = code;
    field.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter"}));
  };
  scan();
  if (undo) document.querySelector("[data-undo]").click();
  scan();
  await all;
  return [...before.slice(1), answer.dataset.verdict];
}
"""


@pytest.mark.parametrize(("undo", "said"), [(False, ["admitted", "repeated"]), (True, ["admitted", "undone", "admitted"])])
def test_the_next_badge_is_answered_by_the_one_before_however_soon_it_comes(door, window, undo, said):
    made = door()
    with window(SMALL_PHONE) as page:
        open_gate(page, made, "fr")
        page.context.set_offline(True)
        assert page.evaluate(AT_ONCE, [made.badges["good"], undo, len(said)]) == said
        page.reload()
        expect(page.locator("[data-queue]")).to_have_attribute("data-length", str(len(said)))
        page.context.set_offline(False)
        expect(page.locator("[data-queue]")).to_have_attribute("data-length", "0", timeout=15_000)
        expect(page.locator("[data-count=inside]")).to_have_text("1")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_at_360_pixels_every_target_is_44_high_and_entry_cannot_be_taken_for_exit(door, window, language):
    made = door()
    with window(SMALL_PHONE) as page:
        open_gate(page, made, language)
        small = page.locator("header summary, main :is(button, input, a):visible").evaluate_all(
            "all => all.filter(e => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44).map(e => e.outerHTML)"
        )
        assert small == []
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth")
        colours = {"in": "rgb(18, 96, 47)", "out": "rgb(47, 58, 143)"}
        for way, other in (("out", "in"), ("in", "out")):
            page.locator(f"[data-direction={way}]").click()
            expect(page.locator("body")).to_have_attribute("data-heading", way)
            expect(page.locator(f"[data-direction={way}]")).to_have_css("background-color", colours[way])
            expect(page.locator(f"[data-direction={other}]")).not_to_have_css("background-color", colours[other])
        assert len(set(page.locator("[data-direction]").all_inner_texts())) == 2
