"""What people type, set as printers set it: a French sign of two parts never stands alone at the head of a line."""

from __future__ import annotations

import re

NARROW, WIDE = "\u202f", "\u00a0"
SIGNS = re.compile(r" ([;!?])(?=\s|<|$)")
COLON = re.compile(r" :(?=\s|<|$)")
QUOTES = re.compile(r"« | »")


def french(words: str) -> str:
    """French text or HTML with spaces that do not break before ; ! ? and the colon, and inside « » (Imprimerie nationale, "Lexique des règles typographiques")."""
    words = SIGNS.sub(rf"{NARROW}\1", words)
    words = COLON.sub(f"{WIDE}:", words)
    return QUOTES.sub(lambda found: found[0].replace(" ", WIDE), words)
