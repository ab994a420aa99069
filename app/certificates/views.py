"""The organiser's certificate pages: the rule, who is entitled, issuing, one certificate's life."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core.errors import DomainError
from app.core.pages import Page, page_number
from app.events.models import Event
from app.events.routing import child_or_404
from app.jobs import Job
from app.registration.models import Registration
from app.storage import respond

from . import queries, service
from .forms import ROLE_LABELS, ByHandForm, ReasonForm, RuleForm, rule_values
from .models import Certificate, CertificateRole
from .words import duration

bp = Blueprint("certificates_manage", __name__, url_prefix="/manage/events/<event:event>/certificates")
PAGE_SIZE = 100


@bp.get("/")
@requires(Permission.CERTIFICATES_VIEW)
def index(event: Event) -> ResponseReturnValue:
    """Who gets what, who just misses, and what was issued."""
    found = queries.candidates(event)
    shown = request.args.get("show", "")
    wanted = [one for one in found if _is_shown(one, shown)]
    number = page_number(request.args.get("page"))
    rows = wanted[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return render_template(
        "certificates/index.html",
        event=event,
        rule=queries.rule_of(event),
        why_not=queries.why_not(event),
        page=Page(rows, number, PAGE_SIZE, len(wanted)),
        registrations=queries.people_of(rows),
        counts=Counter(one.assessment.outcome.value for one in found),
        due=sum(one.is_due for one in found),
        issued=queries.latest(event, PAGE_SIZE),
        valid=queries.valid_count(event),
        roles=ROLE_LABELS,
        duration=duration,
    )


@bp.route("/rule", methods=["GET", "POST"])
@requires(Permission.CERTIFICATES_ISSUE)
def rule(event: Event) -> ResponseReturnValue:
    form = RuleForm(data=rule_values(queries.rule_of(event)))
    if form.validate_on_submit():
        try:
            service.set_rule(
                event,
                threshold_minutes=form.minutes,
                citation=form.citation.data,
                signatories=form.signatories,
                actor=current_actor(),
            )
        except DomainError as error:
            form.reject(error)
        else:
            flash(_("The rule is saved."), "good")
            return redirect(url_for(".index", event=event), 303)
    return render_template("certificates/rule.html", event=event, form=form), 422 if form.is_submitted() else 200


@bp.post("/issue")
@requires(Permission.CERTIFICATES_ISSUE)
def issue(event: Event) -> ResponseReturnValue:
    return _to_job(event, service.start_issuing(event, actor=current_actor()))


@bp.post("/archive")
@requires(Permission.CERTIFICATES_ISSUE)
def archive(event: Event) -> ResponseReturnValue:
    return _to_job(event, service.start_bundle(event, actor=current_actor()))


@bp.route("/by-hand/<int:registration_id>", methods=["GET", "POST"])
@requires(Permission.CERTIFICATES_ISSUE)
def by_hand(event: Event, registration_id: int) -> ResponseReturnValue:
    """One certificate on the organiser's word; whoever comes from a list brings the role that stood there."""
    registration = child_or_404(Registration, registration_id, event)
    form = ByHandForm(data={"role": request.args.get("role")} if request.method == "GET" else None)
    if form.validate_on_submit():
        try:
            made = service.issue_by_hand(registration, CertificateRole(form.role.data), actor=current_actor())
        except DomainError as error:
            form.reject(error)
        else:
            flash(_("The certificate is issued."), "good")
            return redirect(url_for(".one", event=event, certificate_id=made.id), 303)
    why_not = queries.why_not(event)
    page = render_template("certificates/by_hand.html", event=event, registration=registration, form=form, why_not=why_not)
    return page, (409 if why_not else 422) if form.is_submitted() else 200


@bp.get("/<int:certificate_id>/")
@requires(Permission.CERTIFICATES_VIEW)
def one(event: Event, certificate_id: int) -> ResponseReturnValue:
    return _page(event, child_or_404(Certificate, certificate_id, event), ReasonForm())


@bp.get("/<int:certificate_id>.pdf")
@requires(Permission.CERTIFICATES_VIEW)
def pdf(event: Event, certificate_id: int) -> ResponseReturnValue:
    file = child_or_404(Certificate, certificate_id, event).file
    return respond(file) if file else ("", 404)


@bp.post("/<int:certificate_id>/revoke")
@requires(Permission.CERTIFICATES_ISSUE)
def revoke(event: Event, certificate_id: int) -> ResponseReturnValue:
    certificate, form = child_or_404(Certificate, certificate_id, event), ReasonForm()
    if not form.validate_on_submit():
        return _page(event, certificate, form)
    service.revoke(certificate, reason=form.reason.data, actor=current_actor(), tell=form.tell.data)
    flash(_("The certificate is revoked. Its serial says so from now on."), "good")
    return redirect(url_for(".one", event=event, certificate_id=certificate.id), 303)


@bp.post("/<int:certificate_id>/correct")
@requires(Permission.CERTIFICATES_ISSUE)
def correct(event: Event, certificate_id: int) -> ResponseReturnValue:
    certificate, form = child_or_404(Certificate, certificate_id, event), ReasonForm()
    if not form.validate_on_submit():
        return _page(event, certificate, form)
    anew = service.correct(certificate, reason=form.reason.data, actor=current_actor(), tell=form.tell.data)
    flash(_("A corrected certificate is issued; the earlier one is revoked."), "good")
    return redirect(url_for(".one", event=event, certificate_id=anew.id), 303)


def _is_shown(candidate: queries.Candidate, shown: str) -> bool:
    if shown == "issued":
        return candidate.certificate_id is not None
    return not shown or candidate.assessment.outcome.value == shown


def _page(event: Event, certificate: Certificate, form: ReasonForm) -> ResponseReturnValue:
    page = render_template(
        "certificates/one.html",
        event=event,
        certificate=certificate,
        form=form,
        role=ROLE_LABELS[certificate.role],
        duration=duration,
        why_not=queries.why_not(event),
    )
    return page, 422 if form.is_submitted() else 200


def _to_job(event: Event, job: Job) -> ResponseReturnValue:
    if "manage.job" in current_app.view_functions:
        return redirect(url_for("manage.job", job_id=job.id), 303)
    return redirect(url_for(".index", event=event), 303)
