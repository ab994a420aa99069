"""The organiser's side of check-in: gates and how it stands at them, devices and their pairing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.agenda.models import Session
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError
from app.core.web import absolute
from app.documents.qr import qr_svg_path
from app.events.models import Event
from app.events.routing import child_or_404
from app.registration.models import Category

from . import devices, queries, rules, service
from .forms import KINDS, DeviceForm, GateForm, gate_fields
from .models import Device, Gate, GateKind

bp = Blueprint("checkin_manage", __name__, url_prefix="/manage/events/<event:event>/check-in")
PAIRING = "pairing"  # where the organiser's session keeps the one code that is on show


@bp.get("/")
@requires(Permission.DESK_SETUP)
def index(event: Event) -> ResponseReturnValue:
    gates = queries.gates_of(event)
    counts = queries.counts_of([gate.id for gate in gates])
    page = "checkin/_gates.html" if request.headers.get("HX-Request") == "true" else "checkin/index.html"
    known, hours = queries.devices_of(event), {gate.id: _hours(gate) for gate in gates}
    return render_template(page, event=event, gates=gates, hours=hours, counts=counts, devices=known, kinds=KINDS, now=clock.now())


def _hours(gate: Gate) -> tuple[datetime | None, datetime | None]:
    """When it lets in, as the desk goes by it."""
    session = gate.session
    return rules.hours(gate.opens_at, gate.closes_at, (session.starts_at, session.ends_at) if session else None)


@bp.route("/gates/new", methods=["GET", "POST"])
@requires(Permission.DESK_SETUP)
def new_gate(event: Event) -> ResponseReturnValue:
    return _gate_page(event, None)


@bp.route("/gates/<int:gate_id>", methods=["GET", "POST"])
@requires(Permission.DESK_SETUP)
def edit_gate(event: Event, gate_id: int) -> ResponseReturnValue:
    return _gate_page(event, child_or_404(Gate, gate_id, event))


def _gate_page(event: Event, gate: Gate | None) -> ResponseReturnValue:
    form = GateForm(data=gate_fields(gate))
    sessions = db.session.scalars(select(Session).where(Session.event_id == event.id).order_by(Session.starts_at, Session.id)).all()
    form.offer(sessions, _zones(event, gate))
    if form.validate_on_submit():
        try:
            _save_gate(event, gate, form)
        except DomainError as error:
            form.reject(error)
        else:
            flash(_("The gate is saved."), "good")
            return redirect(url_for(".index", event=event))
    status = 422 if form.is_submitted() else 200
    return render_template("checkin/gate.html", event=event, gate=gate, form=form, removable=gate and not queries.has_scans(gate)), status


def _save_gate(event: Event, gate: Gate | None, form: GateForm) -> None:
    given: dict[str, Any] = {
        "kind": GateKind(form.kind.data),
        "name": form.name.data,
        "zone": form.zone.data,
        "opens_at": form.opens_at.data,
        "closes_at": form.closes_at.data,
        "session": db.session.get(Session, form.session_id.data) if form.session_id.data else None,
        "actor": current_actor(),
    }
    if gate is None:
        service.create_gate(event, **given)
    else:
        service.update_gate(gate, **given)


def _zones(event: Event, gate: Gate | None) -> list[str]:
    """The zones on the event's badges, and the one the gate asks for already."""
    used = db.session.scalars(select(Category.zones).where(Category.event_id == event.id))
    return sorted({zone for zones in used for zone in zones or ()} | ({gate.zone} if gate and gate.zone else set()))


@bp.post("/gates/for-sessions")
@requires(Permission.DESK_SETUP)
def gates_for_sessions(event: Event) -> ResponseReturnValue:
    made = len(service.gates_for_sessions(event, actor=current_actor()))
    flash(ngettext("%(num)s gate was made.", "%(num)s gates were made.", made) if made else _("Every session has its gate."), "good")
    return redirect(url_for(".index", event=event))


@bp.post("/gates/<int:gate_id>/delete")
@requires(Permission.DESK_SETUP)
def delete_gate(event: Event, gate_id: int) -> ResponseReturnValue:
    service.delete_gate(child_or_404(Gate, gate_id, event), actor=current_actor())
    flash(_("The gate is gone."), "good")
    return redirect(url_for(".index", event=event))


@bp.route("/devices/new", methods=["GET", "POST"])
@requires(Permission.DESK_SETUP)
def new_device(event: Event) -> ResponseReturnValue:
    form = DeviceForm()
    gates = queries.gates_of(event)
    form.offer(gates)
    if form.validate_on_submit():
        chosen = [gate for gate in gates if gate.id in form.gates.data]
        try:
            device, code = devices.create(event, form.device_name.data, chosen, actor=current_actor())
        except DomainError as error:
            form.reject(error)
        else:
            session[PAIRING] = [device.id, code]
            return redirect(url_for(".pairing", event=event, device_id=device.id))
    elif request.method == "GET":
        form.gates.data = [gate.id for gate in gates]
    return render_template("checkin/device.html", event=event, form=form, gates=gates), 422 if form.is_submitted() else 200


@bp.get("/devices/<int:device_id>/pair")
@requires(Permission.DESK_SETUP)
def pairing(event: Event, device_id: int) -> ResponseReturnValue:
    """The code to scan or type, while this organiser's session still holds it; then whether it was taken."""
    device = child_or_404(Device, device_id, event)
    shown, code = session.get(PAIRING, (None, ""))
    waiting = device.paired_at is None and device.revoked_at is None and device.pairing_ends_at > clock.now() and shown == device.id
    address = absolute(url_for("desk.pair", code=code)) if waiting else ""
    page = "checkin/_pairing.html" if request.headers.get("HX-Request") == "true" else "checkin/pairing.html"
    qr = qr_svg_path(address) if waiting else None
    return render_template(page, event=event, device=device, code=code if waiting else "", address=address, qr=qr)


@bp.post("/devices/<int:device_id>/renew")
@requires(Permission.DESK_SETUP)
def renew_code(event: Event, device_id: int) -> ResponseReturnValue:
    device = child_or_404(Device, device_id, event)
    session[PAIRING] = [device.id, devices.renew_code(device, actor=current_actor())]
    return redirect(url_for(".pairing", event=event, device_id=device.id))


@bp.post("/devices/<int:device_id>/revoke")
@requires(Permission.DESK_SETUP)
def revoke(event: Event, device_id: int) -> ResponseReturnValue:
    device = child_or_404(Device, device_id, event)
    devices.revoke(device, actor=current_actor())
    flash(_("%(name)s reads no badge any more, and wipes its copy when it next asks.", name=device.name), "good")
    return redirect(url_for(".index", event=event))
