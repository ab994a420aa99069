"""Markdown from people, made safe to show; a template can render it but nothing in it is evaluated."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup

TAGS = {
    "p",
    "br",
    "em",
    "strong",
    "a",
    "ul",
    "ol",
    "li",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "code",
    "pre",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
NOT_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=512)
def markdown(source: str) -> Markup:
    """Markdown (CommonMark and tables) as cleaned HTML; raw HTML in it shows as text; a first-level heading becomes a second-level one."""
    import nh3
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")
    html = parser.render(source).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    return Markup(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}))  # noqa: S704 cleaned by nh3


@lru_cache(maxsize=4096)
def slugify(text: str, fallback: str = "") -> str:
    """Latin letters and figures joined by hyphens, at most 60 characters; `fallback` when nothing is left (Arabic titles)."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = NOT_SLUG.sub("-", plain).strip("-")
    return words[:60].rstrip("-") or fallback
