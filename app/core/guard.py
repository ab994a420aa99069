"""What no honest browser sends is refused before anything reads it; what the database refuses all the same is said, not crashed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, request
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.routing import IntegerConverter

from .errors import Conflict, DomainError

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
LARGEST_ID = 2**31 - 1
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL keeps neither NUL nor half a character
LOCAL_NAMES = (".localhost", ".local", ".lan", ".internal", ".home.arpa")  # names that nobody can register


class Unwritable(DomainError):
    """A text holds what no keyboard writes and no database keeps."""

    status = 400


class OutOfReach(DomainError):
    """The database is down, full, or busy for too long."""

    status = 503


class StrangeHost(DomainError):
    """The request asks for a site that this one is not."""

    status = 400


class Id(IntegerConverter):
    """A number in an address: ids begin at 1, and what no column could hold names nothing."""

    regex = r"[0-9]{1,10}"

    def __init__(self, map: Any, fixed_digits: int = 0, min: int | None = 1, max: int | None = LARGEST_ID) -> None:  # noqa: A002 werkzeug's names
        super().__init__(map, fixed_digits, min, max)


def init_app(app: Flask) -> None:
    """Before the extensions' own checks, which read the form already."""
    app.url_map.converters["int"] = Id
    app.before_request(refuse_strange_hosts)
    app.before_request(refuse_unwritable_text)


def refuse_strange_hosts() -> None:
    """Letters and cached pages name the site as it was asked for: only by its own name, or by one that exists on its network alone."""
    if not is_own_host(request.host, current_app.config["NADWA_URL"]):
        raise StrangeHost(_l("This site has another address. If it is yours, set NADWA_URL to the address you opened."))


def is_own_host(asked: str, own_url: str) -> bool:
    """Whether `asked` (a Host header) is the site's own, or one of this machine or its private network."""
    try:
        name = (urlsplit(f"//{asked}").hostname or "").rstrip(".")
        if name == urlsplit(own_url).hostname or ("." not in name and ":" not in name and name.isascii()):
            return name.replace("-", "").replace("_", "").replace(".", "").isalnum()
        if name.endswith(LOCAL_NAMES):
            return True
        return ip_address(name).is_private
    except ValueError:
        return False


def refuse_unwritable_text() -> None:
    if UNWRITABLE.search(request.path):
        abort(404)
    if any(UNWRITABLE.search(text) for text in _texts()):
        raise Unwritable(_l("What was sent contains a character that cannot be kept. Type it again instead of pasting it."))


def _texts() -> Iterator[str]:
    """Every text of a query and a form that a view may read. The body of anything else is the view's, with its own limit."""
    forms = [request.args, request.form] if request.mimetype in FORMS else [request.args]
    for name, value in chain.from_iterable(values.items(multi=True) for values in forms):
        yield name
        yield value
    if request.mimetype not in FORMS:
        return
    for name, file in request.files.items(multi=True):
        yield name
        yield file.filename or ""


def refusal_of(error: Exception) -> DomainError:
    """What a refusal of the database means to the reader. It is a rule that no form knew: written to the log."""
    if isinstance(error, OperationalError):
        current_app.logger.error("request %s: the database does not answer", g.get("request_id", ""), exc_info=error)
        return OutOfReach(_l("The database does not answer now. Nothing was changed; try again in a moment."))
    current_app.logger.warning("request %s: the database refused (%s)", g.get("request_id", ""), type(error).__name__)
    if isinstance(error, IntegrityError):
        return Conflict(_l("Somebody else changed this in the same moment. Reload the page and look before you send it again."))
    return DomainError(_l("A number or a text in this form is larger than can be kept. Nothing was changed."))


REFUSED = (DataError, IntegrityError, OverflowError, OperationalError)
