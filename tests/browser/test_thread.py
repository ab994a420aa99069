"""The whole thread: from an empty event to a certificate that anybody can verify, and that can be revoked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import at_the_door, organiser, paper, participant, preparing
from tests.browser.conftest import watched
from tests.browser.preparing import TITLE
from tests.conftest import CLUSTER, KIND
from tests.support.database import new_database
from tests.support.hands import Hands
from tests.support.server import LiveServer, free_port
from tests.support.words import said

WEEK_BEFORE = datetime(2027, 5, 4, 9, 0, tzinfo=UTC)
DOORS_OPEN = datetime(2027, 5, 11, 9, 20, tzinfo=UTC)  # ten minutes before the session; Morocco's clock says the same
DURING = datetime(2027, 5, 11, 9, 45, tzinfo=UTC)
AFTER = datetime(2027, 5, 11, 14, 0, tzinfo=UTC)
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "ar", "has_touch": True, "is_mobile": True}


@pytest.fixture
def clock(tmp_path: Path) -> Hands:
    hands = Hands(tmp_path / "clock")
    hands.move_to(WEEK_BEFORE)
    return hands


@pytest.fixture
def house(pytestconfig: pytest.Config, run_name: str, tmp_path: Path, clock: Hands) -> Iterator[LiveServer]:
    """A house of its own, whose clock the test moves."""
    url = new_database(pytestconfig.stash[KIND], f"nadwa_{run_name}_thread", tmp_path, pytestconfig.stash[CLUSTER])
    house = LiveServer(tmp_path, url, free_port(), "tests.support.moving_clock", {"NADWA_TEST_CLOCK": str(clock.file)})
    house.flask("prepare")
    house.start()
    house.start_worker()
    try:
        yield house
    finally:
        house.stop()


@pytest.mark.timeout(300)  # three people, and a week
def test_from_an_empty_event_to_a_certificate_that_anybody_can_verify(house: LiveServer, clock: Hands, browser: Browser) -> None:
    with (
        watched(browser, house, locale="en-GB") as organising,
        watched(browser, house, **PHONE) as participating,
        watched(browser, house, locale="fr-FR") as at_the_desk,
    ):
        prepare(organising, house.flask("sign-in-link"))
        ticket = take_part(participating)
        own_page = organiser.link_in_letter(organising, said("You are registered: %(event)s", "ar") % {"event": TITLE["ar"]})
        badge = organiser.print_badge(organising, participant.NAME[0])
        assert paper.size_in_mm(badge) == (105, 148)
        assert paper.code_on(badge) == ticket
        clock.move_to(DOORS_OPEN)
        come_in(at_the_desk, organiser.pair_a_device(organising), paper.code_on(badge), clock)
        clock.move_to(AFTER)
        organiser.issue_certificates(organising)
        certificate = participant.fetch_certificate(participating, own_page)
        verify(participating, address := paper.code_on(certificate))
        organiser.revoke_certificate(organising, address.rpartition("/")[2], "The name was misspelt")
        find_revoked(participating, address)


def prepare(page: Page, link: str) -> None:
    organiser.sign_in(page, link)
    preparing.add_venue(page)
    preparing.create_event(page)
    preparing.describe(page)
    preparing.name_a_partner(page)
    preparing.build_programme(page)
    preparing.set_up_registration(page)
    preparing.set_up_gates(page)
    preparing.set_certificate_rule(page)
    preparing.publish(page)


def take_part(page: Page) -> str:
    participant.find_the_event(page)
    participant.look_at_the_programme(page)
    participant.register(page)
    return participant.ticket_code(page)


def come_in(page: Page, pairing: str, code: str, clock: Hands) -> None:
    at_the_door.pair(page, pairing, DOORS_OPEN)
    at_the_door.go_to_the_session(page)
    page.clock.set_system_time(DOORS_OPEN)
    at_the_door.scan(page, code)
    at_the_door.answered(page, "admitted", "good")
    expect(page.locator("[data-who]")).to_contain_text(participant.NAME[0])
    clock.move_to(DURING)
    page.clock.set_system_time(DURING)
    at_the_door.scan(page, code)
    at_the_door.answered(page, "repeated", "warn")
    expect(page.locator("[data-why]")).to_contain_text("09:20")
    expect(page.locator("[data-queue]")).to_have_attribute("data-length", "0")


def verify(page: Page, address: str) -> None:
    page.goto(address)
    facts = page.locator(".verdict.good")
    expect(facts.get_by_role("heading")).to_have_text(said("This certificate is valid", "ar"))
    labels = [said(label, "ar") for label in ("Name", "Event", "Attendance")]
    assert facts.locator("dt").all_inner_texts() == labels
    assert facts.locator("dd").all_inner_texts() == [participant.NAME[1], TITLE["ar"], "ساعتان"]
    assert participant.ADDRESS not in page.content()


def find_revoked(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".verdict.bad").get_by_role("heading")).to_have_text(said("This certificate was revoked", "ar"))
    expect(page.locator(".verdict.good")).to_have_count(0)
