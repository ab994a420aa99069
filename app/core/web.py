"""What every request shares: one commit at its end, headers, errors that people understand, names that templates use."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, current_app, g, has_request_context, jsonify, make_response, render_template, request, session
from flask_babel import gettext
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_talisman import Talisman
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from . import guard, i18n, limits, locales, sizes, work, zones
from .caching import Once
from .colour import accent_css, accent_on_paper, ink_on
from .db import only_reads
from .errors import DomainError
from .text import markdown
from .types import LOCALES, RTL, Translated
from .typography import french
from .zellige import HEIGHT, WIDTH, zellige

CSP = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": ["'self'", "blob:"],
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
PRIVATE = ("/manage", "/desk")
PATH_SIGNS = "/-._~!$&'()*+,;=:@"  # RFC 3986, 3.3


class Headers(Talisman):  # type: ignore[misc]
    """The site's policy, but for responses that bring a stricter one of their own: files, letters shown in a frame."""

    def _set_response_headers(self, response: Response) -> Response:
        kept = {name: response.headers[name] for name in ("Content-Security-Policy", "X-Frame-Options") if name in response.headers}
        super()._set_response_headers(response)
        response.headers.update(kept)
        if response.status_code == 304:  # the page that was kept goes on under the policy, and the nonce, that it came with
            response.headers.pop("Content-Security-Policy", None)
        return response


csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address, default_limits=[], strategy="moving-window")
talisman = Headers()


def init_app(app: Flask) -> None:
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    app.before_request(_name_the_request)
    guard.init_app(app)
    csrf.init_app(app)
    app.config["RATELIMIT_STORAGE_URI"] = app.config["REDIS_URL"] or limits.address(Path(app.config["QUEUE_DIR"]))
    limiter.init_app(app)
    Compress(app)
    https = str(app.config["NADWA_URL"]).startswith("https://")
    talisman.init_app(
        app,
        force_https=https,
        strict_transport_security=https,
        session_cookie_secure=https,
        content_security_policy=CSP,
        content_security_policy_nonce_in=["script-src", "style-src"],
        referrer_policy="strict-origin-when-cross-origin",
        permissions_policy={"camera": "(self)", "geolocation": "()", "microphone": "()"},
    )
    app.after_request(_finish)
    app.register_error_handler(DomainError, _domain_error)
    for kind in guard.REFUSED:
        app.register_error_handler(kind, _refused_by_the_database)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)
    _teach_templates(app)


def _name_the_request() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if given.isascii() and given.isalnum() and len(given) <= 64 else uuid.uuid4().hex


def _finish(response: Response) -> Response:
    """The one commit of a request: when it changed something and ended well."""
    if only_reads() or response.status_code >= 400:
        work.abandon()
    else:
        try:
            work.finish()
        except guard.REFUSED as error:
            response = make_response(_refused_by_the_database(error))
    response.headers["X-Request-Id"] = g.get("request_id", "")
    if "Cache-Control" not in response.headers and (request.path.startswith(PRIVATE) or "_user_id" in session):
        response.headers["Cache-Control"] = "no-store"  # after signing out, neither "back" nor a shared machine's cache shows it
    return response


def _domain_error(error: DomainError) -> tuple[Any, int]:
    return explain(error.status, str(error))


def _refused_by_the_database(error: Exception) -> tuple[Any, int]:
    work.abandon()
    refusal = guard.refusal_of(error)
    if isinstance(refusal, guard.OutOfReach):  # a page would ask it again
        return Response(f"{refusal}\n", mimetype="text/plain", headers={"Retry-After": "5"}), refusal.status
    return explain(refusal.status, str(refusal))


def _csrf_error(_error: CSRFError) -> tuple[Any, int]:
    return explain(400, gettext("This page was open for too long. Go back, reload it, and send it again."))


