from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Model, table_args
from app.core.types import EnumText, UtcDateTime
from app.storage import StoredFile


class MessageState(enum.StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    KEPT = "kept"  # no mail server is set: read in the interface


class Message(Model):
    """One letter in the outbox, written in the transaction of what it tells, as it will be sent."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(index=True)
    about: Mapped[str] = mapped_column(String(60), default="", index=True)  # e.g. "registration:17"
    template: Mapped[str] = mapped_column(String(60))
    to_address: Mapped[str] = mapped_column(String(254))
    to_name: Mapped[str] = mapped_column(String(200), default="")
    locale: Mapped[str] = mapped_column(String(8))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    state: Mapped[MessageState] = mapped_column(EnumText(MessageState), default=MessageState.QUEUED, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_try_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    attachments: Mapped[list[Attachment]] = relationship(cascade="all, delete-orphan", order_by="Attachment.id")


class Attachment(Model):
    """A file that goes with a letter: one that is stored, or one that is made when the letter is sent (see enclosures)."""

    __tablename__ = "attachment"
    __table_args__ = table_args(CheckConstraint("(file_id IS NULL) <> (maker IS NULL)", name="stored_or_made"))

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    content_id: Mapped[str | None] = mapped_column(String(60))
    maker: Mapped[str | None] = mapped_column(String(60))
    argument: Mapped[str] = mapped_column(String(60), default="")

    file: Mapped[StoredFile | None] = relationship()
