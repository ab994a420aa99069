"""Venues and rooms, kinds and series: what organisers choose from."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core.db import Model, db
from app.core.errors import DomainError
from app.institutions.queries import current_institution

from . import directory
from .directory_forms import KindForm, RoomForm, SeriesForm, VenueForm
from .models import EventKind, Room, Series, Venue

bp = Blueprint("directory_manage", __name__, url_prefix="/manage")
Row = TypeVar("Row", bound=Model)


def _mine(model: type[Row], row_id: int) -> Row:
    """A row of this institution."""
    row = db.session.get(model, row_id)
    if row is None or row.institution_id != current_institution().id:  # type: ignore[attr-defined]
        abort(404)
    return row


def _entry(form: Any, title: str, back: str, label: str) -> ResponseReturnValue:
    """A page that holds one form."""
    return render_template("events/manage/entry.html", form=form, title=title, back=(label, back)), 422 if form.errors else 200


@bp.get("/venues/")
@requires(Permission.DIRECTORY_EDIT)
def venues() -> ResponseReturnValue:
    query = select(Venue).where(Venue.institution_id == current_institution().id).options(selectinload(Venue.rooms)).order_by(Venue.id)
    return render_template("events/manage/venues.html", venues=list(db.session.scalars(query)))


@bp.route("/venues/new", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def new_venue() -> ResponseReturnValue:
    form = VenueForm()
    if form.validate_on_submit():
        venue = directory.create_venue(current_institution(), actor=current_actor(), **form.values)  # type: ignore[arg-type]
        flash(gettext("Kept. Now name its rooms."), "good")
        return redirect(url_for(".venue", venue_id=venue.id))
    return _entry(form, gettext("New venue"), url_for(".venues"), gettext("Venues"))


@bp.route("/venues/<int:venue_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def venue(venue_id: int) -> ResponseReturnValue:
    held = _mine(Venue, venue_id)
    form = VenueForm(obj=held)
    if form.validate_on_submit():
        directory.update_venue(held, actor=current_actor(), **form.values)
        flash(gettext("Kept."), "good")
        return redirect(url_for(".venue", venue_id=held.id))
    status = 422 if form.errors else 200
    return render_template("events/manage/venue.html", form=form, venue=held, room_form=RoomForm(formdata=None)), status


@bp.route("/venues/<int:venue_id>/rooms/new", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def new_room(venue_id: int) -> ResponseReturnValue:
    held = _mine(Venue, venue_id)
    form = RoomForm()
    if form.validate_on_submit():
        directory.add_room(held, name=form.name.data, seats=form.seats.data, actor=current_actor())
        flash(gettext("Kept."), "good")
        return redirect(url_for(".venue", venue_id=held.id))
    return _entry(form, gettext("New room"), url_for(".venue", venue_id=held.id), str(held.name))


def _room(venue_id: int, room_id: int) -> Room:
    room = db.session.get(Room, room_id)
    if room is None or room.venue_id != _mine(Venue, venue_id).id:
        abort(404)
    return room


@bp.route("/venues/<int:venue_id>/rooms/<int:room_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def room(venue_id: int, room_id: int) -> ResponseReturnValue:
    held = _room(venue_id, room_id)
    form = RoomForm(obj=held)
    if form.validate_on_submit():
        directory.update_room(held, name=form.name.data, seats=form.seats.data, actor=current_actor())
        flash(gettext("Kept."), "good")
        return redirect(url_for(".venue", venue_id=venue_id))
    return _entry(form, str(held.name), url_for(".venue", venue_id=venue_id), str(held.venue.name))


@bp.post("/venues/<int:venue_id>/rooms/<int:room_id>/remove")
@requires(Permission.DIRECTORY_EDIT)
def remove_room(venue_id: int, room_id: int) -> ResponseReturnValue:
    try:
        directory.remove_room(_room(venue_id, room_id), actor=current_actor())
    except DomainError as error:
        flash(str(error), "bad")
    return redirect(url_for(".venue", venue_id=venue_id))


@bp.get("/kinds/")
@requires(Permission.DIRECTORY_EDIT)
def kinds() -> ResponseReturnValue:
    """Kinds and series on one page."""
    institution = current_institution()
    found = {
        model.__tablename__: list(db.session.scalars(select(model).where(model.institution_id == institution.id).order_by(model.id)))
        for model in (EventKind, Series)
    }
    return render_template("events/manage/kinds.html", kinds=found["event_kind"], series=found["series"])


@bp.route("/kinds/new", methods=["GET", "POST"])
@bp.route("/kinds/<int:kind_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def kind(kind_id: int | None = None) -> ResponseReturnValue:
    held = _mine(EventKind, kind_id) if kind_id else None
    form = KindForm(obj=held)
    if form.validate_on_submit() and _kept(form, held, directory.create_kind, label=form.label.data):
        return redirect(url_for(".kinds"))
    return _entry(form, str(held.label) if held else gettext("New kind"), url_for(".kinds"), gettext("Kinds and series"))


@bp.route("/series/new", methods=["GET", "POST"])
@bp.route("/series/<int:series_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def series(series_id: int | None = None) -> ResponseReturnValue:
    held = _mine(Series, series_id) if series_id else None
    form = SeriesForm(obj=held)
    if form.validate_on_submit() and _kept(form, held, directory.create_series, name=form.name.data, summary=form.summary.data):
        return redirect(url_for(".kinds"))
    return _entry(form, str(held.name) if held else gettext("New series"), url_for(".kinds"), gettext("Kinds and series"))


def _kept(form: Any, held: EventKind | Series | None, create: Any, **fields: Any) -> bool:
    """Write a new or a changed entry; what the domain refuses stands in the form."""
    try:
        if held is None:
            create(current_institution(), actor=current_actor(), **fields)
        else:
            directory.update_entry(held, current_institution(), actor=current_actor(), **fields)
    except DomainError as error:
        form.reject(error)
        return False
    flash(gettext("Kept."), "good")
    return True
