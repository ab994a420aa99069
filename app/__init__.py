"""Nadwa: events and seminars, from the concept note to the verified certificate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import config
from app.core.zones import use_packaged_zones

if TYPE_CHECKING:
    from flask import Flask


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The WSGI application. `overrides` replace settings, for tests. Raises config.ConfigError and OutdatedZones."""
    from flask import Flask  # here: the processes that draw on paper do without

    use_packaged_zones()
    app = Flask(
        __name__,
        template_folder=str(config.ROOT / "templates"),
        static_folder=None,
        instance_path=str(config.ROOT / "instance"),
    )
    app.config.update(config.load())
    app.config.update(overrides or {})

    from app import registry
    from app.accounts import access
    from app.core import assets, database, i18n, web
    from app.mail import tasks as mail

    app.config.update(mail.settings(app.config["SMTP_URL"], app.config["MAIL_FROM"]))
    database.init_app(app)
    mail.mailman.init_app(app)
    i18n.init_app(app)
    assets.init_app(app)
    web.init_app(app)
    access.init_app(app)
    registry.init_app(app)
    return app
