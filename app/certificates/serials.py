"""Serial numbers that cannot be guessed and that notice a slip of the pen: NDW-2026-7K3Q-9XPA-4M2C.

Eleven random signs of 31 (54 bits) and one check sign: a weighted sum modulo the prime 31, so every single wrong sign and every
exchange of two is noticed."""

from __future__ import annotations

import re
import secrets
import unicodedata

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0, 1, I, L, O
SHAPE = re.compile(rf"NDW([0-9]{{4}})([{SIGNS}]{{12}})")
NOT_SIGNS = re.compile(r"[^0-9A-Z]")


def new_serial(year: int) -> str:
    body = "".join(secrets.choice(SIGNS) for _ in range(11))
    signs = body + _check(f"{year:04d}{body}")
    return _written(f"{year:04d}", signs)


def read_serial(text: str) -> str | None:
    """The serial as it stands on paper, from what somebody typed or scanned, in the figures of any script; None when it cannot be one."""
    typed = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text[:60].upper())
    found = SHAPE.fullmatch(NOT_SIGNS.sub("", typed))
    if found is None or found[2][-1] != _check(found[1] + found[2][:-1]):
        return None
    return _written(*found.groups())


def _written(year: str, signs: str) -> str:
    return f"NDW-{year}-{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def _check(signs: str) -> str:
    total = sum(weight * (SIGNS.find(sign) if sign in SIGNS else int(sign) + 29) for weight, sign in enumerate(signs, 1))
    return SIGNS[total % 31]
