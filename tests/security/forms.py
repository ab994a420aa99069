"""Forms as a page offers them: their fields, filled in soundly; and what may be typed into each kind of field instead."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

HUGE, LONG = "9" * 25, "x" * 60_000
SOUND = {"date": "2026-12-14", "time": "10:00", "datetime-local": "2026-12-01T10:00", "number": "1", "email": "a@example.org", "url": "https://example.org/"}  # fmt: skip
HOSTILE = {
    "date": ("0001-01-01", "9999-12-31", "31/12/2026"),
    "time": ("25:00", "x"),
    "datetime-local": ("0001-01-01T00:00", "9999-12-31T23:59", "x"),
    "number": (HUGE, "-1", "nan", "9" * 5000),
    "email": ("a@example.org\r\nBcc: b@example.org", f"{LONG}@example.org"),
    "choice": ("nonsense", HUGE, "-1", "2147483647"),
    "text": (LONG, "\u202eevil\r\nBcc: x"),
}


def hostile_entries(fields: dict[str, tuple[str, str]]) -> Iterator[dict[str, str]]:
    """The form filled in soundly but for the fields of one kind, which all hold the same nonsense."""
    sound = {name: value for name, (_kind, value) in fields.items()}
    for kind, values in HOSTILE.items():
        aimed = [name for name, (its, _value) in fields.items() if its == kind]
        for value in values if aimed else ():
            yield sound | dict.fromkeys(aimed, value)


class Fields(HTMLParser):
    """{name: (kind, sound value)} of every form of a page that is sent by POST."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, tuple[str, str]]]] = []
        self._select: str | None = None
        self._textarea: str | None = None
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._open = given.get("method", "").lower() == "post"
            if self._open:
                self.forms.append((given.get("action") or "", {}))
        elif self._open and tag in ("input", "select", "textarea", "button", "option"):
            getattr(self, f"_{tag}_tag")(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False
        if tag == "select":
            self._select = None

    def _input_tag(self, given: dict[str, Any]) -> None:
        kind, name, value = given.get("type", "text"), given.get("name"), given.get("value") or ""
        if not name or kind in ("submit", "button"):
            return
        if kind in ("radio", "checkbox"):
            if "checked" in given or name not in self._fields:
                self._fields[name] = ("choice", value or "y")
        elif kind == "file":
            self._fields[name] = ("file", "")
        else:
            self._fields[name] = (kind if kind in HOSTILE else "text", value or SOUND.get(kind, "" if kind == "hidden" else "Text"))

    def _button_tag(self, given: dict[str, Any]) -> None:
        if given.get("name"):
            self._fields.setdefault(given["name"], ("choice", given.get("value") or ""))

    def _select_tag(self, given: dict[str, Any]) -> None:
        self._select = given.get("name")

    def _option_tag(self, given: dict[str, Any]) -> None:
        if self._select and (self._select not in self._fields or "selected" in given):
            self._fields[self._select] = ("choice", given.get("value") or "")

    def _textarea_tag(self, given: dict[str, Any]) -> None:
        if given.get("name"):
            self._fields[given["name"]] = ("text", "Text")

    @property
    def _fields(self) -> dict[str, tuple[str, str]]:
        return self.forms[-1][1]
