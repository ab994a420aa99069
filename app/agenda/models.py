from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Edited, Model, table_args
from app.core.text import slugify
from app.core.types import EnumText, LocalDateTime, Translated, TranslatedText, UtcDateTime
from app.events.models import Event, Room
from app.people.models import Person

from . import words


class SessionKind(enum.StrEnum):
    OPENING = "opening"
    KEYNOTE = "keynote"
    PANEL = "panel"
    ROUND_TABLE = "round-table"
    WORKSHOP = "workshop"
    TALKS = "talks"
    BREAK = "break"
    CLOSING = "closing"

    @property
    def label(self) -> str:
        return str(words.KINDS[self.value])


class SessionState(enum.StrEnum):
    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return str(words.STATES[self.value])


class ParticipationRole(enum.StrEnum):
    CHAIR = "chair"
    MODERATOR = "moderator"
    SPEAKER = "speaker"
    DISCUSSANT = "discussant"
    RAPPORTEUR = "rapporteur"
    INTERPRETER = "interpreter"

    @property
    def label(self) -> str:
        return str(words.ROLES[self.value])

    def over(self, number: int) -> str:
        """The heading over so many people: "Chair", "Speakers"."""
        return words.role_of(self.value, number)


def session_address(session_id: int, title: Translated) -> str:
    words = next((slugify(title[code]) for code in ("fr", "en") if code in title), "")
    return f"{session_id}-{words or 'session'}"


class Session(Edited, Model):
    """A slot of the programme, in a room: opening ceremony, keynote, panel, workshop, break, closing."""

    __tablename__ = "session"
    __table_args__ = table_args(
        CheckConstraint("ends_at > starts_at", name="times_in_order"),
        Index("ix_session_event_id_starts_at", "event_id", "starts_at"),
        Index("ix_session_room_id_starts_at", "room_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    kind: Mapped[SessionKind] = mapped_column(EnumText(SessionKind))
    state: Mapped[SessionState] = mapped_column(EnumText(SessionState), default=SessionState.SCHEDULED)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    summary: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)  # Markdown
    language: Mapped[str] = mapped_column(String(8), default="")
    starts_at: Mapped[datetime] = mapped_column(LocalDateTime)  # local wall time in the event's zone
    ends_at: Mapped[datetime] = mapped_column(LocalDateTime)
    uid: Mapped[str] = mapped_column(String(80), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
    room: Mapped[Room | None] = relationship()
    contributions: Mapped[list[Contribution]] = relationship(
        back_populates="session", order_by="Contribution.position, Contribution.id", cascade="all, delete-orphan"
    )
    participations: Mapped[list[Participation]] = relationship(
        back_populates="session", order_by="Participation.position, Participation.id", cascade="all, delete-orphan"
    )

    @property
    def address(self) -> str:
        """The last part of the session's address: "12-securite-au-sahel"; "12-session" when no title has Latin letters."""
        return session_address(self.id, self.title)


class Contribution(Model):
    """A talk within a session; it starts when the ones before it are over."""

    __tablename__ = "contribution"
    __table_args__ = table_args(CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes_positive"))

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    abstract: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    position: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[int | None]

    session: Mapped[Session] = relationship(back_populates="contributions")
    participations: Mapped[list[Participation]] = relationship(
        back_populates="contribution", order_by="Participation.position, Participation.id", cascade="all, delete-orphan"
    )


class Participation(Model):
    """A person's role in a session, or in one contribution of it."""

    __tablename__ = "participation"
    __table_args__ = table_args(
        CheckConstraint("(session_id IS NULL) <> (contribution_id IS NULL)", name="one_place"),
        Index("uq_participation_session", "session_id", "person_id", "role", unique=True),
        Index("uq_participation_contribution", "contribution_id", "person_id", "role", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[ParticipationRole] = mapped_column(EnumText(ParticipationRole))
    position: Mapped[int] = mapped_column(default=0)

    session: Mapped[Session | None] = relationship(back_populates="participations")
    contribution: Mapped[Contribution | None] = relationship(back_populates="participations")
    person: Mapped[Person] = relationship()