def _http_error(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    body, status = explain(error.code, error.description if isinstance(error.description, Markup) else "")
    response = Response(body) if isinstance(body, str) else body
    response.status_code = status
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after", "www-authenticate"):
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Any:
    if current_app.debug or current_app.testing:
        raise error
    current_app.logger.exception("request %s failed", g.get("request_id", ""))
    work.abandon()
    return explain(500, "")


def explain(status: int, message: str) -> tuple[Any, int]:
    """An error as a page, or as RFC 9457 JSON for a caller that asked for JSON."""
    work.abandon()
    if status == 404:
        request.url_rule = None  # whatever lies near the address, the page says nothing of it: not even in another language
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json" or request.is_json:
        response = jsonify(type="about:blank", status=status, title=message or str(status))
        response.mimetype = "application/problem+json"
        return response, status
    return render_template("errors/error.html", status=status, message=message), status


def lang_url(code: str) -> str:
    """The present page in another language."""
    arguments = request.args.to_dict(flat=False)
    arguments["lang"] = [code]
    if request.endpoint is None:
        return f"/?lang={code}"
    return f"{quote(request.path, safe=PATH_SIGNS)}?{urlencode(arguments, doseq=True)}"


def absolute(path: str) -> str:
    """A path as the public reaches it, for letters, codes and calendars."""
    base = current_app.config["NADWA_URL"]
    if not base:
        base = request.host_url.rstrip("/") if has_request_context() else f"http://localhost:{current_app.config['PORT']}"
    return f"{base}{path}"


def public_url(endpoint: str, **values: Any) -> str:
    """The address of a page as the public reaches it; in tasks and commands too, where there is no request."""
    return absolute(current_app.url_map.bind("").build(endpoint, values))


def speak(text: Translated | None, locale: str | None = None) -> Markup:
    """A translated text as HTML; marked with its language when it is not the page's."""
    wanted = locale or locales.current_locale()
    code, words = (text or Translated()).best(wanted)
    words = french(words) if code == "fr" else words
    if code in (wanted, ""):
        return escape(words)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(code, "rtl" if code in RTL else "ltr", words)


def speak_markdown(text: Translated | str | None) -> Markup:
    """Markdown in the reader's language; a fallback is wrapped in its own language and direction."""
    if isinstance(text, str):
        return markdown(text)
    wanted = locales.current_locale()
    code, words = (text or Translated()).best(wanted)
    html = Markup(french(markdown(words))) if code == "fr" else markdown(words)  # noqa: S704 cleaned, then only spaces change
    if code in (wanted, ""):
        return html
    return Markup('<div lang="{}" dir="{}">{}</div>').format(code, "rtl" if code in RTL else "ltr", html)


def star_pattern(seed: str, accent: str, width: int = WIDTH, height: int = HEIGHT) -> Markup:
    """The picture of what has none, inline."""
    return Markup(zellige(seed, accent=accent, width=width, height=height))  # noqa: S704 figures only, tested


def _compiled_templates() -> FileSystemBytecodeCache | None:
    """Templates as an earlier process compiled them, in the account's own temporary folder; none where there is no safe one.

    They are found by their source; this file's time stands for how it is compiled."""
    try:
        return FileSystemBytecodeCache(pattern=f"nadwa-{Path(__file__).stat().st_mtime_ns}-%s")
    except (OSError, RuntimeError):
        return None


def _teach_templates(app: Flask) -> None:
    app.jinja_env.bytecode_cache = _compiled_templates()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.filters.update(
        tr=speak,
        markdown=speak_markdown,
        date=i18n.format_date,
        time=i18n.format_time,
        datetime=i18n.format_datetime,
        number=i18n.format_number,
        zone=i18n.zone_in_words,
        local=zones.to_local,
        instant=zones.iso_instant,
        offset=zones.utc_offset,
        country=i18n.country_name,
        language=i18n.language_name,
        languages=i18n.language_names,
        file_size=sizes.file_size,
    )
    app.jinja_env.globals.update(
        lang_url=lang_url,
        absolute=absolute,
        LOCALES=LOCALES,
        accent_css=accent_css,
        accent_on_paper=accent_on_paper,
        ink_on=ink_on,
        star_pattern=star_pattern,
        once=Once,
    )
    app.context_processor(lambda: {"locale": locales.current_locale(), "direction": i18n.direction()})
