"""Files of publications, as attachments to whoever may see them."""

from __future__ import annotations

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import storage
from app.accounts.access import public
from app.accounts.permissions import Permission, allows
from app.core.db import db

from .models import Publication, PublicationFile

bp = Blueprint("publications", __name__)


@bp.get("/publications/<int:publication_id>/files/<int:file_id>")
@public
def file(publication_id: int, file_id: int) -> ResponseReturnValue:
    """Unknown (404) to those who may not see it, like the draft it may belong to."""
    held = db.session.get(PublicationFile, file_id)
    publication = db.session.get(Publication, publication_id)
    if held is None or publication is None or held.publication_id != publication.id or not _may_see(publication):
        abort(404)
    return storage.respond(held.file)


def _may_see(publication: Publication) -> bool:
    event = publication.event
    if event is None:
        return publication.public or allows(current_user, Permission.DIRECTORY_EDIT)
    if not publication.public:
        return allows(current_user, Permission.EVENT_EDIT, event)
    return allows(current_user, Permission.EVENT_VIEW, event)
