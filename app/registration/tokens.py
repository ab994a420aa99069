"""What opens a registration: the badge's opaque code, and the signed link of its letters."""

from __future__ import annotations

import base64
import secrets
from datetime import timedelta

from flask_babel import lazy_gettext as _l

from app.core import tokens
from app.core.db import db
from app.core.errors import Gone

from .models import Registration

PURPOSE = "registration"
LINK_AGE = timedelta(days=400)


def new_badge_token() -> str:
    """20 upper-case base32 characters, 100 random bits: opaque, and alphanumeric so that the QR code stays small."""
    return base64.b32encode(secrets.token_bytes(13))[:20].decode()


def link_token(registration: Registration) -> str:
    """The token of the participant's own page."""
    return tokens.sign(PURPOSE, registration.id, registration.link_generation)


def open_link(token: str) -> Registration:
    """The registration a link opens. Raises Gone for a link that is forged, too old or withdrawn."""
    registration_id, generation = tokens.read(PURPOSE, token, max_age=LINK_AGE)
    registration = db.session.get(Registration, registration_id)
    if registration is None or registration.link_generation != generation:
        raise Gone(_l("This link was withdrawn. The latest letter has the one that works."))
    return registration
