"""Flask's side of the database: engine options and migrations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.engine import make_url

from .db import db


class Migrations:
    """Stands where Flask-Migrate looks for itself until a command asks for it: Alembic takes longer to import than a page to make."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate

        folder = Path(self._app.root_path).parent / "migrations"
        Migrate(self._app, db, directory=str(folder), compare_type=True, render_as_batch=False)
        return getattr(self._app.extensions["migrate"], name)


def init_app(app: Flask) -> None:
    url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    options: dict[str, Any] = {"hide_parameters": not app.testing}  # what people typed stays out of the log when a statement fails
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:":
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    else:
        options |= {"pool_pre_ping": True, "pool_size": 5}
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", options)
    db.init_app(app)
    app.extensions["migrate"] = Migrations(app)
