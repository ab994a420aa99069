from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Model, table_args
from app.core.types import EnumText, Translated, TranslatedText, UtcDateTime
from app.events.models import Event
from app.registration.models import Registration
from app.storage import StoredFile


class CertificateRole(enum.StrEnum):
    PARTICIPANT = "participant"
    SPEAKER = "speaker"
    CHAIR = "chair"
    ORGANISER = "organiser"


class CertificateRule(Model):
    """When an event's participants get a certificate, and who signs it."""

    __tablename__ = "certificate_rule"
    __table_args__ = table_args(CheckConstraint("threshold_minutes >= 0", name="threshold_not_negative"))

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    threshold_minutes: Mapped[int] = mapped_column(default=0)
    citation: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)  # a sentence of the event's own
    signatories: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # [{"name": {…}, "function": {…}}]

    event: Mapped[Event] = relationship()


class Certificate(Model):
    """An attestation as it was issued: its text never changes; a correction supersedes it, a revocation says why."""

    __tablename__ = "certificate"
    __table_args__ = table_args(
        Index(
            "uq_certificate_live",
            "registration_id",
            "role",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    serial: Mapped[str] = mapped_column(String(24), unique=True)
    role: Mapped[CertificateRole] = mapped_column(EnumText(CertificateRole))
    minutes: Mapped[int]
    locale: Mapped[str] = mapped_column(String(8))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)  # every text on the paper, as issued
    sha256: Mapped[str] = mapped_column(String(64), default="")  # of the PDF's bytes
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by: Mapped[str] = mapped_column(String(200))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[str] = mapped_column(String(200), default="")
    revoked_because: Mapped[str] = mapped_column(String(500), default="")

    event: Mapped[Event] = relationship()
    registration: Mapped[Registration] = relationship()
    file: Mapped[StoredFile | None] = relationship()
