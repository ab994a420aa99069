"""Events in addresses: `/events/<event:event>/…` gives the view the event itself, and a renamed one redirects."""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from flask import abort, request
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload
from werkzeug.routing import BaseConverter, RequestRedirect, ValidationError

from app.core.db import Model, db
from app.institutions.queries import serve

from .models import Event, EventSlug

Child = TypeVar("Child", bound=Model)
COLLECTION = "/events/"  # what stands before the event in every address
# One statement for all requests: building it anew takes longer than SQLite takes to answer it.
BY_SLUG = select(Event).where(Event.slug == bindparam("slug")).options(joinedload(Event.kind), joinedload(Event.institution))


class EventConverter(BaseConverter):
    regex = r"[a-z0-9][a-z0-9-]{0,79}"

    def to_python(self, value: str) -> Event:
        event = db.session.scalar(BY_SLUG, {"slug": value})
        if event is not None:
            serve(event.institution)
            return event
        current = db.session.scalar(select(Event.slug).join(EventSlug).where(EventSlug.slug == value))
        if current is None:
            raise ValidationError
        raise RequestRedirect(_moved(value, current))

    def to_url(self, value: Any) -> str:
        return str(value.slug if isinstance(value, Event) else value)


def _moved(former: str, current: str) -> str:
    """The address asked for, with the present name of the event in its place: the first part after /events/."""
    before, _, after = request.path.partition(COLLECTION)
    query = f"?{urlencode(request.args.to_dict(flat=False), doseq=True)}" if request.args else ""
    return quote(before + COLLECTION + current + after.removeprefix(former)) + query


def child_or_404(model: type[Child], child_id: Any, event: Event) -> Child:
    """A row of this event; another event's id does not exist here."""
    child = db.session.get(model, child_id)
    if child is None or child.event_id != event.id:  # type: ignore[attr-defined]
        abort(404)
    return child
