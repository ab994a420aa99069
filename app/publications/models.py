from __future__ import annotations

import enum

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Model, table_args
from app.core.types import EnumText, Translated, TranslatedText
from app.events.models import Event
from app.institutions.models import Theme
from app.storage import StoredFile

from . import words


class PublicationKind(enum.StrEnum):
    CONCEPT_NOTE = "concept-note"
    PAPER = "paper"
    STUDY = "study"
    REPORT = "report"
    PROCEEDINGS = "proceedings"
    COMMUNIQUE = "communique"

    @property
    def label(self) -> str:
        return str(words.KINDS[self.value])


publication_theme = Table(
    "publication_theme",
    Base.metadata,
    Column("publication_id", ForeignKey("publication.id", ondelete="CASCADE"), primary_key=True),
    Column("theme_id", ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Publication(Model):
    """A concept note, paper, study, report, proceedings or communique; it may know no more than its year, or not even that."""

    __tablename__ = "publication"
    __table_args__ = table_args(Index("ix_publication_institution_id_year", "institution_id", "year"))

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"), index=True)
    kind: Mapped[PublicationKind] = mapped_column(EnumText(PublicationKind))
    title: Mapped[Translated] = mapped_column(TranslatedText)
    abstract: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    year: Mapped[int | None]
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    public: Mapped[bool] = mapped_column(default=True)

    event: Mapped[Event | None] = relationship()
    themes: Mapped[list[Theme]] = relationship(secondary=publication_theme, order_by=Theme.position)
    files: Mapped[list[PublicationFile]] = relationship(cascade="all, delete-orphan", order_by="PublicationFile.position")


class PublicationFile(Model):
    __tablename__ = "publication_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    language: Mapped[str] = mapped_column(String(8), default="")
    position: Mapped[int] = mapped_column(default=0)

    file: Mapped[StoredFile] = relationship()
