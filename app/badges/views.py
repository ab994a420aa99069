"""The organiser's badge pages: a print run, one person's badge, a lost badge."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.documents import PDF
from app.events.models import Event
from app.events.routing import child_or_404
from app.jobs import Job
from app.registration.models import Registration

from . import queries, service
from .forms import DESIGN_LABELS, LostForm, PrintForm
from .queries import PrintState, Who

bp = Blueprint("badges_manage", __name__, url_prefix="/manage/events/<event:event>/badges")


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.BADGES_PRINT)
def index(event: Event) -> ResponseReturnValue:
    form = PrintForm()
    categories = queries.categories(event)
    form.offer(categories)
    if form.validate_on_submit():
        job = service.start_printing(
            event, design=form.design.data, who=Who(form.who.data), category_id=form.category_id, actor=current_actor()
        )
        return _to_job(event, job)
    counts = queries.counts(event)
    totals = {state: sum(one[state] for one in counts.values()) for state in PrintState}
    page = render_template(
        "badges/index.html",
        event=event,
        form=form,
        categories=categories,
        counts=counts,
        totals=totals,
        prints=queries.last_prints(event),
        designs=DESIGN_LABELS,
    )
    return page, 422 if form.is_submitted() else 200


@bp.get("/<int:registration_id>/")
@requires(Permission.BADGES_PRINT)
def person(event: Event, registration_id: int) -> ResponseReturnValue:
    """One person's badge: print it again, or replace a lost one."""
    return _person_page(event, child_or_404(Registration, registration_id, event), LostForm())


@bp.post("/<int:registration_id>/<any('a6', 'a7'):design>.pdf")
@requires(Permission.BADGES_PRINT)
def one(event: Event, registration_id: int, design: str) -> ResponseReturnValue:
    """One badge as a PDF; it counts as printed."""
    registration = child_or_404(Registration, registration_id, event)
    pdf = service.print_one(registration, design, actor=current_actor())
    response = Response(pdf, mimetype=PDF)
    response.headers.set("Content-Disposition", "attachment", filename=f"{event.slug}-{design}-{registration.id}.pdf")
    return response


@bp.post("/<int:registration_id>/lost")
@requires(Permission.BADGES_PRINT)
def lost(event: Event, registration_id: int) -> ResponseReturnValue:
    """Void the code of a lost badge."""
    registration, form = child_or_404(Registration, registration_id, event), LostForm()
    if not form.validate_on_submit():
        return _person_page(event, registration, form)
    service.replace_lost(registration, reason=form.reason.data, actor=current_actor())
    flash(_("The lost badge is void. Print the new one now."), "good")
    return redirect(url_for(".person", event=event, registration_id=registration.id))


def _person_page(event: Event, registration: Registration, form: LostForm) -> ResponseReturnValue:
    page = render_template(
        "badges/person.html",
        event=event,
        registration=registration,
        form=form,
        prints=queries.prints_of(registration),
        designs=DESIGN_LABELS,
    )
    return page, 422 if request.method == "POST" else 200


def _to_job(event: Event, job: Job) -> ResponseReturnValue:
    if "manage.job" in current_app.view_functions:
        return redirect(url_for("manage.job", job_id=job.id), 303)
    flash(_("The badges are being printed."), "good")
    return redirect(url_for(".index", event=event), 303)
