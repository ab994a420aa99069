"""docs/operations.md lists every setting, and the start names the one that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import config

TABLE = re.compile(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`|–) \| (.+) \|$", re.MULTILINE)
KEY = {"SECRET_KEY": "long enough for anybody who guesses"}
pytestmark = pytest.mark.structure


def test_the_operations_guide_lists_every_setting_with_its_default_and_meaning() -> None:
    listed = {name: (default, meaning) for name, default, meaning in TABLE.findall((config.ROOT / "docs/operations.md").read_text())}
    shown = {s.name: ("" if str(config.ROOT) in s.default else s.default, s.meaning) for s in config.SETTINGS}
    assert listed == shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "too short"),
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "²"),
        ("WEB_WORKERS", "-2"),
        ("DATABASE_URL", "mysql://localhost/nadwa"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///nadwa.sqlite3"),
        ("DATABASE_URL", "postgresql://[localhost/nadwa"),
        ("DATABASE_URL", "postgresql://localhost:many/nadwa"),
        ("SMTP_URL", "mail.example.org"),
        ("SMTP_URL", "smtp://"),
        ("SMTP_URL", "smtp://mail.example.org:smtp"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "nobody@"),
        ("MAIL_FROM", "Events <events@example.org"),
        ("MAIL_FROM", "a@example.org\nBcc: b@example.org"),
        ("NADWA_URL", "events.example.org"),
        ("NADWA_URL", "https://"),
        ("NADWA_URL", "https://example.org/events"),
        ("REDIS_URL", "localhost:6379"),
        ("TRUSTED_PROXIES", "-1"),
        ("MAX_UPLOAD_MB", "1e3"),
        ("DEFAULT_LOCALE", "de"),
        ("NADWA_ENV", "staging"),
        ("RATE_LIMITS", "perhaps"),
        ("DEMO", "maybe"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence_that_names_it(name: str, value: str) -> None:
    with pytest.raises(config.ConfigError, match=f"^{name} is "):
        config.load({name: value})


def test_what_is_wrong_is_said_without_showing_a_secret() -> None:
    for wrong in (
        {"SECRET_KEY": "hunter2"},
        {"DATABASE_URL": "mysql://nadwa:hunter2@db/nadwa"},
        {"SMTP_URL": "smtp://nadwa:hunter2@mail:x"},
    ):
        with pytest.raises(config.ConfigError) as refused:
            config.load(wrong)
        assert "hunter2" not in str(refused.value)


def test_an_empty_setting_is_an_unset_one() -> None:
    assert config.load({setting.name: " " for setting in config.SETTINGS if setting.name != "SECRET_KEY"} | KEY) == config.load(KEY)


@pytest.mark.parametrize(
    ("name", "value", "key", "read"),
    [
        ("DATABASE_URL", "postgresql://nadwa@/nadwa?host=/run/postgresql", "SQLALCHEMY_DATABASE_URI", "postgresql+psycopg://nadwa@/nadwa?host=/run/postgresql"),
        ("DATABASE_URL", "sqlite:////srv/nadwa.sqlite3", "SQLALCHEMY_DATABASE_URI", "sqlite:////srv/nadwa.sqlite3"),
        ("NADWA_URL", "https://events.example.org/", "NADWA_URL", "https://events.example.org"),
        ("MAIL_FROM", "Colloques <events@mail.example.org>", "MAIL_FROM", "Colloques <events@mail.example.org>"),
        ("SMTP_URL", "smtps://nadwa:pass@mail.example.org", "SMTP_URL", "smtps://nadwa:pass@mail.example.org"),
    ],
)  # fmt: skip
def test_a_right_setting_is_read(name: str, value: str, key: str, read: str) -> None:
    assert config.load({name: value, **KEY})[key] == read


def test_redis_without_its_package_is_refused_with_the_package_s_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "find_spec", lambda _name: None)
    with pytest.raises(config.ConfigError, match=r"^REDIS_URL needs the Python package redis"):
        config.load({"REDIS_URL": "redis://localhost:6379/0"})


def test_a_secret_is_made_once_and_a_damaged_one_is_not_used(tmp_path: Path) -> None:
    kept = tmp_path / "instance" / "secret-key"
    made = config.kept_secret(kept)
    assert len(made) >= config.SHORTEST_SECRET
    assert config.kept_secret(kept) == made
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.write_text("")
    with pytest.raises(config.ConfigError, match=r"^SECRET_KEY is not set, and .* is damaged"):
        config.kept_secret(kept)


def test_a_secret_that_cannot_be_kept_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "instance").write_text("a file where a folder is wanted")
    with pytest.raises(config.ConfigError, match=r"^SECRET_KEY is not set, and .* cannot keep one"):
        config.kept_secret(tmp_path / "instance" / "secret-key")


def test_only_the_settings_module_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(config.ROOT))
        for path in (config.ROOT / "app").rglob("*.py")
        if "os.environ" in path.read_text() or "getenv" in path.read_text()
    ]
    assert readers == []
