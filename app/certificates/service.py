"""Issuing, correcting and revoking certificates."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.audit import Actor, changes, record
from app.checkin.attendance import attendance_of
from app.core import clock, tokens
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotAllowed
from app.core.types import Translated
from app.core.web import public_url
from app.core.zones import to_local
from app.documents import PDF
from app.events.models import Event
from app.jobs import Job
from app.jobs.service import start
from app.mail import enqueue
from app.registration.models import Registration, State
from app.storage import keep, read

from .content import MAX_SIGNATORIES, language_of, write
from .models import Certificate, CertificateRole, CertificateRule
from .paper import Sheet, draw
from .queries import rule_of, why_not
from .serials import new_serial

LINK = "certificate"
LONGEST_THRESHOLD = 200 * 60


class AlreadyIssued(Conflict):
    """This person holds a valid certificate for this role."""


def set_rule(
    event: Event, *, threshold_minutes: int, citation: Translated, signatories: list[dict[str, Translated]], actor: Actor
) -> CertificateRule:
    """Say when a certificate is due and who signs it; what is issued already stays as it is. Raises DomainError."""
    if not 0 <= threshold_minutes <= LONGEST_THRESHOLD:
        raise DomainError(_l("From 0 to 200 hours."), field="hours")
    if len(signatories) > MAX_SIGNATORIES:
        raise DomainError(_l("At most four people sign."), field="signatories")
    rule = rule_of(event)
    rule.threshold_minutes, rule.citation = threshold_minutes, citation
    rule.signatories = [{key: dict(text) for key, text in one.items()} for one in signatories]
    db.session.add(rule)
    difference = changes(rule)
    db.session.flush()
    record(actor, "certificates.rule-set", rule, difference=difference)
    return rule


def start_issuing(event: Event, *, actor: Actor) -> Job:
    """Issue, as a job, to everybody who is entitled and has none yet. Raises NotAllowed."""
    require_held(event)
    record(actor, "certificates.issuing", event)
    return start("certificates.issue", actor=actor, event_id=event.id, issued_by=actor.name)


def require_held(event: Event) -> None:
    """Raises NotAllowed while an event is a draft or has not begun, and when it was cancelled: there is nothing to attest."""
    if reason := why_not(event):
        raise NotAllowed(reason)


def start_bundle(event: Event, *, actor: Actor) -> Job:
    """Put every valid certificate of an event into one archive, as a job."""
    record(actor, "certificates.bundled", event)
    return start("certificates.bundle", actor=actor, event_id=event.id)


def issue_by_hand(registration: Registration, role: CertificateRole, *, actor: Actor) -> Certificate:
    """Issue to one person on the organiser's word, whatever the threshold says. Raises NotAllowed and AlreadyIssued."""
    if registration.state is not State.CONFIRMED:
        raise NotAllowed(_l("Only a confirmed participant can hold a certificate."))
    require_held(registration.event)
    seen = attendance_of(registration.event, [registration.id]).get(registration.id)
    certificate = compose(registration, rule_of(registration.event), role, minutes=seen.minutes if seen else 0, issued_by=actor.name)
    publish(certificate, draw(sheet_of(certificate, logo_of(registration.event))))
    record(actor, "certificate.issued-by-hand", certificate, difference={"role": role.value, "minutes": certificate.minutes})
    return certificate


def compose(registration: Registration, rule: CertificateRule, role: CertificateRole, *, minutes: int, issued_by: str) -> Certificate:
    """A certificate with all its words, not yet on paper and not yet kept."""
    now = clock.now()
    serial = new_serial(to_local(now, registration.event.zone).year)
    return Certificate(
        event_id=registration.event_id,
        registration_id=registration.id,
        serial=serial,
        role=role,
        minutes=minutes,
        locale=language_of(registration),
        content=write(registration, rule, role, minutes=minutes, serial=serial, now=now),
        issued_at=now,
        issued_by=issued_by,
    )


def publish(certificate: Certificate, pdf: bytes, *, tell: bool = True) -> None:
    """Keep a certificate with its paper and write to who holds it. Raises AlreadyIssued, and then keeps nothing."""
    try:
        with db.session.begin_nested():
            stored = keep(pdf, name=f"{certificate.serial}.pdf", media_type=PDF)
            certificate.file_id, certificate.sha256 = stored.id, stored.sha256
            db.session.add(certificate)
            db.session.flush()
    except IntegrityError:
        raise AlreadyIssued(_l("This person holds a valid certificate for this role.")) from None
    if tell:
        write_to_holder(certificate, "issued")


def revoke(certificate: Certificate, *, reason: str, actor: Actor, tell: bool = True) -> None:
    """Withdraw a certificate: its serial answers "revoked" from now on, and a letter says so to who held it (unless told not to).

    Raises NotAllowed for one that is withdrawn already."""
    values = {"revoked_at": clock.now(), "revoked_by": actor.name, "revoked_because": reason}
    valid = update(Certificate).where(Certificate.id == certificate.id, Certificate.revoked_at.is_(None)).values(**values)
    if not db.session.execute(valid.execution_options(synchronize_session=False)).rowcount:  # type: ignore[attr-defined]
        raise NotAllowed(_l("This certificate is revoked already."))
    db.session.refresh(certificate, list(values))
    record(actor, "certificate.revoked", certificate, difference={"reason": reason})
    if tell:
        write_to_holder(certificate, "revoked")


def correct(certificate: Certificate, *, reason: str, actor: Actor, tell: bool = True) -> Certificate:
    """Write a certificate anew from what is known today; the new one supersedes it, under a serial of its own. One letter tells both.

    Raises NotAllowed for one that is withdrawn already, and when the event was cancelled since."""
    registration = certificate.registration
    require_held(registration.event)
    seen = attendance_of(registration.event, [registration.id]).get(registration.id)
    revoke(certificate, reason=reason, actor=actor, tell=False)
    db.session.flush()
    anew = compose(registration, rule_of(registration.event), certificate.role, minutes=seen.minutes if seen else 0, issued_by=actor.name)
    anew.supersedes_id = certificate.id
    publish(anew, draw(sheet_of(anew, logo_of(registration.event))), tell=False)
    record(actor, "certificate.corrected", anew, difference={"supersedes": certificate.serial, "reason": reason})
    if tell:
        write_to_holder(anew, "corrected", former=certificate.serial)
    return anew


def sheet_of(certificate: Certificate, logo: bytes | None) -> Sheet:
    return Sheet(certificate.serial, dict(certificate.content), logo)


def logo_of(event: Event) -> bytes | None:
    return read(event.institution.logo) if event.institution.logo else None


def link_of(certificate: Certificate, registration: Registration) -> str:
    """The address under which the participant has the PDF; it dies with the other links of the registration."""
    token = tokens.sign(LINK, certificate.id, registration.link_generation)
    return public_url("certificates.download", token=token)


def write_to_holder(certificate: Certificate, news: str, **values: Any) -> None:
    """One letter of templates/mail/certificates/, in the language of the certificate; none to those without an address."""
    registration = certificate.registration
    if not registration.email:
        return
    enqueue(
        f"certificates/{news}",
        to=(registration.person.name_in(certificate.locale), registration.email),
        locale=certificate.locale,
        about=f"registration:{registration.id}",
        event_id=certificate.event_id,
        event=registration.event,
        certificate=certificate,
        link=link_of(certificate, registration),
        **values,
    )
