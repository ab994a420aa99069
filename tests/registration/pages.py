"""Filling in the public form as a browser does."""

from __future__ import annotations

import re
from html import unescape
from itertools import count
from typing import Any

from werkzeug.test import TestResponse

from app.events.models import Event
from tests.support.client import Client

_numbers = count(1)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def entries(**fields: Any) -> dict[str, Any]:
    """What a new person types; `q_profile="elected"` answers the custom field `profile`."""
    number = next(_numbers)
    typed = {
        "title": "Dr", "given_name": "Amina", "family_name": f"Alaoui {number}", "given_name_ar": "أمينة", "family_name_ar": f"العلوي {number}",
        "email": f"amina{number}@example.org", "function": "Chercheuse", "organisation": "Université", "country": "MA", "privacy": "y",
    }  # fmt: skip
    given = {f"q-{name[2:]}" if name.startswith("q_") else name: value for name, value in fields.items()}
    return {name: value for name, value in {**typed, **given}.items() if value is not None}


def opened(client: Client, event: Event, **query: str) -> dict[str, list[str]]:
    """The hidden fields of the form as it is served."""
    page = client.get(f"/events/{event.slug}/register", query_string=query)
    assert page.status_code == 200, page.text
    return hidden(page)


def hidden(page: TestResponse) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(page.text):
        found.setdefault(unescape(name), []).append(unescape(value))
    return found


def post(client: Client, event: Event, typed: dict[str, Any], step: str = "confirm", **more: Any) -> TestResponse:
    """Send what was typed, with the hidden fields of a fresh form, in English."""
    data = {**opened(client, event, lang="en"), **typed, "step": step, **more}
    return client.post(f"/events/{event.slug}/register?lang=en", data=data, content_type="multipart/form-data")


def errors(page: TestResponse) -> list[str]:
    """The words beside the fields and at the top, without markup."""
    found = re.findall(r'class="error"[^>]*>(.*?)</span></span>', page.text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", words).split()) for words in found]
