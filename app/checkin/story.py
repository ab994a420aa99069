"""Where and when somebody was, on their page: the minutes per session, and every reading of their badge."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from app.agenda.models import Session
from app.core.db import db
from app.registration.models import Registration
from app.registration.story import Chapter, chapter

from .attendance import Attendance, attendance_of
from .models import EARLY, Scan
from .words import DIRECTIONS, TOLD_LATE, VERDICTS


@chapter(40)
def presence(registration: Registration) -> Chapter | None:
    undo = aliased(Scan)
    query = select(Scan, undo.id, EARLY).outerjoin(undo, undo.undoes_id == Scan.id).where(Scan.registration_id == registration.id)
    read = query.options(joinedload(Scan.gate), joinedload(Scan.device)).order_by(Scan.scanned_at, Scan.received_at, Scan.id)
    scans = [(scan, TOLD_LATE if early else VERDICTS[scan.verdict], by is not None) for scan, by, early in db.session.execute(read)]
    attended = attendance_of(registration.event, [registration.id]).get(registration.id, Attendance())
    sessions = db.session.scalars(select(Session).where(Session.id.in_(attended.sessions)).order_by(Session.starts_at, Session.id)).all()
    told = {"scans": scans, "attended": attended, "sessions": sessions, "directions": DIRECTIONS}
    return Chapter("checkin/story.html", told)
