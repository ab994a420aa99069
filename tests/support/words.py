"""What the interface says, in each of its languages."""

from __future__ import annotations

import polib

from tests.support.server import ROOT


def said(message: str, locale: str) -> str:
    """A sentence of the interface as the catalogue has it. Fails for one that the catalogue lacks."""
    catalogue = polib.pofile(str(ROOT / "app" / "translations" / locale / "LC_MESSAGES" / "messages.po"))
    entry = catalogue.find(message)
    assert entry is not None, f"{locale} lacks “{message}”"
    assert entry.translated(), f"{locale} does not translate “{message}”"
    text: str = entry.msgstr
    return text
