"""What no honest person types, form by form: where it is said, and in which words. Registration's own form has its table beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.events.models import Precision
from tests.security.samples import World
from tests.security.sound import Values, _id

NOT_A_CHOICE, NO_NUMBER, NO_DATE = "Not a valid choice", "Not a valid integer value", "Give a date that exists"
YEAR, NO_ADDRESS = "Give a year between 1900 and 2200.", "This does not look like an e-mail address."
HUGE = "99999999999999999999"
Made = Callable[[World, World], Any]


@dataclass(frozen=True)
class Bad:
    """One departure from a sound form. `field` is the id beside which the words stand; "" when they stand at the top."""

    field: str
    words: str
    changes: Values

    def values(self, world: World, other: World) -> Values:
        return {name: value(world, other) if callable(value) else value for name, value in self.changes.items()}


def bad(field: str, words: str, **changes: Any) -> Bad:
    """`field` takes the value under its own name unless other names are given."""
    return Bad(field, words, {name.replace("__", "-"): value for name, value in changes.items()})


def each(field: str, words: str, *values: Any, name: str = "") -> list[Bad]:
    return [Bad(field, words, {name or field: value}) for value in values]


def theirs(thing: str) -> Made:
    """The id of another event's thing."""
    return lambda _world, other: str(_id(getattr(other, thing)))


def ids(field: str, *others: Any, name: str = "") -> list[Bad]:
    """A choice by id: not on the list, absurd, negative, other events', and no number."""
    return each(field, NOT_A_CHOICE, "987654321", HUGE, "-1", *others, name=name) + each(
        field, "hoice", "x", "1; DROP TABLE event", name=name
    )


def addresses(field: str) -> list[Bad]:
    broken = (
        "amina",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org, b@example.org",
        "a@b",
        "<a@example.org>",
        f"{'x' * 300}@example.org",
        "awä@example.org",
        "awa\u200f@example.org",
        "awa\u202e@example.org\u200b@",
    )
    return each(field, NO_ADDRESS, *broken)


def texts(field: str, limit: int) -> list[Bad]:
    """A text in three languages that has to be there."""
    empty = {f"{field}-{code}": " " for code in ("fr", "ar", "en")}
    return [
        Bad(field, "Give this text in one language at least.", empty),
        Bad(field, f"At most {limit} characters.", {f"{field}-ar": "ن" * (limit + 1)}),
    ]


def undated(world: World, _other: World) -> str:
    """What publishes an event, which has no days to be announced."""
    world.event.precision, world.event.starts_at, world.event.ends_at = Precision.UNKNOWN, None, None
    return "published"


NAMES = [
    bad("given_name", "in Latin or in Arabic letters", given_name="", family_name=""),
    bad("given_name", "in Latin or in Arabic letters", given_name="\u200b\u00ad", family_name="\u2800\u3164"),
    bad("given_name", "in Latin or in Arabic letters", given_name="\u200d\u200f", family_name="\u202e\x07"),
    *each("family_name", "At most 120 characters.", "x" * 121, "x" * 100_000),
]

