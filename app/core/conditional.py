"""Pages that readers keep: one ETag per revision, language and account, answered with 304 before anything is rendered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Response, make_response, request, session
from flask_login import current_user
from werkzeug.http import quote_etag

import config

from .caching import Cache
from .i18n import current_locale

_pages: Cache[tuple[bytes, bytes]] = Cache(1_500_000, weigh=lambda kept: len(kept[1]))  # (nonce, page): what strangers were shown last


def page(render: Callable[[], str], *parts: Any, kept_seconds: int = 0) -> Response:
    """The response of a GET that depends on `parts` (revisions, states, the hour) and on the reader's language and account.

    `render` is called only when the page is not at hand: the reader holds it already, or another stranger was just shown the same.
    Messages that wait to be shown are never kept. `kept_seconds` lets readers and proxies use it that long without asking."""
    if "_flashes" in session:
        response = make_response(render())
        response.headers["Cache-Control"] = "no-store"
        return response
    name = entity(*parts)
    response = Response(status=304) if request.if_none_match.contains_weak(name) else make_response(_text(name, render))
    response.headers["ETag"] = quote_etag(name, weak=True)
    scope = "private" if current_user.is_authenticated else "public"
    response.headers["Cache-Control"] = f"{scope}, max-age={kept_seconds}" if kept_seconds else f"{scope}, no-cache"
    response.vary.update(("Cookie", "Accept-Language"))
    return response


def entity(*parts: Any) -> str:
    """A short name of what a reader sees: the parts, the address, their language, their account, and the release of the templates."""
    account = current_user.get_id() if current_user.is_authenticated else ""
    seen = repr((parts, request.url, current_locale(), account, _release()))
    return hashlib.sha256(seen.encode()).hexdigest()[:24]


def _text(name: str, render: Callable[[], str]) -> str | bytes:
    """A page for strangers is rendered once per process; each reader gets it with a nonce of their own.

    Kept as it is sent: a page with one Arabic letter takes two bytes for each of its signs as a text."""
    if current_user.is_authenticated:
        return render()
    nonce = str(getattr(request, "csp_nonce", "")).encode()
    former, kept = _pages.get((request.url, current_locale()), lambda: (nonce, render().encode()), revision=name)
    return kept.replace(former, nonce) if former else kept


@lru_cache(maxsize=1)
def _release() -> float:
    """When templates, catalogues and styles last changed; the same in every process of one installation."""
    folders = (config.ROOT / "templates", config.ROOT / "app" / "translations", config.ROOT / "static" / "dist")
    return max((file.stat().st_mtime for folder in folders for file in folder.rglob("*") if file.is_file()), default=0.0)
