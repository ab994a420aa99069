from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Edited, Model, table_args
from app.core.types import Translated, TranslatedText
from app.storage import StoredFile


class Institution(Edited, Model):
    """Who holds the events. One row today; nothing reads it from a global, so that there may be many."""

    __tablename__ = "institution"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Translated] = mapped_column(TranslatedText)
    short_name: Mapped[str] = mapped_column(String(40))
    about: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    address: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    email: Mapped[str] = mapped_column(String(254), default="")
    url: Mapped[str] = mapped_column(String(300), default="")
    accent: Mapped[str] = mapped_column(String(7), default="#8a3b12")
    zone: Mapped[str] = mapped_column(String(64), default="Africa/Casablanca")
    locale: Mapped[str] = mapped_column(String(8), default="fr")
    privacy_notice: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    revision: Mapped[int] = mapped_column(default=1)  # rises with every public change: the ETag of what lists events

    logo: Mapped[StoredFile | None] = relationship()


class Theme(Model):
    """An area of interest, in a tree; events, publications and outcomes point to it."""

    __tablename__ = "theme"
    __table_args__ = table_args(UniqueConstraint("institution_id", "slug"))

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[Translated] = mapped_column(TranslatedText)
    summary: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    position: Mapped[int] = mapped_column(default=0)

    parent: Mapped[Theme | None] = relationship(remote_side=[id], back_populates="children")
    children: Mapped[list[Theme]] = relationship(back_populates="parent", order_by="Theme.position")
