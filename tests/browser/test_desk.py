"""A gate's screen in a real browser: a scanner that types, the network gone and back, a second language, a revoked device."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from app import create_app
from app.checkin import devices
from app.checkin.models import Device, Scan
from app.core import clock
from app.core.db import db, read_only
from app.core.types import Translated
from app.documents.qr import qr_png
from tests.checkin import factories as checkin
from tests.events import factories as events
from tests.support.database import driver
from tests.support.server import LiveServer


class Desk(NamedTuple):
    app: Flask
    gate_id: int
    event_id: int
    code: str
    tokens: list[str]
    names: list[str]


@pytest.fixture
def desk(server: LiveServer) -> Iterator[Desk]:
    """An entrance, a device waiting to be paired, and twelve people with badges."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": driver(server.database_url), "SECRET_KEY": "for browser tests, and for nothing else"})
    with app.app_context():
        event = events.event(title=Translated(fr="Colloque du bureau", ar="ندوة المكتب", en="Desk colloquium"))
        gate = checkin.gate(event)
        category = checkin.category(event, zones=("A", "C"))
        people = [checkin.attendee(event, category_id=category.id, badge_token=f"DESK{event.id:06d}{n:06d}") for n in range(12)]
        _, code = devices.create(event, "Phone", [gate], actor=checkin.SYSTEM)
        db.session.commit()
        made = Desk(app, gate.id, event.id, code, [p.badge_token for p in people], [p.person.given_name for p in people])
        db.session.remove()
        yield made
        db.session.remove()
        db.engine.dispose()


def open_gate(page: Page, desk: Desk) -> None:
    page.goto(f"/desk/pair/{desk.code}?lang=fr")
    page.locator("main form button").click()
    page.wait_for_url(f"**/desk/{desk.gate_id}")
    expect(page.locator("html[data-kept]")).to_be_attached()


def scan(page: Page, text: str) -> None:
    """As a wedge scanner does: it types into whatever has the focus, and ends with Enter."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def expect_answer(page: Page, verdict: str, tone: str) -> None:
    answer = page.locator("[data-answer]")
    expect(answer).to_have_attribute("data-verdict", verdict)
    expect(answer).to_have_class(f"answer {tone}")


def rows(desk: Desk, **wanted: Any) -> int:
    with read_only():
        found = db.session.scalar(select(func.count(Scan.id)).where(Scan.gate_id == desk.gate_id).filter_by(**wanted))
        db.session.rollback()
    return found or 0


def wait_for_rows(page: Page, desk: Desk, expected: int) -> None:
    for _ in range(100):
        if rows(desk) == expected:
            return
        page.wait_for_timeout(100)
    assert rows(desk) == expected


def test_a_scanner_a_name_and_the_keyboard_are_enough(page: Page, desk: Desk) -> None:
    open_gate(page, desk)
    scan(page, desk.tokens[0])
    expect_answer(page, "admitted", "good")
    expect(page.locator("[data-who] bdi").first).to_contain_text(desk.names[0])
    expect(page.locator("[data-badge]")).to_contain_text("A C")
    page.locator("body").click(position={"x": 5, "y": 400})  # the focus goes astray; the next badge is read all the same
    scan(page, desk.tokens[0].lower())
    expect_answer(page, "repeated", "warn")
    at = clock.now().strftime("%H:%M")
    before = (clock.now() - timedelta(minutes=1)).strftime("%H:%M")
    assert any(time in page.locator("[data-why]").inner_text() for time in (at, before))
    scan(page, "AAAABBBBCCCC2222DDDD")
    expect_answer(page, "unknown", "bad")
    page.keyboard.type(f"benali {desk.names[1].lower()}")  # with the family name: letters and digits alone would be a code
    expect(page.locator("[role=option]")).to_have_count(1 if desk.names[1] + "0" not in desk.names else 2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect_answer(page, "admitted", "good")
    page.keyboard.press("Control+z")
    expect_answer(page, "undone", "")
    page.keyboard.press("F2")
    scan(page, desk.tokens[0])
    expect_answer(page, "left", "good")
    wait_for_rows(page, desk, 6)


def test_without_the_network_every_reading_is_answered_kept_and_sent_once(page: Page, desk: Desk) -> None:
    open_gate(page, desk)
    scan(page, desk.tokens[0])
    expect_answer(page, "admitted", "good")
    wait_for_rows(page, desk, 1)
    page.context.set_offline(True)
    for token in desk.tokens[1:6]:
        scan(page, token)
        expect(page.locator("[data-who] bdi").first).to_contain_text(desk.names[desk.tokens.index(token)])
        expect_answer(page, "admitted", "good")
    scan(page, desk.tokens[0])
    expect_answer(page, "repeated", "warn")
    expect(page.locator(".link-state")).to_have_class("link-state offline")
    expect(page.locator("[data-queue]")).to_have_attribute("data-length", "6")
    page.reload()  # the page and its queue are on the device
    expect(page.locator("[data-queue]")).to_have_attribute("data-length", "6")
    scan(page, desk.tokens[1])
    expect_answer(page, "repeated", "warn")
    assert rows(desk) == 1
    page.context.set_offline(False)
    expect(page.locator("[data-queue]")).to_have_attribute("data-length", "0", timeout=15_000)
    wait_for_rows(page, desk, 8)
    assert (rows(desk, verdict="admitted"), rows(desk, verdict="repeated")) == (6, 2)
    page.reload()
    expect(page.locator("[data-count=inside]")).to_have_text("6")
    assert rows(desk) == 8


CAMERA = """
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 480, height: 480 });
  const picture = new Image();
  picture.src = "data:image/png;base64,PICTURE";
  await picture.decode();
  const draw = () => {
    const pen = canvas.getContext("2d");
    pen.imageSmoothingEnabled = false;
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, 480, 480);
    pen.drawImage(picture, 90, 90, 300, 300);
  };
  draw();
  setInterval(draw, 50);
  return canvas.captureStream(20);
};
"""


def test_a_badge_held_before_the_camera_is_read_without_the_network(page: Page, desk: Desk) -> None:
    picture = base64.b64encode(qr_png(desk.tokens[3])).decode()
    page.add_init_script(CAMERA.replace("PICTURE", picture))
    open_gate(page, desk)
    page.context.set_offline(True)
    page.keyboard.press("F4")
    expect(page.locator("[data-who] bdi").first).to_contain_text(desk.names[3])
    expect_answer(page, "admitted", "good")
    page.keyboard.press("F4")
    expect(page.locator("[data-camera]")).to_be_hidden()
    page.context.set_offline(False)
    wait_for_rows(page, desk, 1)


def test_a_revoked_device_wipes_its_copy(page: Page, desk: Desk) -> None:
    open_gate(page, desk)
    held = "indexedDB.open('nadwa-desk')"
    count = f"new Promise(done => {{ const r = {held}; r.onsuccess = () => {{ const c = r.result.transaction('people').objectStore('people').count(); c.onsuccess = () => {{ done(c.result); r.result.close(); }}; }}; }})"
    assert page.evaluate(count) == 12
    with desk.app.app_context():
        devices.revoke(db.session.scalars(select(Device).where(Device.event_id == desk.event_id)).one(), actor=checkin.SYSTEM)
        db.session.commit()
    scan(page, desk.tokens[0])
    expect(page.locator("[data-answer]")).to_have_attribute("data-verdict", "notice")
    expect(page.locator("[data-reader]")).to_be_disabled()
    assert page.evaluate(count) == 0
    assert rows(desk) == 0
