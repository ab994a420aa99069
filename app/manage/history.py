"""What happened to an event, a page at a time, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.agenda.models import Session
from app.audit.models import AuditEntry
from app.core.db import db
from app.core.i18n import language_name
from app.core.locales import current_locale
from app.core.pages import Page, paginate
from app.core.types import LOCALES, Translated
from app.core.zones import to_local
from app.delegations.models import Delegation
from app.delegations.words import delegation_name
from app.events.models import Event
from app.registration.models import Registration

from .columns import label, value_label
from .sentences import sentence

SIZE, LONGEST = 50, 160


class Change(NamedTuple):
    field: str
    before: str
    after: str


class Line(NamedTuple):
    when: Any
    who: str
    what: str
    thing: str
    changes: list[Change]


def history(event: Event, *, number: int) -> tuple[Page[AuditEntry], list[Line]]:
    """One page of the trail; the objects' names are read in one query per kind."""
    query = select(AuditEntry).where(AuditEntry.event_id == event.id).order_by(AuditEntry.id.desc())
    page = paginate(query, number=number, size=SIZE)
    return page, lines_of(page.rows, event)


def lines_of(entries: Sequence[AuditEntry], event: Event, *, named: bool = True) -> list[Line]:
    """Entries as they are read; hours are those of the event. Objects are `named` but where all entries are about one."""
    names = _names(entries) if named else {}
    return [
        Line(
            to_local(entry.at, event.zone),
            entry.actor_name,
            sentence(entry.action),
            names.get((entry.object_type, entry.object_id), ""),
            list(_changes(entry.object_type, entry.difference)),
        )
        for entry in entries
    ]


def _changes(table: str, difference: dict[str, Any]) -> list[Change]:
    found = []
    for column, value in difference.items():
        before, after = value if isinstance(value, list) and len(value) == 2 else (None, value)
        if before != after and (name := label(column)):
            found += _by_language(name, before, after) or [Change(name, _words(table, column, before), _words(table, column, after))]
    return found


def _by_language(name: str, before: Any, after: Any) -> list[Change]:
    """Of a text in several languages, those that changed, each by its name: the reader's own may be as it was."""
    if not (before and after and _is_text(before) and _is_text(after)):
        return []
    changed = [code for code in LOCALES if before.get(code) != after.get(code)]
    return [Change(f"{name} · {language_name(code)}", _cut(before.get(code, "")), _cut(after.get(code, ""))) for code in changed]


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and set(value) <= set(LOCALES)


def _words(table: str, column: str, value: Any) -> str:
    """A value as a reader says it; ids and structures are only known to have changed."""
    if value is None or value in ("", {}, []) or column.endswith("_id") or isinstance(value, list):
        return ""
    if isinstance(value, bool):
        return str(gettext("yes") if value else gettext("no"))
    if isinstance(value, dict):
        text = Translated(value).render(current_locale()) if _is_text(value) else ""
    else:
        text = value_label(table, column, value) or f"{value}"
    return _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _names(entries: Any) -> dict[tuple[str, str], str]:
    """(table, id) -> how the object is called, for the kinds that have a name."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.object_id.isdecimal():
            wanted[entry.object_type].add(int(entry.object_id))
    found: dict[tuple[str, str], str] = {}
    for row in _rows(Registration, wanted, joinedload(Registration.person)):
        found["registration", str(row.id)] = row.person.name
    for row in _rows(Session, wanted):
        found["session", str(row.id)] = str(row.title)
    for row in _rows(Delegation, wanted, joinedload(Delegation.organisation)):
        found["delegation", str(row.id)] = delegation_name(row)
    return found


def _rows(model: Any, wanted: dict[str, set[int]], *options: Any) -> Any:
    ids = wanted.get(model.__tablename__)
    return db.session.scalars(select(model).where(model.id.in_(ids)).options(*options)) if ids else ()
