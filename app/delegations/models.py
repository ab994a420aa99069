from __future__ import annotations

import enum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Model, table_args
from app.core.types import EnumText, Translated, TranslatedText
from app.events.models import Event
from app.people.models import Organisation
from app.registration.models import Capacity, Registration


class DelegationKind(enum.StrEnum):
    """The section of the list of participants that a delegation stands in."""

    STATE = "state"
    OBSERVER_STATE = "observer-state"
    INTERNATIONAL = "international"
    NGO = "ngo"
    PRESS = "press"
    SECRETARIAT = "secretariat"


class Delegation(Model):
    """The group that a country or an institution sends."""

    __tablename__ = "delegation"
    __table_args__ = table_args(
        CheckConstraint("(country IS NULL) <> (organisation_id IS NULL)", name="one_sender"),
        UniqueConstraint("event_id", "country", "kind"),
        UniqueConstraint("event_id", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    kind: Mapped[DelegationKind] = mapped_column(EnumText(DelegationKind))
    country: Mapped[str | None] = mapped_column(String(2))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)  # when the usual name does not do
    focal_point_name: Mapped[str] = mapped_column(String(200), default="")
    focal_point_email: Mapped[str] = mapped_column(String(254), default="")
    credentials_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))  # the note verbale
    notes: Mapped[str] = mapped_column(String(2000), default="")

    event: Mapped[Event] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    quotas: Mapped[list[Quota]] = relationship(cascade="all, delete-orphan", back_populates="delegation")
    members: Mapped[list[Registration]] = relationship(order_by="Registration.delegation_position, Registration.id")


class Quota(Model):
    """How many delegates of one capacity may come, and how many do; both in one row, so that a write decides."""

    __tablename__ = "quota"
    __table_args__ = table_args(
        UniqueConstraint("delegation_id", "capacity"),
        CheckConstraint("places >= 0 AND taken >= 0", name="not_negative"),
        CheckConstraint("taken <= places", name="within_places"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"))
    capacity: Mapped[Capacity] = mapped_column(EnumText(Capacity))
    places: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)

    delegation: Mapped[Delegation] = relationship(back_populates="quotas")
