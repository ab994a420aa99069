from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Model
from app.core.types import EnumText, UtcDateTime
from app.storage import StoredFile


class JobState(enum.StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Model):
    """Long work that can be left and found again: how far it is, what it made, and what failed, line by line."""

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(60))
    state: Mapped[JobState] = mapped_column(EnumText(JobState), default=JobState.QUEUED)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    problems: Mapped[list[str]] = mapped_column(JSON, default=list)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when it last moved, or was put into the queue again
    deaths: Mapped[int] = mapped_column(default=0, server_default="0")  # how often the worker died over it
    only_one: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)  # what is asked and by whom, while it is not over

    file: Mapped[StoredFile | None] = relationship()
