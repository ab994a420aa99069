"""Decisions about accounts that need no database."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l

SHORTEST, LONGEST = 10, 200
DISTINCT = 5
OBVIOUS = frozenset(
    [
        "password",
        "passw",
        "motdepasse",
        "azertyuiop",
        "azerty",
        "qwertyuiop",
        "qwerty",
        "abcdefghij",
        "administrator",
        "administrateur",
        "letmein",
        "welcome",
        "bienvenue",
        "iloveyou",
        "soleil",
        "nadwa",
        "seminaire",
        "colloque",
        "symposium",
        "maroc",
        "morocco",
        "sénégal",
        "senegal",
    ]
)


def weakness(password: str, *, email: str = "", name: str = "") -> Any:
    """Why a password will not do, as a sentence; None when it will."""
    if len(password) < SHORTEST:
        return _l("Use %(count)s characters or more; a short sentence is easy to remember.", count=SHORTEST)
    if len(password) > LONGEST:
        return _l("At most %(limit)s characters.", limit=LONGEST)
    plain = unicodedata.normalize("NFKC", password).casefold()
    if len(set(plain)) < DISTINCT:
        return _l("This is too easy to guess: it repeats the same few characters.")
    letters = "".join(c for c in plain if c.isalpha())
    if letters in OBVIOUS or letters in {word * 2 for word in OBVIOUS} or plain.isdecimal():
        return _l("This is among the first passwords that anyone would try.")
    own = {email.casefold(), email.casefold().partition("@")[0], name.casefold()}
    if plain in own or letters in {"".join(c for c in word if c.isalpha()) for word in own if word}:
        return _l("This is your own name or address; choose something that others do not know.")
    return None


def local_path(target: str | None) -> str | None:
    """A path of this site to go on to; None for whatever might lead elsewhere."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    if "\\" in target or any(ord(c) < 33 or ord(c) == 127 for c in target):
        return None
    return target.removesuffix("?")


def normal_email(address: str) -> str:
    """An address as accounts keep it: trimmed, in lower case."""
    return address.strip().lower()