CATALOGUE: dict[str, list[Bad]] = {
    "event": [
        *texts("title", 200),
        *ids("kind"), *ids("series"), *ids("venue"),
        *each("precision", NOT_A_CHOICE, "century", ""),
        *each("zone", NOT_A_CHOICE, "Africa/Atlantis", "../../etc/passwd", ""),
        *each("languages", "This is not one of the choices.", ["fr", "tlh"]),
        *each("themes", "This is not one of the choices.", ["987654321"], [HUGE]),
        *each("starts_on", NO_DATE, "14/12/2026", "2026-02-30", "2026-13-01", "soon"),
        *each("starts_on", YEAR, "0001-01-01", "1899-12-31", "9999-12-31"),
        *each("starts_time", "Give a time between 00:00 and 23:59.", "25:00", "nine"),
        bad("ends_on", "The end comes before the start.", ends_on="2026-12-13"),
        bad("ends_on", "The end comes before the start.", ends_on="2026-12-14", ends_time="09:00"),
        bad("ends_on", "An event lasts a year at most", ends_on="2028-12-14"),
        bad("starts_on", "Say when it starts", starts_on=""),
        bad("starts_time", "Give the hour, or say that only the days are known.", starts_time=""),
        *addresses("contact_email"),
        bad("summary", "At most 500 characters.", summary__fr="x" * 501),
        bad("description", "At most 20000 characters.", description__fr="x" * 100_000),
    ],
    "session": [
        *texts("title", 200),
        *each("kind", NOT_A_CHOICE, "party", ""),
        *each("day", NOT_A_CHOICE, "2026-12-16", "2026-02-30", "0001-01-01", ""),
        *ids("room", theirs("room")),
        *each("language", NOT_A_CHOICE, "tlh"),
        *each("start", "Not a valid time value", "25:00", "x"),
        bad("end", "Say when it ends.", end=""),
        bad("end", "The session ends before it starts.", end="09:00"),
        bad("end", "The session ends before it starts.", end="10:00"),
    ],
    "talk": [*texts("title", 200), *each("minutes", NO_NUMBER, "x", "1.5", "9" * 5000), *each("minutes", "From 1 to 1440 minutes.", "0", "-5", HUGE)],
    "speaker": [*each("", NOT_A_CHOICE, "king", "", name="known-role")],
    "partner": [*ids("organisation"), *each("role", NOT_A_CHOICE, "owner", "")],
    "cancellation": [*texts("reason", 400), bad("", "cannot become", to="draft"), bad("", "cannot become", to="published")],
    "decline": [bad("", "A reason has at most 500 characters.", reason="x" * 501)],
    "decline many": [bad("", "A reason has at most 500 characters.", reason="x" * 501)],
    "remove a delegate": [bad("", "A reason has at most 500 characters.", reason="x" * 501)],
    "publish": [bad("precision", "Give the days and hours before publishing.", to=undated)],
    "clone": [*texts("title", 200), *each("starts_on", NO_DATE, "x"), *each("starts_on", YEAR, "9999-12-31", "0001-01-01")],
    "registration by hand": [*NAMES, *each("country", NOT_A_CHOICE, "XX", "MAR"), *ids("category", theirs("category")), *each("email", "This is not an e-mail address.", "x", "a@example.org\nBcc: b@example.org")],
    "registration form": [
        *each("capacity", NO_NUMBER, "many", "9" * 5000), *each("capacity", "From 0 to 100,000.", "-1", HUGE),
        *ids("category_id", theirs("category")),
        *each("opens_at", "Give a day and an hour that exist.", "x", "2026-02-30T10:00"),
        *each("opens_at", YEAR, "0001-01-01T00:00", "9999-12-31T23:59"),
        bad("closes_at", "Registration must close after it opens.", closes_at="2026-10-01T09:00"),
    ],
    "question": [*texts("label", 300), *each("limit", NO_NUMBER, "x"), *each("limit", "is out of range", "0", "-1", "501", HUGE)],
    "category": [
        *texts("name", 80), *each("letter", "One or two letters or digits.", "ABC", "<b>", "\u202eP\u202c<"), bad("letter", "Please fill this in.", letter=""),
        *each("colour", "A colour is written like #1c4e80.", "red", "#12345", "url(x)", "#zzzzzz"), *each("zones", "A zone is one to four letters or digits.", "ABCDE", "A-B", "<i>"),
    ],
    "delegation": [
        *each("kind", NOT_A_CHOICE, "army", ""), *each("country", NOT_A_CHOICE, "XX"), *ids("organisation"),
        bad("country", "Choose a country or an organisation, one of the two.", country=""),
        bad("country", "Choose a country or an organisation, one of the two.", organisation=lambda w, _o: str(_id(w.organisation))),
        *each("places_member", "A number from 0 to 500.", "-1", "501", HUGE), *each("places_head", "A number from 0 to 1.", "2"),
        *addresses("focal_point_email"),
    ],
    "delegate": [*NAMES, *each("capacity", NOT_A_CHOICE, "spy"), *ids("category", theirs("category")), *each("country", NOT_A_CHOICE, "XX"), *each("locale", NOT_A_CHOICE, "tlh"), *addresses("email")],
    "gate": [
        *texts("name", 120), *each("kind", NOT_A_CHOICE, "window"), *ids("session_id", theirs("session")), *each("zone", NOT_A_CHOICE, "Z"),
        bad("closes_at", "The gate closes before it opens.", opens_at="2026-12-14T10:00", closes_at="2026-12-14T09:00"),
        *each("opens_at", YEAR, "0001-01-01T00:00", "9999-12-31T23:59"), bad("session_id", "A session's door needs its session.", kind="session"),
    ],
    "device": [bad("device_name", "Give the device a name.", device_name=" "), bad("gates", "Choose at least one gate.", gates=[]),
               *each("gates", "not a valid choice", ["987654321"], [HUGE], theirs("gate"))],
    "walk-in": [*NAMES, *ids("category_id", theirs("category")), *each("email", "Write an address such as", "x", "a@example.org\r\nBcc: b@example.org")],
    "certificate rule": [*each("hours", "Not a valid decimal value", "x"), *each("hours", "From 0 to 200 hours.", "-1", "201", "1e300", "nan", "inf"), bad("citation", "At most 240 characters.", citation__fr="x" * 241)],
    "badges": [*each("design", NOT_A_CHOICE, "a0"), *each("who", NOT_A_CHOICE, "them"), *ids("category", theirs("category"))],
    "publication": [*texts("title", 300), *each("kind", NOT_A_CHOICE, "novel"), *each("year", "Give a year between", "0", "-1", "9999", HUGE), *each("themes", "This is not one of the choices.", ["987654321"]),
                    *each("file_language", NOT_A_CHOICE, "tlh")],
    "team": [*addresses("email"), bad("email", "No active account has this address", email="nobody@example.org"), *each("role", NOT_A_CHOICE, "owner", "administrator")],
    "venue": [*texts("name", 200), *each("country", NOT_A_CHOICE, "XX"), *each("latitude", "Between -90 and 90.", "91", "-1e9", "nan", "inf"), *each("longitude", "Not a valid float value", "east")],
    "room": [*texts("name", 120), *each("seats", "Between 0 and 100000.", "-1", HUGE), *each("seats", NO_NUMBER, "x", "9" * 5000)],
    "kind": texts("label", 60),
    "series": texts("name", 200),
    "theme": [*texts("name", 120), *ids("parent")],
    "organisation": [*texts("name", 200), *each("kind", NOT_A_CHOICE, "mafia"), *each("country", NOT_A_CHOICE, "XX"), bad("short_name", "At most 40 characters.", short_name="x" * 41),
                     *each("url", "Give an address that starts with https://", "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "//example.org", "x")],
    "institution": [*texts("name", 200), bad("short_name", "Give the short name.", short_name=""), *each("accent", "A colour such as #17595a.", "red", "#17595a;x", "#17595"), *each("zone", NOT_A_CHOICE, "Mars/Base"),
                    *each("locale", NOT_A_CHOICE, "tlh"), *addresses("email"), *each("url", "An address that starts with https://.", "javascript:alert(1)", "x")],
    "account": [bad("name", "Give the name.", name=" "), bad("name", "At most 200 characters.", name="x" * 201), *addresses("email"), *each("site_role", NOT_A_CHOICE, "king"), *each("locale", NOT_A_CHOICE, "tlh")],
    "own account": [bad("name", "Give the name.", name="\u202e \u202c"), *each("locale", NOT_A_CHOICE, "../en")],
}  # fmt: skip


def departures() -> Iterator[tuple[str, Bad]]:
    for name, cases in CATALOGUE.items():
        yield from ((name, case) for case in cases)
