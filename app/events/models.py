from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Edited, Model, table_args
from app.core.i18n import format_date, format_days
from app.core.types import EnumText, LocalDateTime, Translated, TranslatedText, UtcDateTime
from app.institutions.models import Institution, Theme
from app.people.models import Organisation
from app.storage import StoredFile

from . import words


class EventState(enum.StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        return str(words.STATES[self.value])


class Precision(enum.StrEnum):
    """How much is known of an event's dates; anything less than TIME is for the archive."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"

    @property
    def has_days(self) -> bool:
        return self in (Precision.TIME, Precision.DAY)

    @property
    def label(self) -> str:
        return str(words.PRECISIONS[self.value])


WITHOUT_DAYS = {Precision.MONTH: "MMMM y", Precision.YEAR: "y"}  # how they are written


class PartnerRole(enum.StrEnum):
    ORGANISER = "organiser"
    CO_ORGANISER = "co-organiser"
    PATRON = "patron"
    GUEST_OF_HONOUR = "guest-of-honour"
    PARTNER = "partner"
    SPONSOR = "sponsor"

    @property
    def label(self) -> str:
        return str(words.PARTNER_ROLES[self.value])


event_theme = Table(
    "event_theme",
    Base.metadata,
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("theme_id", ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class EventKind(Model):
    """Colloquium, symposium, seminar, workshop…: data, with labels in three languages."""

    __tablename__ = "event_kind"
    __table_args__ = table_args(UniqueConstraint("institution_id", "code"))

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    code: Mapped[str] = mapped_column(String(40))
    label: Mapped[Translated] = mapped_column(TranslatedText)
    position: Mapped[int] = mapped_column(default=0)


class Series(Model):
    """Repeated events of one programme: a Forum, a yearly colloquium."""

    __tablename__ = "series"
    __table_args__ = table_args(UniqueConstraint("institution_id", "slug"))

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[Translated] = mapped_column(TranslatedText)
    summary: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)


class Venue(Model):
    __tablename__ = "venue"

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    name: Mapped[Translated] = mapped_column(TranslatedText)
    address: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    city: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    country: Mapped[str | None] = mapped_column(String(2))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]

    rooms: Mapped[list[Room]] = relationship(back_populates="venue", order_by="Room.position, Room.id", cascade="all, delete-orphan")


class Room(Model):
    __tablename__ = "room"

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id", ondelete="CASCADE"), index=True)
    name: Mapped[Translated] = mapped_column(TranslatedText)
    seats: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)

    venue: Mapped[Venue] = relationship(back_populates="rooms")


class Event(Edited, Model):
    """A colloquium, symposium, seminar, workshop, round table, study day, training, lecture, forum."""

    __tablename__ = "event"
    __table_args__ = table_args(
        CheckConstraint("ends_at >= starts_at", name="dates_in_order"),
        CheckConstraint("(precision = 'unknown') = (starts_at IS NULL)", name="dates_known"),
        Index("ix_event_institution_id_state_starts_at", "institution_id", "state", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    kind_id: Mapped[int] = mapped_column(ForeignKey("event_kind.id"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id"), index=True)
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    uid: Mapped[str] = mapped_column(String(80), unique=True)  # iCalendar UID: never changes
    sequence: Mapped[int] = mapped_column(default=0)  # iCalendar SEQUENCE: rises when time, place or status changes
    revision: Mapped[int] = mapped_column(default=1)  # rises with every change a reader could see: ETag and cache key
    state: Mapped[EventState] = mapped_column(EnumText(EventState), default=EventState.DRAFT)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    theme_line: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    summary: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    description: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)  # Markdown
    aims: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)  # Markdown
    practical: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)  # Markdown
    patronage: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)  # the line as protocol wants it
    guest_of_honour: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    place: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)  # when there is no venue: "Dakar"
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    zone: Mapped[str] = mapped_column(String(64))
    precision: Mapped[Precision] = mapped_column(EnumText(Precision), default=Precision.TIME)
    starts_at: Mapped[datetime | None] = mapped_column(LocalDateTime)  # local wall time in `zone`
    ends_at: Mapped[datetime | None] = mapped_column(LocalDateTime)
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    cancelled_because: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    place_key: Mapped[str] = mapped_column(String(120), default="", index=True)  # the folded name of the town: what lists filter by
    search: Mapped[str] = mapped_column(String(2000), default="")
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    institution: Mapped[Institution] = relationship()
    kind: Mapped[EventKind] = relationship()
    series: Mapped[Series | None] = relationship()
    venue: Mapped[Venue | None] = relationship()
    cover: Mapped[StoredFile | None] = relationship()
    themes: Mapped[list[Theme]] = relationship(secondary=event_theme, order_by=Theme.position)
    partnerships: Mapped[list[Partnership]] = relationship(
        back_populates="event", order_by="Partnership.position", cascade="all, delete-orphan"
    )

    @property
    def first_day(self) -> date | None:
        """The day it begins, if that is known: of a month or a year, `starts_at` keeps the first day, which nobody is told."""
        return self.starts_at.date() if self.starts_at and self.precision.has_days else None

    @property
    def last_day(self) -> date | None:
        return self.ends_at.date() if self.ends_at and self.precision.has_days else None

    @property
    def is_public(self) -> bool:
        return self.state is not EventState.DRAFT

    @property
    def in_calendars(self) -> bool:
        """Whether it stands in calendars: a draft does not, nor does what has no days."""
        return self.is_public and self.precision.has_days

    @property
    def dates(self) -> str:
        return self.dates_in()

    def dates_in(self, locale: str | None = None, *, one_day: str = "long") -> str:
        """What is known of the dates, in the reader's words: "20–21 July 2023", "October 2016", "2019", or nothing.

        Pages, letters and papers all say it so. `one_day`: the style of a day that stands alone."""
        if self.precision in WITHOUT_DAYS:
            return format_date(self.starts_at, WITHOUT_DAYS[self.precision], locale)
        if self.first_day == self.last_day:
            return format_date(self.first_day, one_day, locale)
        return format_days(self.first_day, self.last_day, locale)

    @property
    def town(self) -> Translated:
        """The place in one word: the venue's town, else the place as it was given."""
        return self.venue.city or self.venue.name if self.venue else self.place


class EventSlug(Model):
    """An address that an event has or had. It is taken for good, and leads to the event's present one."""

    __tablename__ = "event_slug"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)

    event: Mapped[Event] = relationship()


class Partnership(Model):
    """An organisation's role on an event, in protocol order."""

    __tablename__ = "partnership"
    __table_args__ = table_args(UniqueConstraint("event_id", "organisation_id", "role"))

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[PartnerRole] = mapped_column(EnumText(PartnerRole))
    position: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship(back_populates="partnerships")
    organisation: Mapped[Organisation] = relationship(lazy="joined")  # nobody reads one without the other
