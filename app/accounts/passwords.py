"""Passwords, as argon2id hashes (RFC 9106; parameters of the OWASP cheat sheet: 19 MiB, two passes, one lane)."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY_KIB, PASSES = 19 * 1024, 2
_hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)


def digest(password: str) -> str:
    return _hasher.hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether `password` is the one that was kept. An account without one, or no account, costs the same time."""
    try:
        return _hasher.verify(kept or _nobody(), password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with older parameters and is made again at sign-in."""
    return _hasher.check_needs_rehash(kept)


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash that stands in where there is none, with the parameters of the day."""
    return _hasher.hash("nobody has this password")
