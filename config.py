"""Every setting of Nadwa. Environment variables are read here and nowhere else; docs/operations.md lists them."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

ROOT = Path(__file__).resolve().parent
ENVIRONMENTS = ("production", "development", "testing")
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")
SHORTEST_SECRET = 32
PASSWORD = re.compile(r"(?<=:)[^:/@]+(?=@)")  # in user:password@host
ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)+")
SENDER = re.compile(rf"{ADDRESS.pattern}|[^<>\r\n]+ <{ADDRESS.pattern}>")


class ConfigError(Exception):
    """A setting is missing or wrong; the message names it and says what it takes."""


@dataclass(frozen=True)
class Setting:
    """One environment variable: how it is read, what it is when unset, and what it means."""

    name: str
    read: Callable[[str], Any]
    default: str
    meaning: str
    key: str | None = None
    secret: bool = False  # not to be shown, whatever is wrong with it


def text(value: str) -> str:
    return value


def secret(value: str) -> str:
    if value and len(value) < SHORTEST_SECRET:
        raise ValueError(f"at least {SHORTEST_SECRET} characters that nobody guesses")
    return value


def whole_number(low: int, high: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        number = int(value) if re.fullmatch(r"-?[0-9]{1,9}", value) else None
        if number is None or not low <= number <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return number

    return read


def one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise ValueError("one of " + ", ".join(choices))
        return value

    return read


def yes_or_no(value: str) -> bool:
    answers = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if value.lower() not in answers:
        raise ValueError("yes or no")
    return answers[value.lower()]


def address(value: str, wanted: str, *schemes: str) -> SplitResult:
    """The parts of an address with one of these schemes and a port that can be; `wanted` says what is taken instead."""
    try:
        parts = urlsplit(value)
        if parts.scheme in schemes and (parts.port or 1) > 0:
            return parts
    except ValueError:  # a bracket left open, a port that is no number
        pass
    raise ValueError(wanted)


def database_url(value: str) -> str:
    wanted = "an address such as sqlite:////var/lib/nadwa/nadwa.sqlite3 (four strokes: a whole path) or postgresql://user@host/name"
    parts = address(value, wanted, *DATABASES)
    if parts.scheme == "sqlite" and (parts.netloc or not parts.path.startswith("//") or parts.path.endswith("/")):
        raise ValueError(wanted)
    return value.replace("postgresql://", "postgresql+psycopg://", 1)


def public_url(value: str) -> str:
    wanted = "an address that starts with http:// or https:// and ends with the host, such as https://events.example.org"
    if value:
        parts = address(value, wanted, "http", "https")
        if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
            raise ValueError(wanted)
    return value.rstrip("/")


def redis_url(value: str) -> str:
    wanted = "an address such as redis://:password@host:6379/0"
    if value and not address(value, wanted, "redis", "rediss").hostname:
        raise ValueError(wanted)
    if value and find_spec("redis") is None:
        raise ConfigError("REDIS_URL needs the Python package redis: .venv/bin/python -m pip install redis")
    return value


def smtp_url(value: str) -> str:
    wanted = "an address such as smtp://user:password@mail.example.org:587"
    if value and not address(value, wanted, "smtp", "smtps").hostname:
        raise ValueError(wanted)
    return value


def sender(value: str) -> str:
    if not SENDER.fullmatch(value):
        raise ValueError("an e-mail address such as events@example.org, or a name and one: Events <events@example.org>")
    return value


SETTINGS = (
    Setting("NADWA_ENV", one_of(*ENVIRONMENTS), "production", "production, development or testing"),
    Setting(
        "NADWA_URL",
        public_url,
        "",
        "Address under which the public reaches the instance; used in letters, QR codes and calendars. Unset: the address of each request",
    ),
    Setting(
        "SECRET_KEY",
        secret,
        "",
        "Signs sessions and links; 32 characters or more. Unset: made once and kept in instance/secret-key",
        secret=True,
    ),
    Setting(
        "DATABASE_URL",
        database_url,
        f"sqlite:///{ROOT / 'instance' / 'nadwa.sqlite3'}",
        "SQLite or PostgreSQL address; unset: instance/nadwa.sqlite3",
        "SQLALCHEMY_DATABASE_URI",
    ),
    Setting("PORT", whole_number(1, 65535), "8000", "Port of the web server"),
    Setting("HOST", text, "127.0.0.1", "Address the web server listens on"),
    Setting("WEB_WORKERS", whole_number(1, 64), "2", "Web server processes"),
    Setting(
        "STORAGE_DIR",
        text,
        str(ROOT / "instance" / "files"),
        "Folder, or fsspec address such as s3://bucket/prefix, that keeps uploaded and issued files; unset: instance/files",
    ),
    Setting(
        "QUEUE_DIR", text, str(ROOT / "instance"), "Folder of the job queue and of the rate limits when REDIS_URL is unset; unset: instance"
    ),
    Setting(
        "REDIS_URL",
        redis_url,
        "",
        "Redis address for the job queue and the rate limits of several machines; unset: both in QUEUE_DIR",
    ),
    Setting(
        "SMTP_URL",
        smtp_url,
        "",
        "Mail server, smtp:// or smtps://; unset: mail is kept in the outbox and read in the interface",
    ),
    Setting("MAIL_FROM", sender, "nadwa@localhost.example", "Sender of every message"),
    Setting(
        "TRUSTED_PROXIES",
        whole_number(0, 5),
        "0",
        "How many reverse proxies in front set X-Forwarded-For; 0 trusts none",
    ),
    Setting("MAX_UPLOAD_MB", whole_number(1, 200), "10", "Largest upload, in megabytes"),
    Setting("DEFAULT_LOCALE", one_of("fr", "ar", "en"), "fr", "Language when neither the address nor the browser says"),
    Setting("RATE_LIMITS", yes_or_no, "yes", "Whether sign-in, registration and verification are limited per address"),
    Setting("DEMO", yes_or_no, "yes", "Whether the first `make run` loads the demonstration events"),
)


def load(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Read every setting; raises ConfigError naming the first one that is wrong."""
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        raw = environ.get(setting.name, "").strip() or setting.default
        try:
            values[setting.key or setting.name] = setting.read(raw)
        except ValueError as error:
            shown = f"{len(raw)} characters long" if setting.secret else repr(PASSWORD.sub("…", raw))
            raise ConfigError(f"{setting.name} is {shown}, but it takes {error}.") from None
    values["SECRET_KEY"] = values["SECRET_KEY"] or kept_secret(ROOT / "instance" / "secret-key")
    return values | derived(values)


def derived(values: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of Flask and its extensions that follow from ours."""
    secure = str(values["NADWA_URL"]).startswith("https://")
    return {
        "TESTING": values["NADWA_ENV"] == "testing",
        "MAX_CONTENT_LENGTH": (values["MAX_UPLOAD_MB"] + 1) * 1024 * 1024,  # a file of that size, and the form around it
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "SESSION_COOKIE_NAME": "nadwa",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_SECURE": secure,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": values["DEFAULT_LOCALE"],
        "RATELIMIT_ENABLED": values["RATE_LIMITS"],
    }


def kept_secret(path: Path) -> str:
    """The instance's secret: made on first use, readable by its owner only. Raises ConfigError where none can be kept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass  # kept before, or made by another process in the same moment
        kept = path.read_text().strip()
    except OSError as error:
        raise ConfigError(f"SECRET_KEY is not set, and {path} cannot keep one: {error.strerror}.") from None
    if len(kept) < SHORTEST_SECRET:
        raise ConfigError(f"SECRET_KEY is not set, and {path} is damaged: restore it, or remove it (links sent so far die with it).")
    return kept
