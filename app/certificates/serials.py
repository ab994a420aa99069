"""Serial numbers that cannot be guessed and that notice a slip of the pen: NDW-2026-7K3Q-9XPA-4M2C.

Eleven random signs of 31 (54 bits) and one check sign: a weighted sum modulo the prime 31, so every single wrong sign and every
exchange of two is noticed."""

from __future__ import annotations

import re
import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0, 1, I, L, O
SHAPE = re.compile(rf"NDW-\d{{4}}(-[{SIGNS}]{{4}}){{3}}")
DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "_": "-", " ": "", "\u200e": "", "\u200f": ""})


def new_serial(year: int) -> str:
    body = "".join(secrets.choice(SIGNS) for _ in range(11))
    signs = body + _check(f"{year:04d}{body}")
    return f"NDW-{year:04d}-{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def read_serial(text: str) -> str | None:
    """The serial as it stands on paper, from what somebody typed or scanned; None when it cannot be one."""
    serial = text[:60].strip().upper().translate(DASHES)
    if not SHAPE.fullmatch(serial):
        return None
    signs = serial[4:].replace("-", "")
    return serial if signs[-1] == _check(signs[:-1]) else None


def _check(signs: str) -> str:
    total = sum(weight * (SIGNS.find(sign) if sign in SIGNS else int(sign) + 29) for weight, sign in enumerate(signs, 1))
    return SIGNS[total % 31]
