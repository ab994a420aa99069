from __future__ import annotations

import enum
from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Model, table_args
from app.core.types import EnumText, UtcDateTime


class SiteRole(enum.StrEnum):
    ADMINISTRATOR = "administrator"
    ORGANISER = "organiser"


class Role(enum.StrEnum):
    """What an account may do on one event."""

    MANAGER = "manager"
    PROGRAMME = "programme"
    REGISTRAR = "registrar"
    PROTOCOL = "protocol"
    DESK = "desk"
    VIEWER = "viewer"


class User(Model, UserMixin):  # type: ignore[misc]
    """An account of the institution's staff; participants need none."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # kept in lower case
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200), default="")  # empty: only a link signs in
    site_role: Mapped[SiteRole | None] = mapped_column(EnumText(SiteRole))
    locale: Mapped[str] = mapped_column(String(8), default="fr")
    active: Mapped[bool] = mapped_column(default=True)
    generation: Mapped[int] = mapped_column(default=1)  # moves with the password: sessions and links of before die
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_sign_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    roles: Mapped[list[EventRole]] = relationship(back_populates="user", cascade="all, delete-orphan", lazy="selectin")

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        return f"{self.id}.{self.generation}"

    def roles_on(self, event_id: int) -> frozenset[Role]:
        return frozenset(role.role for role in self.roles if role.event_id == event_id)


class EventRole(Model):
    __tablename__ = "event_role"
    __table_args__ = table_args(UniqueConstraint("user_id", "event_id", "role"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(EnumText(Role))

    user: Mapped[User] = relationship(back_populates="roles")
