from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Model, table_args
from app.core.types import UtcDateTime
from app.registration.models import Registration


class BadgePrint(Model):
    """One badge that left the printer: for whom, with which token, by whom, and why again."""

    __tablename__ = "badge_print"
    __table_args__ = table_args(Index("ix_badge_print_token", "token"))

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), index=True)
    design: Mapped[str] = mapped_column(String(20))  # "a6", "a7", "a6-sheet", "a7-sheet"; "ticket": the code of the confirmation letter
    token: Mapped[str] = mapped_column(String(40))
    registration_revision: Mapped[int]
    printed_by: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    registration: Mapped[Registration] = relationship()
