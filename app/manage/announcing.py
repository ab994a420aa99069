"""Time or place of an event changed: those who are registered can be told, or it is said that they need not be."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.audit.models import AuditEntry
from app.core.db import db
from app.core.forms import Form, TranslatedField
from app.events.models import Event, EventState
from app.registration import announcing
from app.registration.models import LIVE, Registration

from .blueprint import bp

SETTLED = ("registrations.announced", "registrations.announcement-waived")
TIME_AND_PLACE = frozenset({"starts_at", "ends_at", "zone", "venue_id", "place"})
LOOKED_AT = 20  # changes of the details since


class AnnounceForm(Form):
    beside = frozenset({"waive"})
    note = TranslatedField(
        _l("A sentence of your own"), description=_l("Optional. It follows the new time and place in the letter."), limit=1000, rows=3
    )


def untold(event: Event) -> int:
    """How many registered before time or place last changed, and were not written to since."""
    if event.state is not EventState.PUBLISHED:
        return 0
    of_event = AuditEntry.object_type == Event.__tablename__, AuditEntry.object_id == str(event.id)
    settled = db.session.scalar(select(func.max(AuditEntry.id)).where(*of_event, AuditEntry.action.in_(SETTLED))) or 0
    changed = select(AuditEntry).where(*of_event, AuditEntry.action == "event.changed", AuditEntry.id > settled)
    recent = db.session.scalars(changed.order_by(AuditEntry.id.desc()).limit(LOOKED_AT))
    last = next((entry.at for entry in recent if TIME_AND_PLACE & entry.difference.keys()), None)
    if last is None:
        return 0
    knew = Registration.event_id == event.id, Registration.state.in_(LIVE), Registration.email != "", Registration.created_at < last
    return db.session.scalar(select(func.count()).select_from(Registration).where(*knew)) or 0


@bp.route("/events/<event:event>/announce", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def announce(event: Event) -> ResponseReturnValue:
    """The number once more, then the letters, as a job; or none."""
    form, number = AnnounceForm(), announcing.readers(event)
    if request.method == "POST" and "waive" in request.form:
        form.refuse_unknown()
        announcing.waive(event, actor=current_actor())
        flash(gettext("Nobody is written to."), "good")
        return redirect(url_for(".event", event=event), 303)
    if form.validate_on_submit() and event.state is EventState.PUBLISHED:
        job = announcing.announce(event, announcing.MOVED, actor=current_actor(), note=form.note.data)
        return redirect(url_for(".job", job_id=job.id) if job else url_for(".event", event=event), 303)
    return render_template("manage/announce.html", event=event, form=form, number=number), form.status
