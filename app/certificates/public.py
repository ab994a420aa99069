"""What anybody may ask: is this certificate genuine? And what its holder may fetch by the link of the letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.access import public
from app.core import tokens
from app.core.db import db
from app.core.errors import Gone
from app.core.locales import current_locale
from app.core.web import limiter
from app.registration import own
from app.registration.models import Registration
from app.storage import respond

from .models import Certificate, CertificateRole
from .queries import by_serial, of_registration
from .serials import read_serial
from .service import LINK, link_of
from .words import duration

bp = Blueprint("certificates", __name__)
LINK_AGE = timedelta(days=5 * 365)
PER_ADDRESS = "30 per minute; 300 per hour"


@bp.get("/verify/")
@public
@limiter.limit(PER_ADDRESS)
def form() -> ResponseReturnValue:
    """A field for the serial; works without script."""
    if asked := request.args.get("serial", "").strip():
        return redirect(url_for(".verify", serial=read_serial(asked) or asked[:60].replace("/", "-")), 303)
    return render_template("certificates/verify.html", serial="", certificate=None, asked=False)


@bp.get("/verify/<serial>")
@bp.get("/VERIFY/<serial>", endpoint="verify_capitals")
@public
@limiter.limit(PER_ADDRESS)
def verify(serial: str) -> ResponseReturnValue:
    """Valid, revoked or unknown, with name, event, hours and nothing else. An unknown serial gets the same page in the same time."""
    certificate = by_serial(read_serial(serial))
    page = render_template(
        "certificates/verify.html",
        serial=certificate.serial if certificate else serial[:60],
        certificate=certificate,
        hours=_hours(certificate),
        asked=True,
    )
    return page, {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


@bp.get("/certificates/<token>.pdf")
@public
def download(token: str) -> ResponseReturnValue:
    """The PDF, for whoever holds the link of the letter."""
    certificate_id, generation = tokens.read(LINK, token, max_age=LINK_AGE)
    certificate = db.session.get(Certificate, certificate_id)
    registration = db.session.get(Registration, certificate.registration_id) if certificate else None
    if certificate is None or registration is None or registration.link_generation != generation:
        raise Gone(_("This link was withdrawn. The latest letter has the one that works."))
    if certificate.revoked_at is not None or certificate.file is None:
        raise Gone(_("This certificate was revoked."))
    response = respond(certificate.file)
    response.headers["Cache-Control"] = "no-store"
    return response


@own.papers
def of_participant(registration: Registration) -> Iterator[own.Paper]:
    """What is issued to somebody, on their own page."""
    for certificate in of_registration(registration):
        yield own.Paper(certificate.content["heading"], link_of(certificate, registration), certificate.locale)


def _hours(certificate: Certificate | None) -> str:
    """Attested hours, where the certificate speaks of them."""
    told = certificate is not None and certificate.role is CertificateRole.PARTICIPANT and certificate.minutes > 0
    return duration(certificate.minutes, current_locale()) if certificate is not None and told else ""
