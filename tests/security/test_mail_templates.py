"""Every letter has a subject, a text and a page, whatever its reader's language."""

from __future__ import annotations

import pytest

import config

pytestmark = pytest.mark.structure
FOLDER = config.ROOT / "templates" / "mail"
LETTERS = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
