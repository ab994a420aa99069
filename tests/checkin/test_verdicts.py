"""One table, two judges: the server's rules and the device's."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from app.checkin.models import Direction, Verdict
from app.checkin.readings import Refused, read_code
from app.checkin.rules import Badge, Door, Presence, decide, door
from app.core.search import fold
from app.registration.models import State

HERE = Path(__file__).parent
CASES = json.loads((HERE / "verdicts.json").read_text(encoding="utf-8"))
READINGS = json.loads((HERE / "readings.json").read_text(encoding="utf-8"))


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_server_judges_by_the_table(case):
    badge = case["badge"] and Badge(State(case["badge"]["state"]), frozenset(case["badge"]["zones"]), case["badge"]["voided"])
    last = case["last"] and Presence(Verdict(case["last"]["v"]), "first", instant(case["last"]["at"]))
    way = Door(case["door"]["zone"], instant(case["door"]["opens"]), instant(case["door"]["closes"]))
    decision = decide(badge, way, last, Direction(case["direction"]), instant(case["at"]))
    answer = {"verdict": decision.verdict.value}
    if decision.repeats:
        answer["first_at"] = decision.repeats.at.isoformat()
    assert answer == case["answer"]


def test_the_table_knows_every_verdict_on_a_badge():
    assert {case["answer"]["verdict"] for case in CASES} == {verdict.value for verdict in Verdict} - {"undone"}


def test_the_device_judges_by_the_same_table():
    node = shutil.which("node")
    assert node, "Node is needed to test what runs on devices"
    done = subprocess.run([node, "--test", HERE / "verdicts.test.mjs"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert f"pass {len(CASES) + 3}" in done.stdout


@pytest.mark.parametrize(("raw", "code"), READINGS["codes"])
def test_codes_are_read_as_the_device_reads_them(raw, code):
    assert read_code(raw) == code


@pytest.mark.parametrize("raw", ["", " ", "/", "\x00\x01", "x" * 401, "x" * 81, None, 7, ["x"]])
def test_what_is_no_code_is_refused(raw):
    with pytest.raises(Refused):
        read_code(raw)


@pytest.mark.parametrize(("name", "folded"), READINGS["names"])
def test_names_are_folded_as_on_the_device(name, folded):
    assert fold(name) == folded


def test_a_sessions_door_follows_the_session_where_the_gate_says_nothing():
    times = (datetime(2026, 12, 14, 10), datetime(2026, 12, 14, 12))
    followed = door("", None, None, times, "Europe/Paris")
    assert (followed.opens.isoformat(), followed.closes.isoformat()) == ("2026-12-14T08:30:00+00:00", "2026-12-14T11:00:00+00:00")
    own = door("", datetime(2026, 12, 14, 9), None, times, "Europe/Paris")
    assert own.opens.isoformat() == "2026-12-14T08:00:00+00:00"
    assert door("", None, None, None, "Europe/Paris").lets_in_at(own.opens)
