"""What load balancers and the start script ask."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.accounts.access import public
from app.core.db import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """The database answers too, and has its tables."""
    try:
        db.session.execute(text("SELECT 1 FROM institution LIMIT 1"))
    except Exception:  # noqa: BLE001 whatever is wrong with the database, the answer is the same
        return jsonify(status="database"), 503
    return jsonify(status="ok")
