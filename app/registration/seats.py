"""Places, and who takes them: decided inside the write, in the order of the queue.

Whatever takes, gives back or queues for a place first locks the form's row (SQLite's writers hold the whole file), so that a place
given back and somebody joining the queue cannot miss each other. The count itself is one conditional update."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm.attributes import set_committed_value

from app.core.db import db

from .models import Registration, RegistrationForm, State


def lock(form: RegistrationForm) -> None:
    """Hold the form until the transaction ends, and read it anew."""
    query = select(RegistrationForm).where(RegistrationForm.id == form.id).with_for_update()
    db.session.execute(query.execution_options(populate_existing=True)).scalar_one()


def take_seat(form: RegistrationForm) -> bool:
    """Count one more; False when the form is full."""
    room = RegistrationForm.capacity.is_(None) | (RegistrationForm.seats_taken < RegistrationForm.capacity)
    return _count(form, +1, room)


def give_back(form: RegistrationForm) -> None:
    """Count one less."""
    _count(form, -1, RegistrationForm.seats_taken > 0)


def first_waiting(form: RegistrationForm) -> Registration | None:
    """Whose turn it is: who has waited longest."""
    queue = select(Registration).where(Registration.form_id == form.id, Registration.state == State.WAITLISTED)
    return db.session.scalar(queue.order_by(Registration.queued_at, Registration.id).limit(1))


def places_left(form: RegistrationForm) -> int | None:
    """None when there is no limit."""
    return None if form.capacity is None else max(0, form.capacity - form.seats_taken)


def _count(form: RegistrationForm, by: int, condition: ColumnElement[bool]) -> bool:
    """One statement decides, and says how many are taken now."""
    statement = (
        update(RegistrationForm).where(RegistrationForm.id == form.id, condition).values(seats_taken=RegistrationForm.seats_taken + by)
    )
    counted = statement.returning(RegistrationForm.seats_taken).execution_options(synchronize_session=False)
    taken = db.session.execute(counted).scalar_one_or_none()
    if taken is None:
        return False
    set_committed_value(form, "seats_taken", taken)
    return True
