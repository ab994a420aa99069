"""Who a device is. It carries one cookie, for /desk alone: a random secret, signed, whose digest is on its row."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, abort, current_app, g, jsonify, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer

from app.checkin import devices
from app.checkin.devices import PairedDevice, ServedGate
from app.core.db import SAFE_METHODS

View = TypeVar("View", bound=Callable[..., Any])
COOKIE = "nadwa_desk"
HEADER = "X-Nadwa-Desk"
PATH = "/desk"
YEAR_SECONDS = 365 * 24 * 3600


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key, salt="nadwa.desk")  # type: ignore[arg-type]


def hand_over(response: Response, secret: str) -> Response:
    """Give a browser the secret that makes it a device."""
    response.set_cookie(
        COOKIE, _signer().dumps(secret), max_age=YEAR_SECONDS, path=PATH, secure=request.is_secure, httponly=True, samesite="Strict"
    )
    return response


def take_back(response: Response) -> Response:
    response.delete_cookie(COOKIE, path=PATH, secure=request.is_secure, httponly=True, samesite="Strict")
    return response


def device_of_request() -> PairedDevice | None:
    """The device that asks; none without its cookie, with a forged one, or after revocation."""
    if "desk_device" not in g:
        try:
            secret = _signer().loads(request.cookies.get(COOKIE, ""))
        except BadSignature:
            secret = None
        g.desk_device = devices.recognise(secret) if isinstance(secret, str) else None
    return g.desk_device  # type: ignore[no-any-return]


def device_required(view: View) -> View:
    """Let a view run for a paired device only; it gets the device first.

    It needs no account, so its permission is None; `device` says that it is not open to everyone. What changes something
    needs the header besides: no other site's page can send it along with the cookie, which is SameSite=Strict. That is
    why these routes do without a CSRF token, which a device that was offline for hours would not have."""

    @functools.wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        device = device_of_request()
        if device is None or (device.over and not getattr(view, "after_the_event", False)):
            if request.blueprint == "desk":
                return redirect(url_for("desk.index"))
            return take_back(jsonify(type="about:blank", status=401, title="device")), 401
        if request.method not in SAFE_METHODS and request.headers.get(HEADER) != "1":
            abort(400)
        return view(device, *args, **kwargs)

    guarded.permission = None  # type: ignore[attr-defined]
    guarded.device = True  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def after_the_event(view: View) -> View:
    """Mark a device's view that still answers when the event is in the archive; set it closest to the function."""
    view.after_the_event = True  # type: ignore[attr-defined]
    return view


def gate_or_404(device: PairedDevice, gate_id: int) -> ServedGate:
    """A gate that the device serves; any other does not exist for it."""
    if gate_id not in device.gates:
        abort(404)
    return device.gates[gate_id]
