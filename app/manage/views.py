"""The organiser's shell: the dashboard and the pages of an event that combine features."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.access import requires
from app.accounts.permissions import Permission
from app.events.models import Event

bp = Blueprint("manage", __name__, url_prefix="/manage")


@bp.get("/")
@requires(Permission.MANAGE)
def index() -> ResponseReturnValue:
    return render_template("manage/dashboard.html")


@bp.get("/events/<event:event>/")
@requires(Permission.EVENT_INSIDE)
def event(event: Event) -> ResponseReturnValue:
    return render_template("manage/event.html", event=event)
