"""What devices ask and tell. JSON; each answer is about the device's own event and gates."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue

from app.audit import Actor
from app.checkin import devices, queries, roster, scanning
from app.checkin.devices import PairedDevice
from app.checkin.models import Device
from app.checkin.readings import MAX_BYTES, MAX_READINGS, Reading, Refused, parse
from app.checkin.scanning import Answer
from app.core import clock
from app.core.db import db
from app.core.web import csrf

from .access import after_the_event, device_required, gate_or_404, take_back
from .voided import older_badges

bp = Blueprint("desk_api", __name__, url_prefix="/desk/api")
csrf.exempt(bp)  # see device_required


@bp.post("/scans")
@device_required
@after_the_event
def scans(device: PairedDevice) -> ResponseReturnValue:
    """Up to 200 readings; an answer for each, in their order. An empty list says that the device is alive."""
    request.max_content_length = MAX_BYTES
    raw = _json()
    if not isinstance(raw, list) or len(raw) > MAX_READINGS:
        abort(400)
    now = clock.now()
    parsed = [_parse(item, now) for item in raw]
    answers = iter(scanning.receive(device, [item for item in parsed if isinstance(item, Reading)], now=now, voided=older_badges))
    devices.seen(device, now)
    told = [_told(next(answers)) if isinstance(item, Reading) else item for item in parsed]
    return jsonify(now=now.isoformat(), answers=told)


@bp.get("/roster")
@device_required
def copy(device: PairedDevice) -> ResponseReturnValue:
    """The device's copy: everything, or what changed since the `now` of an earlier answer."""
    since, now = _since(), clock.now()
    return jsonify(
        now=now.isoformat(),
        whole=since is None,
        total=roster.head_count(device),
        people=roster.people(device, since),
        categories=roster.categories(device),
        presences=roster.presences(device, since),
        voided=older_badges(device.event_id, None),
        counts={gate: dataclasses.asdict(count) for gate, count in queries.counts_of(device.gates).items()},
    )


@bp.get("/search")
@device_required
def search(device: PairedDevice) -> ResponseReturnValue:
    """People by name, in either script."""
    query = request.args.get("q", "").strip()
    return jsonify(people=roster.search(device, query) if len(query) > 1 else [])


@bp.get("/gates/<int:gate_id>/counts")
@device_required
def counts(device: PairedDevice, gate_id: int) -> ResponseReturnValue:
    gate = gate_or_404(device, gate_id)
    return jsonify(dataclasses.asdict(queries.counts_of([gate.id])[gate.id]))


@bp.post("/leave")
@device_required
@after_the_event
def leave(device: PairedDevice) -> ResponseReturnValue:
    """The device gives itself up."""
    devices.revoke(db.session.get_one(Device, device.id), actor=Actor(None, device.name))
    return take_back(jsonify(left=True))


def _json() -> Any:
    """What was sent; nested deeper than anything of ours, it is no more JSON than if it were cut off."""
    try:
        return request.get_json()
    except RecursionError:
        abort(400)


def _parse(item: Any, now: datetime) -> Reading | dict[str, Any]:
    try:
        return parse(item, now)
    except Refused as refusal:
        given = item.get("id") if isinstance(item, dict) else None
        return {"id": given if isinstance(given, str) and len(given) <= 36 else None, "refused": refusal.reason}


def _told(answer: Answer) -> dict[str, Any]:
    if answer.verdict is None:
        return {"id": answer.id, "refused": answer.refused}
    person = answer.person
    return {
        "id": answer.id,
        "verdict": answer.verdict.value,
        "person": roster.entry(person) if person else None,
        "category": _category(person) if person and person.category_id else None,
        "first_at": answer.repeats_at.isoformat() if answer.repeats_at else None,
    }


def _category(person: Any) -> dict[str, Any]:
    return {
        "id": person.category_id,
        "letter": person.letter,
        "colour": person.colour,
        "zones": person.zones or [],
        "name": str(person.category_name),
    }


def _since() -> datetime | None:
    raw = request.args.get("since")
    if not raw:
        return None
    try:
        since = datetime.fromisoformat(raw.replace(" ", "+"))
    except ValueError:
        abort(400)
    if since.tzinfo is None or not 2000 <= since.year < 3000:
        abort(400)
    return since
