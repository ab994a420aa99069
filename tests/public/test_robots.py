"""What programs that collect pages are told."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest


@pytest.mark.parametrize(
    ("path", "open_to_all"),
    [
        ("/", True),
        ("/events/", True),
        ("/events/local-governance/programme", True),
        ("/verify/NDW-2026-7K3Q-9XPA-4M2C", True),
        ("/manage/events/local-governance/", False),
        ("/desk/1", False),
        ("/sign-in/abc", False),
        ("/certificates/abc.pdf", False),
    ],
)
def test_robots_stay_out_of_what_needs_an_account_a_device_or_a_personal_link(client, path, open_to_all):
    answer = client.get("/robots.txt")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    assert rules.can_fetch("*", path) is open_to_all


def test_links_of_a_registration_are_closed_to_robots(client):
    assert "Disallow: /events/*/registrations/" in client.get("/robots.txt").text.splitlines()
