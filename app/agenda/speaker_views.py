"""The organiser's page of somebody in the programme: name, function, biography, and whether they agreed to a public page."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission, allows
from app.core.db import db
from app.core.errors import DomainError, NotAllowed
from app.events.models import Event
from app.people.models import Person

from . import speakers
from .forms import SpeakerForm, speaker_fields
from .programme import person_address

BEYOND = _l("They also take part in an event whose programme you may not change: ask whoever may change both.")
bp = Blueprint("speakers_manage", __name__, url_prefix="/manage/events/<event:event>/programme/people")


@bp.route("/<int:person_id>", methods=["GET", "POST"])
@requires(Permission.AGENDA_EDIT)
def speaker(event: Event, person_id: int) -> ResponseReturnValue:
    person = db.session.get(Person, person_id)
    if person is None or not (parts := speakers.parts_of(person_id, event)):
        abort(404)
    form, alone = SpeakerForm(data=speaker_fields(person)), _is_within_reach(person)
    if form.validate_on_submit():
        try:
            if not alone:
                raise NotAllowed(BEYOND)
            speakers.describe(person, event, form.description(), actor=current_actor())
        except DomainError as error:
            form.reject(error)
        else:
            flash(_("Saved."), "good")
            return redirect(url_for(".speaker", event=event, person_id=person_id))
    address = person_address(person.id, person.latin_name)
    page = render_template(
        "agenda/manage/speaker.html", event=event, person=person, form=form, parts=parts, address=address, beyond="" if alone else BEYOND
    )
    return page, 422 if form.is_submitted() else 200


def _is_within_reach(person: Person) -> bool:
    """Whether this reader may change every programme that names this person: what is said here is said in all of them."""
    return all(allows(current_user, Permission.AGENDA_EDIT, other) for other in speakers.events_of(person))
