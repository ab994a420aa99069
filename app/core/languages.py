"""The three languages. Stands apart from how a reader's is found, so that what draws on paper does without Flask."""

from __future__ import annotations

LOCALES = ("fr", "ar", "en")
RTL = frozenset({"ar"})
