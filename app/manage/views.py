"""The organiser's shell: the dashboard, the overview of an event, its history, and the institution's settings."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import select

from app.accounts.access import current_account, current_actor, requires
from app.accounts.permissions import Permission, allows
from app.core.db import db
from app.core.errors import DomainError
from app.core.pages import page_number
from app.events.models import Event
from app.institutions.queries import current_institution
from app.institutions.service import change_institution
from app.storage import IMAGES, keep_upload

from . import announcing, beginning, letters, programme, work
from .attention import matters
from .blueprint import bp
from .checklist import checklist
from .dashboard import dashboard
from .figures import figures
from .forms import InstitutionForm
from .history import history as history_of
from .palette import entries

__all__ = ["announcing", "beginning", "bp", "letters", "programme", "work"]


@bp.get("/")
@requires(Permission.MANAGE)
def index() -> ResponseReturnValue:
    return render_template("manage/dashboard.html", dashboard=dashboard(current_account()))


@bp.get("/events/<event:event>/")
@requires(Permission.EVENT_INSIDE)
def event(event: Event) -> ResponseReturnValue:
    counted = figures(event) if allows(current_user, Permission.REGISTRATIONS_VIEW, event) else None
    return render_template(
        "manage/event.html", event=event, matters=matters(event), steps=checklist(event), figures=counted, work=work.lately(event)
    )


@bp.get("/events/<event:event>/history")
@requires(Permission.EVENT_EDIT)
def history(event: Event) -> ResponseReturnValue:
    page, lines = history_of(event, number=page_number(request.args.get("page")))
    return render_template("manage/history.html", event=event, page=page, lines=lines)


@bp.get("/palette")
@requires(Permission.MANAGE)
def palette() -> ResponseReturnValue:
    """A page that finds things; asked by the palette's script, only what is found."""
    query = request.args.get("q", "").strip()[:100]
    present = db.session.scalar(select(Event).where(Event.slug == request.args.get("event", "")))
    if present is not None and not allows(current_user, Permission.EVENT_INSIDE, present):
        present = None
    template = "palette-entries" if request.headers.get("X-Requested-With") == "palette" else "palette"
    page = render_template(f"manage/{template}.html", entries=entries(query, present), query=query)
    return page, {"Cache-Control": "no-store", "Vary": "X-Requested-With"}


@bp.route("/institution", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_EDIT)
def institution() -> ResponseReturnValue:
    mine = current_institution()
    form = InstitutionForm(obj=mine, opened=mine.edition)
    if form.validate_on_submit():
        fields = {name: value for name, value in form.data.items() if name not in ("csrf_token", "logo", "opened", "over")}
        try:
            if form.logo.data:
                fields["logo_id"] = keep_upload(form.logo.data, kinds=IMAGES, field="logo").id
            change_institution(mine, actor=current_actor(), opened=form.edition, **fields)
        except DomainError as error:
            form.reject(error)
        else:
            flash(gettext("Saved."), "good")
            return redirect(url_for(".institution"))
    return render_template("manage/institution.html", form=form), form.status
