"""The built front end: hashed names from static/dist/manifest.json, served by WhiteNoise, cached for a year."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

import config

DIST = config.ROOT / "static" / "dist"
HASHED = re.compile(r"-[A-Z0-9]{8}\.\w+$")


def init_app(app: Flask) -> None:
    manifest = Path(DIST / "manifest.json")
    names: dict[str, str] = json.loads(manifest.read_text()) if manifest.exists() else {}

    def asset(name: str) -> str:
        """The address of a built file: asset("css/site.css")."""
        return f"/static/{names.get(name, name)}"

    app.jinja_env.globals["asset"] = asset
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(DIST) if DIST.exists() else None,
        prefix="static/",
        immutable_file_test=_is_immutable,
    )


def _is_immutable(_path: str, url: Any) -> bool:
    return bool(HASHED.search(url))
