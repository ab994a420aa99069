from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.db import Edited, Model, table_args
from app.core.types import EnumText, LocalDateTime, Translated, TranslatedText, UtcDateTime
from app.events.models import Event
from app.people.models import Person


class State(enum.StrEnum):
    PENDING = "pending"
    WAITLISTED = "waitlisted"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


LIVE = (State.PENDING, State.WAITLISTED, State.CONFIRMED)
LIVE_SQL = text("state IN ('pending', 'waitlisted', 'confirmed')")


class Capacity(enum.StrEnum):
    """In what capacity a delegate is sent; the order is that of every list."""

    HEAD = "head"
    DEPUTY_HEAD = "deputy-head"
    MEMBER = "member"
    ADVISER = "adviser"
    OBSERVER = "observer"
    INTERPRETER = "interpreter"
    SECURITY = "security"
    PRESS = "press"


class Category(Model):
    """Delegate, speaker, observer, press, staff…: colour, letter and zones on the badge."""

    __tablename__ = "category"
    __table_args__ = table_args(UniqueConstraint("event_id", "letter"))

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    name: Mapped[Translated] = mapped_column(TranslatedText)
    colour: Mapped[str] = mapped_column(String(7))
    letter: Mapped[str] = mapped_column(String(2))
    zones: Mapped[list[str]] = mapped_column(JSON, default=list)  # e.g. ["A", "B"]
    position: Mapped[int] = mapped_column(default=0)


class RegistrationForm(Edited, Model):
    """What is asked of participants, when, and how many places there are."""

    __tablename__ = "registration_form"
    __table_args__ = table_args(
        CheckConstraint("seats_taken >= 0", name="seats_not_negative"),
        CheckConstraint("capacity IS NULL OR seats_taken <= capacity", name="seats_within_capacity"),
        CheckConstraint("closes_at > opens_at", name="window_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))  # what its registrations become
    introduction: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    is_open: Mapped[bool] = mapped_column(default=False)
    opens_at: Mapped[datetime | None] = mapped_column(LocalDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(LocalDateTime)
    capacity: Mapped[int | None]
    seats_taken: Mapped[int] = mapped_column(default=0)
    waiting_list: Mapped[bool] = mapped_column(default=True)
    moderated: Mapped[bool] = mapped_column(default=False)

    event: Mapped[Event] = relationship()
    category: Mapped[Category | None] = relationship()
    versions: Mapped[list[FormVersion]] = relationship(order_by="FormVersion.number", cascade="all, delete-orphan", back_populates="form")


class FormVersion(Model):
    """The custom fields as they were asked; editing a form in use makes a new version, old answers keep their labels."""

    __tablename__ = "form_version"
    __table_args__ = table_args(UniqueConstraint("form_id", "number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("registration_form.id", ondelete="CASCADE"))
    number: Mapped[int]
    fields: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    form: Mapped[RegistrationForm] = relationship(back_populates="versions")


class Registration(Edited, Model):
    """A person's place at an event, with its state and the answers given."""

    __tablename__ = "registration"
    __table_args__ = table_args(
        Index(
            "uq_registration_live",
            "form_id",
            "person_id",
            unique=True,
            sqlite_where=LIVE_SQL,
            postgresql_where=LIVE_SQL,
        ),
        Index("ix_registration_event_id_state", "event_id", "state"),
        Index("ix_registration_event_id_changed_at", "event_id", "changed_at"),
        CheckConstraint("(delegation_id IS NULL) = (capacity IS NULL)", name="delegates_have_a_capacity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    form_id: Mapped[int] = mapped_column(ForeignKey("registration_form.id", ondelete="CASCADE"))
    version_id: Mapped[int] = mapped_column(ForeignKey("form_version.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    capacity: Mapped[Capacity | None] = mapped_column(EnumText(Capacity))
    delegation_position: Mapped[int] = mapped_column(default=0)
    state: Mapped[State] = mapped_column(EnumText(State))
    holds_seat: Mapped[bool] = mapped_column(default=False)  # counted in the form's seats_taken
    locale: Mapped[str] = mapped_column(String(8))
    email: Mapped[str] = mapped_column(String(254), default="")
    function: Mapped[str] = mapped_column(String(200), default="")
    organisation_name: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str | None] = mapped_column(String(2))
    listed: Mapped[bool] = mapped_column(default=False)  # agreed to stand in the published list of participants
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # by field id
    consents: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # {key: {"at": instant, "text": version}}
    badge_token: Mapped[str] = mapped_column(String(40), unique=True)  # opaque, random; what the QR code carries
    link_generation: Mapped[int] = mapped_column(default=1)
    submission: Mapped[str | None] = mapped_column(String(40), unique=True)  # a form posted twice is one registration
    search: Mapped[str] = mapped_column(String(2000), default="")
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, onupdate=clock.now)  # what desks copy again
    queued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when the place in the waiting list was taken

    event: Mapped[Event] = relationship()
    form: Mapped[RegistrationForm] = relationship()
    version: Mapped[FormVersion] = relationship()
    person: Mapped[Person] = relationship()
    category: Mapped[Category | None] = relationship()
    transitions: Mapped[list[Transition]] = relationship(
        order_by="Transition.id", cascade="all, delete-orphan", back_populates="registration"
    )

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


class Transition(Model):
    """One move of a registration from a state to another: who, when, why."""

    __tablename__ = "transition"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), index=True)
    from_state: Mapped[State | None] = mapped_column(EnumText(State))
    to_state: Mapped[State] = mapped_column(EnumText(State))
    actor_name: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(500), default="")

    registration: Mapped[Registration] = relationship(back_populates="transitions")
