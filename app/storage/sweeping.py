"""What lies in the store and nobody refers to: uploads of forms that were given up, pictures that were replaced.

Storage knows no feature: who refers to a file is read from the foreign keys of every table, and asked of those who keep
ids elsewhere (`refers`)."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, select

from app.core import clock
from app.core.db import Base, db

from .models import StoredFile
from .service import place

KEPT = timedelta(hours=26)  # a form may be open for 24 hours before what was uploaded in it is handed in
CONTENT = re.compile(r"[0-9a-f]{64}(\.[0-9a-f]{32})?")  # with a second part, one that was being written when its process died
AT_ONCE = 500

Referrer = Callable[[], Iterable[int]]
log = logging.getLogger(__name__)
_referrers: list[Referrer] = []


def refers(referrer: Referrer) -> Referrer:
    """Register a feature that names files elsewhere than in a foreign key: it gives the ids of those it still needs."""
    _referrers.append(referrer)
    return referrer


def sweep() -> None:
    """Remove rows that nothing refers to, then content that has no row; neither younger than a day."""
    before = clock.now() - KEPT
    rows = _drop_rows(before)
    contents = _drop_contents(before)
    if rows or contents:
        log.info("storage: %s entries and %s files that nothing referred to are gone", rows, contents)


def _drop_rows(before: datetime) -> int:
    named = {file_id for referrer in _referrers for file_id in referrer()}
    unnamed = [~exists().where(column == StoredFile.id) for column in _foreign_keys()]
    old = [i for i in db.session.scalars(select(StoredFile.id).where(StoredFile.created_at < before, *unnamed)) if i not in named]
    for start in range(0, len(old), AT_ONCE):
        db.session.execute(delete(StoredFile).where(StoredFile.id.in_(old[start : start + AT_ONCE])))
    return len(old)


def _foreign_keys() -> list[Any]:
    """Every column of every table that points to a stored file."""
    target = StoredFile.__table__.c.id
    return [key.parent for table in Base.metadata.sorted_tables for key in table.foreign_keys if key.column is target]


def _drop_contents(before: datetime) -> int:
    files, root = place()
    found = files.find(root, detail=True) if files.exists(root) else {}
    old = {path: name for path, entry in found.items() if CONTENT.fullmatch(name := path.rpartition("/")[2]) and _since(entry) < before}
    known = _known(old.values())
    gone = [path for path, name in old.items() if name not in known]
    for path in gone:
        files.rm_file(path)
    return len(gone)


def _known(names: Iterable[str]) -> set[str]:
    wanted = sorted(set(names))
    found: set[str] = set()
    for start in range(0, len(wanted), AT_ONCE):
        found |= set(db.session.scalars(select(StoredFile.sha256).where(StoredFile.sha256.in_(wanted[start : start + AT_ONCE]))))
    return found


def _since(entry: dict[str, Any]) -> datetime:
    """When a file was written, as the local disk or S3 say it; now, where the store does not say."""
    when = entry.get("mtime") or entry.get("LastModified") or entry.get("created")
    if isinstance(when, int | float):
        return datetime.fromtimestamp(when, tz=UTC)
    return when if isinstance(when, datetime) else clock.now()
