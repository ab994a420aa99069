"""The end of a unit of work: one commit, then what had to wait for it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from .db import db

WAITING = "after_commit"


def after_commit(action: Callable[[], object]) -> None:
    """Do this once what is being written is really there; never, if it is rolled back."""
    db.session.info.setdefault(WAITING, []).append(action)


def finish() -> None:
    """Commit the unit of work, then run what waited for it. Called at the end of a request, a job, a command; nowhere else."""
    db.session.commit()
    for action in db.session.info.pop(WAITING, []):
        action()


def abandon() -> None:
    """Undo the unit of work."""
    db.session.rollback()


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, undone: SessionTransaction) -> None:
    """What waits is forgotten with the whole unit of work, not when a part of it (a savepoint, a flush within one) is undone."""
    if undone.parent is None:
        session.info.pop(WAITING, None)
