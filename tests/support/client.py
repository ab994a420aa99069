"""The test client: each request stands in a context of its own, as it does in the server."""

from __future__ import annotations

from contextvars import copy_context
from typing import Any

from flask.globals import _cv_app
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.core.db import db


class Client(FlaskClient):
    """Before a request, what the test wrote is committed; after it, the test's objects are read anew.

    The request sees neither the test's session nor its `g`: a signed-in user of one request is not carried to the next.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        db.session.commit()
        response = copy_context().run(self._open_apart, *args, **kwargs)
        db.session.expire_all()
        return response

    def _open_apart(self, *args: Any, **kwargs: Any) -> TestResponse:
        _cv_app.set(None)  # type: ignore[arg-type]
        return super().open(*args, **kwargs)
