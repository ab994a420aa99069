"""docs/operations.md lists every setting, and the start names the one that is wrong."""

from __future__ import annotations

import re

import pytest

import config

TABLE = re.compile(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`|–) \| (.+) \|$", re.MULTILINE)
pytestmark = pytest.mark.structure


def test_the_operations_guide_lists_every_setting_with_its_default_and_meaning() -> None:
    listed = {name: (default, meaning) for name, default, meaning in TABLE.findall((config.ROOT / "docs/operations.md").read_text())}
    shown = {s.name: ("" if str(config.ROOT) in s.default else s.default, s.meaning) for s in config.SETTINGS}
    assert listed == shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("DATABASE_URL", "mysql://localhost/nadwa"),
        ("SMTP_URL", "mail.example.org"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "a@example.org\nBcc: b@example.org"),
        ("NADWA_URL", "events.example.org"),
        ("TRUSTED_PROXIES", "-1"),
        ("DEFAULT_LOCALE", "de"),
        ("NADWA_ENV", "staging"),
        ("RATE_LIMITS", "perhaps"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence_that_names_it(name: str, value: str) -> None:
    with pytest.raises(config.ConfigError, match=name):
        config.load({name: value})


def test_only_the_settings_module_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(config.ROOT))
        for path in (config.ROOT / "app").rglob("*.py")
        if "os.environ" in path.read_text() or "getenv" in path.read_text()
    ]
    assert readers == []
