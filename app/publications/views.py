"""The organiser's pages of publications: of one event, and of the institution."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField
from wtforms.validators import NumberRange, Optional

from app import storage
from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core.db import db
from app.core.errors import DomainError
from app.core.forms import Form, TranslatedField, options
from app.core.i18n import language_name
from app.events.fields import Choices, choice, chosen_themes, theme_choices
from app.events.languages import LANGUAGES
from app.events.models import Event
from app.events.rules import EARLIEST, LATEST
from app.institutions.models import Institution
from app.institutions.queries import Tree, current_institution

from . import queries, service
from .models import Publication, PublicationFile, PublicationKind

bp = Blueprint("publications_manage", __name__, url_prefix="/manage")


class PublicationForm(Form):
    kind = choice(_l("Kind"))
    title = TranslatedField(_l("Title"), required=True, limit=300)
    abstract = TranslatedField(_l("Abstract"), rows=6, limit=5000)
    year = IntegerField(_l("Year"), [Optional(), NumberRange(EARLIEST, LATEST, _l("Give a year between %(min)s and %(max)s."))])
    languages = Choices(_l("Languages"))
    themes = Choices(_l("Themes"))
    public = BooleanField(_l("Readers see it"), default=True)
    file = FileField(_l("Add a file"), description=_l("PDF, PNG, JPEG or WebP."))
    file_language = choice(_l("Language of the file"))

    def __init__(self, institution: Institution, publication: Publication | None = None) -> None:
        super().__init__(data=_present(publication) if publication else None)
        self.tree = Tree(institution)
        self.kind.choices = options((kind.value, kind.label) for kind in PublicationKind)
        self.languages.choices = options((code, language_name(code)) for code in LANGUAGES)
        self.file_language.choices = [*options([("", "—")]), *self.languages.choices]
        self.themes.choices = theme_choices(self.tree)

    def values(self) -> dict[str, Any]:
        return {
            "kind": PublicationKind(self.kind.data), "title": self.title.data, "abstract": self.abstract.data, "year": self.year.data,
            "languages": [code for code in LANGUAGES if code in (self.languages.data or [])],
            "themes": chosen_themes(self.tree, self.themes.data), "public": self.public.data,
        }  # fmt: skip


def _present(publication: Publication) -> dict[str, Any]:
    names = ("title", "abstract", "year", "languages", "public")
    themes = [str(theme.id) for theme in publication.themes]
    return {**{name: getattr(publication, name) for name in names}, "kind": publication.kind.value, "themes": themes}


@bp.get("/events/<event:event>/publications/")
@requires(Permission.EVENT_EDIT)
def index(event: Event) -> ResponseReturnValue:
    return render_template("publications/index.html", event=event, publications=queries.of_event(event, public_only=False))


@bp.route("/events/<event:event>/publications/new", methods=["GET", "POST"])
@bp.route("/events/<event:event>/publications/<int:publication_id>", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def edit(event: Event, publication_id: int | None = None) -> ResponseReturnValue:
    publication = _of(event, publication_id) if publication_id else None
    return _edit(event.institution, publication, event)


@bp.post("/events/<event:event>/publications/<int:publication_id>/remove")
@requires(Permission.EVENT_EDIT)
def remove(event: Event, publication_id: int) -> ResponseReturnValue:
    service.remove_publication(_of(event, publication_id), event.institution, actor=current_actor())
    flash(gettext("Removed."), "good")
    return redirect(url_for(".index", event=event))


@bp.post("/events/<event:event>/publications/<int:publication_id>/files/<int:file_id>/remove")
@requires(Permission.EVENT_EDIT)
def remove_file(event: Event, publication_id: int, file_id: int) -> ResponseReturnValue:
    publication = _of(event, publication_id)
    service.remove_file(publication, _file(publication, file_id), event.institution, actor=current_actor())
    return redirect(url_for(".edit", event=event, publication_id=publication_id))


@bp.get("/publications/")
@requires(Permission.DIRECTORY_EDIT)
def general() -> ResponseReturnValue:
    """What belongs to no event."""
    return render_template("publications/index.html", publications=queries.of_institution(current_institution(), without_event=True))


@bp.route("/publications/new", methods=["GET", "POST"])
@bp.route("/publications/<int:publication_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def edit_general(publication_id: int | None = None) -> ResponseReturnValue:
    return _edit(current_institution(), _of(None, publication_id) if publication_id else None, None)


@bp.post("/publications/<int:publication_id>/remove")
@requires(Permission.DIRECTORY_EDIT)
def remove_general(publication_id: int) -> ResponseReturnValue:
    service.remove_publication(_of(None, publication_id), current_institution(), actor=current_actor())
    flash(gettext("Removed."), "good")
    return redirect(url_for(".general"))


@bp.post("/publications/<int:publication_id>/files/<int:file_id>/remove")
@requires(Permission.DIRECTORY_EDIT)
def remove_general_file(publication_id: int, file_id: int) -> ResponseReturnValue:
    publication = _of(None, publication_id)
    service.remove_file(publication, _file(publication, file_id), current_institution(), actor=current_actor())
    return redirect(url_for(".edit_general", publication_id=publication_id))


def _of(event: Event | None, publication_id: int | None) -> Publication:
    """A publication of this event, or of none; another event's does not exist here."""
    publication = db.session.get(Publication, publication_id)
    if (
        publication is None
        or publication.event_id != (event.id if event else None)
        or publication.institution_id != current_institution().id
    ):
        abort(404)
    return publication


def _file(publication: Publication, file_id: int) -> PublicationFile:
    return next((held for held in publication.files if held.id == file_id), None) or abort(404)


def _edit(institution: Institution, publication: Publication | None, event: Event | None) -> ResponseReturnValue:
    form = PublicationForm(institution, publication)
    if form.validate_on_submit():
        try:
            kept = _keep(form, institution, publication, event)
        except DomainError as error:
            form.reject(error)
        else:
            flash(gettext("Kept."), "good")
            page = url_for(".edit", event=event, publication_id=kept.id) if event else url_for(".edit_general", publication_id=kept.id)
            return redirect(page)
    status = 422 if form.errors else 200
    return render_template("publications/edit.html", form=form, event=event, publication=publication), status


def _keep(form: PublicationForm, institution: Institution, publication: Publication | None, event: Event | None) -> Publication:
    actor = current_actor()
    stored = storage.keep_upload(form.file.data, field="file") if form.file.data else None
    if publication is None:
        publication = service.create_publication(institution, event=event, actor=actor, **form.values())
    else:
        service.update_publication(publication, institution, actor=actor, **form.values())
    if stored:
        service.add_file(publication, stored, institution, actor=actor, language=form.file_language.data)
    return publication
