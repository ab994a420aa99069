"""The pages on site: choose a gate, pair, and the gate's own screen, which works without the network once loaded."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, jsonify, redirect, render_template, request, send_from_directory, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.access import current_actor, public, requires
from app.accounts.permissions import Permission, allows
from app.checkin import devices
from app.checkin.devices import PairedDevice
from app.checkin.models import Gate
from app.checkin.queries import was_admitted
from app.core import clock
from app.core.assets import DIST
from app.core.db import db
from app.core.errors import DomainError, Gone
from app.core.forms import refuse_other_than
from app.core.web import CSP, limiter, talisman
from app.core.zones import zone
from app.events.models import Event
from app.events.routing import child_or_404
from app.registration.models import Registration

from .access import device_of_request, device_required, gate_or_404, hand_over
from .walk_ins import WalkInForm, categories_of, welcome
from .words import words

bp = Blueprint("desk", __name__, url_prefix="/desk")
CODE_ROOM = 20  # as many signs as the field takes: a code has ten, and a hyphen or spaces at most
CAMERA_CSP = {**CSP, "script-src": ["'self'", "'wasm-unsafe-eval'"]}  # where a browser cannot read codes itself, zxing does, in WebAssembly


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """The gates of this device, those of the account's events, and a place to type a pairing code."""
    return _index()


def _index(code: str = "", refusal: DomainError | None = None) -> str:
    device = device_of_request()
    return render_template("desk/index.html", device=device, choices=_choices(device), code=code, refusal=refusal)


@bp.errorhandler(Gone)
def ask_again(refusal: Gone) -> ResponseReturnValue:
    """A code that pairs nothing, typed or in a link, stands where another is typed, with what is wrong beside it."""
    code = (request.view_args or {}).get("code") or request.form.get("code", "")
    return _index(code.strip()[:CODE_ROOM], refusal), refusal.status


def _choices(device: PairedDevice | None) -> list[tuple[Event, list[Gate]]]:
    if not current_user.is_authenticated:
        return []
    query = select(Gate).join(Event).options(joinedload(Gate.event)).order_by(Event.starts_at.desc(), Event.id, Gate.position, Gate.id)
    events: dict[int, tuple[Event, list[Gate]]] = {}
    for gate in db.session.scalars(query):
        events.setdefault(gate.event_id, (gate.event, []))[1].append(gate)
    return [(event, gates) for event, gates in events.values() if allows(current_user, Permission.DESK, event)]


@bp.post("/events/<event:event>/gates/<int:gate_id>/use")
@requires(Permission.DESK)
def use(event: Event, gate_id: int) -> ResponseReturnValue:
    """Make this browser a device of the gate, or let it serve one more."""
    gate, device = child_or_404(Gate, gate_id, event), device_of_request()
    answer = current_app.make_response(redirect(url_for(".gate", gate_id=gate.id)))
    if device is not None and device.event_id == event.id:
        devices.serve_too(device.id, gate, actor=current_actor())
        return answer
    _device, secret = devices.pair_here(event, current_user.name[:120], gate, actor=current_actor())
    return hand_over(answer, secret)


@bp.post("/pair")
@public
@limiter.limit("20 per minute")
def type_code() -> ResponseReturnValue:
    """The code typed by hand leads to its page."""
    refuse_other_than("code")
    code = request.form.get("code", "").strip()[:CODE_ROOM]
    devices.waiting(code)
    return redirect(url_for(".pair", code=code), 303)


@bp.get("/pair/<code>")
@public
@limiter.limit("20 per minute")
def pair(code: str) -> ResponseReturnValue:
    """Says what would be paired: a program that only looks at the link does not use it up."""
    device = devices.waiting(code)
    return render_template("desk/pair.html", device=device, event=device.event, code=code)


@bp.post("/pair/<code>")
@public
@limiter.limit("20 per minute")
def do_pair(code: str) -> ResponseReturnValue:
    device, secret = devices.pair(code)
    return hand_over(current_app.make_response(redirect(url_for(".gate", gate_id=device.gates[0].id), 303)), secret)


@bp.get("/<int:gate_id>")
@talisman(content_security_policy=CAMERA_CSP)  # type: ignore[untyped-decorator]
@device_required
def gate(device: PairedDevice, gate_id: int) -> ResponseReturnValue:
    served = gate_or_404(device, gate_id)
    event = db.session.get_one(Event, device.event_id)
    answer = current_app.make_response(
        render_template("desk/gate.html", event=event, gate=served, device=device, data=_for_script(device, gate_id, event))
    )
    answer.headers["Cache-Control"] = "no-cache, private"
    return answer


def _for_script(device: PairedDevice, gate_id: int, event: Event) -> dict[str, Any]:
    """What the page's script knows before it has a copy: the gate, its door as instants, the event's clock, the words."""
    offset = zone(event.zone).utcoffset(clock.now().replace(tzinfo=None))
    return {
        "device": device.id,
        "gate": gate_id,
        "doors": {
            served.id: {
                "zone": served.door.zone,
                "opens": served.door.opens and served.door.opens.isoformat(),
                "closes": served.door.closes and served.door.closes.isoformat(),
            }
            for served in device.gates.values()
        },
        "offset": int(offset.total_seconds() // 60) if offset is not None else 0,
        "words": words(),
    }


@bp.route("/events/<event:event>/walk-in", methods=["GET", "POST"])
@requires(Permission.DESK)
def walk_in(event: Event) -> ResponseReturnValue:
    """Register somebody who stands at the door, and admit them at the gate the page was opened from."""
    form, gate_id = WalkInForm(), request.args.get("gate", type=int)
    form.offer(categories_of(event))
    if form.validate_on_submit():
        try:
            made = welcome(event, form, actor=current_actor(), device=device_of_request(), gate_id=gate_id)
        except DomainError as error:
            form.reject(error)
        else:
            return redirect(url_for(".walked_in", event=event, registration_id=made.id, gate=gate_id), 303)
    return render_template("desk/walk_in.html", event=event, form=form, gate_id=gate_id), 422 if form.is_submitted() else 200


@bp.get("/events/<event:event>/walk-in/<int:registration_id>")
@requires(Permission.DESK)
def walked_in(event: Event, registration_id: int) -> ResponseReturnValue:
    """Who was registered, whether they are in, and the way to their badge."""
    made = child_or_404(Registration, registration_id, event)
    return render_template(
        "desk/walked_in.html", event=event, registration=made, admitted=was_admitted(made.id), gate_id=request.args.get("gate", type=int)
    )


@bp.get("/service-worker.js")
@public
def service_worker() -> ResponseReturnValue:
    """The built service worker, at the address whose pages it may serve when the network is gone."""
    name = current_app.jinja_env.globals["asset"]("js/service-worker.js").removeprefix("/static/")  # type: ignore[operator]
    if not (DIST / name).is_file():
        abort(404)
    response = send_from_directory(DIST, name, mimetype="text/javascript", max_age=0)
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/manifest.webmanifest")
@public
def manifest() -> ResponseReturnValue:
    """What a phone needs to put the desk on its home screen."""
    icon = {"src": current_app.jinja_env.globals["asset"]("images/star.svg"), "sizes": "any", "type": "image/svg+xml"}  # type: ignore[operator]
    answer = jsonify(
        name=_("Desk"),
        short_name=_("Desk"),
        start_url=url_for(".index"),
        scope="/desk/",
        display="standalone",
        background_color="#fbf9f4",
        icons=[icon],
    )
    answer.mimetype = "application/manifest+json"
    return answer
