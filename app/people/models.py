from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.db import Model, table_args
from app.core.locales import current_locale
from app.core.types import EnumText, Translated, TranslatedText, UtcDateTime
from app.storage import StoredFile

from . import words


class OrganisationKind(enum.StrEnum):
    GOVERNMENT = "government"
    COMMUNE = "commune"
    EMBASSY = "embassy"
    INTERNATIONAL = "international"
    NGO = "ngo"
    UNIVERSITY = "university"
    INSTITUTE = "institute"
    PRESS = "press"
    COMPANY = "company"
    OTHER = "other"

    @property
    def label(self) -> str:
        return str(words.ORGANISATION_KINDS[self.value])


class Gender(enum.StrEnum):
    FEMALE = "female"
    MALE = "male"


class Organisation(Model):
    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    name: Mapped[Translated] = mapped_column(TranslatedText)
    short_name: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[OrganisationKind] = mapped_column(EnumText(OrganisationKind))
    country: Mapped[str | None] = mapped_column(String(2))  # ISO 3166-1 alpha-2
    url: Mapped[str] = mapped_column(String(300), default="")
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    search: Mapped[str] = mapped_column(String(2000), default="")

    logo: Mapped[StoredFile | None] = relationship()


class Person(Model):
    """One human being, known by the institution once. E-mail identifies nobody alone: an assistant registers ten people."""

    __tablename__ = "person"
    __table_args__ = table_args(Index("ix_person_institution_id_email", "institution_id", "email"))

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    title: Mapped[str] = mapped_column(String(60), default="")  # as written before the name: "S.E. M.", "Dr"
    given_name: Mapped[str] = mapped_column(String(120), default="")
    family_name: Mapped[str] = mapped_column(String(120), default="")
    given_name_ar: Mapped[str] = mapped_column(String(120), default="")
    family_name_ar: Mapped[str] = mapped_column(String(120), default="")
    gender: Mapped[Gender | None] = mapped_column(EnumText(Gender))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    country: Mapped[str | None] = mapped_column(String(2))
    function: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    biography: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    public_since: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when they agreed to a public page
    sort_latin: Mapped[str] = mapped_column(String(200), default="", index=True)
    sort_arabic: Mapped[str] = mapped_column(String(200), default="")
    search: Mapped[str] = mapped_column(String(2000), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, onupdate=clock.now)  # what desks copy again

    organisation: Mapped[Organisation | None] = relationship()
    photo: Mapped[StoredFile | None] = relationship()

    @property
    def latin_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def arabic_name(self) -> str:
        return f"{self.given_name_ar} {self.family_name_ar}".strip()

    def name_in(self, locale: str) -> str:
        """The name in the script of a language; the other script when there is only that one."""
        first, second = (self.arabic_name, self.latin_name) if locale == "ar" else (self.latin_name, self.arabic_name)
        return first or second

    @property
    def name(self) -> str:
        """The name for the present reader."""
        return self.name_in(current_locale())
