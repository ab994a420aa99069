"""Magic links: signed, for one purpose, expiring, and dead as soon as the generation of what they open has moved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from .errors import Gone


def _signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key, salt=f"nadwa.{purpose}")  # type: ignore[arg-type]


def sign(purpose: str, object_id: int, generation: int) -> str:
    """A link's token that names what it opens."""
    return _signer(purpose).dumps([object_id, generation])


def read(purpose: str, token: str, *, max_age: timedelta) -> tuple[int, int]:
    """(object id, generation) of a token; raises Gone for one that is forged, for another purpose, or too old.

    The caller compares the generation with that of the object."""
    try:
        value: Any = _signer(purpose).loads(token, max_age=int(max_age.total_seconds()))
        object_id, generation = value
        return int(object_id), int(generation)
    except SignatureExpired:
        raise Gone(_l("This link has expired. Ask for a new one.")) from None
    except (BadSignature, TypeError, ValueError):
        raise Gone(_l("This link is not valid. Check that it was copied whole.")) from None
