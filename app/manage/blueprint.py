"""The one blueprint of the organiser's shell, filled by several modules."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("manage", __name__, url_prefix="/manage")
