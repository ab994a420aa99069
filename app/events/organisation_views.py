"""The directory of organisations; it stands above events, because a new name or logo shows on their pages."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import StringField, URLField
from wtforms.validators import URL, Length, Optional

from app import storage
from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core.db import db
from app.core.errors import DomainError
from app.core.forms import Form, TranslatedField, line, options
from app.core.pages import page_number, paginate
from app.institutions.queries import current_institution
from app.people import organisations
from app.people.countries import country_names
from app.people.models import Organisation, OrganisationKind

from . import pictures
from .fields import choice
from .partnerships import refresh_events_of

bp = Blueprint("organisations_manage", __name__, url_prefix="/manage/organisations")


class OrganisationForm(Form):
    name = TranslatedField(_l("Name"), required=True)
    short_name = StringField(_l("Short name"), [line(40)])
    kind = choice(_l("Kind"))
    country = choice(_l("Country"))
    url = URLField(_l("Website"), [Optional(), Length(max=300), URL(message=_l("Give an address that starts with https://"))])
    logo = FileField(_l("Logo"), description=_l("PNG, JPEG or WebP."))

    def __init__(self, organisation: Organisation | None = None) -> None:
        names = ("name", "short_name", "url")
        given = {name: getattr(organisation, name) for name in names} if organisation else {}
        if organisation:
            given |= {"kind": organisation.kind.value, "country": organisation.country or ""}
        super().__init__(data=given)
        self.kind.choices = options((kind.value, kind.label) for kind in OrganisationKind)
        self.country.choices = options([("", "—"), *country_names().items()])

    def values(self) -> dict[str, Any]:
        """Raises WrongFile for a logo that is no picture."""
        kept = {"logo": pictures.keep_logo(self.logo.data)} if self.logo.data else {}
        address = self.url.data or ""
        if address and not address.startswith(("https://", "http://")):
            raise DomainError(_l("Give an address that starts with https://"), field="url")
        return {
            "name": self.name.data, "short_name": self.short_name.data or "", "url": address,
            "kind": OrganisationKind(self.kind.data), "country": self.country.data or None, **kept,
        }  # fmt: skip


@bp.get("/")
@requires(Permission.DIRECTORY_EDIT)
def index() -> ResponseReturnValue:
    wanted = (request.args.get(name, "") for name in ("q", "kind", "country"))
    page = paginate(organisations.directory(current_institution(), *wanted), number=page_number(request.args.get("page")))
    kinds = [(kind.value, kind.label) for kind in OrganisationKind]
    return render_template("people/organisations.html", page=page, kinds=kinds, countries=list(country_names().items()))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def new() -> ResponseReturnValue:
    form = OrganisationForm()
    if form.validate_on_submit():
        try:
            organisations.create_organisation(current_institution(), actor=current_actor(), **form.values())
        except DomainError as error:
            form.reject(error)
        else:
            flash(gettext("Kept."), "good")
            return redirect(url_for(".index"))
    return _entry(form, gettext("New organisation"))


@bp.route("/<int:organisation_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def edit(organisation_id: int) -> ResponseReturnValue:
    held = _organisation(organisation_id)
    form = OrganisationForm(held)
    if form.validate_on_submit():
        try:
            changed = organisations.update_organisation(held, actor=current_actor(), **form.values())
        except DomainError as error:
            form.reject(error)
        else:
            if changed:
                refresh_events_of(held)
            flash(gettext("Kept."), "good")
            return redirect(url_for(".index"))
    return _entry(form, str(held.name))


@bp.get("/<int:organisation_id>/logo")
@requires(Permission.DIRECTORY_EDIT)
def logo(organisation_id: int) -> ResponseReturnValue:
    held = _organisation(organisation_id)
    return storage.respond(held.logo or abort(404), inline=True)


def _organisation(organisation_id: int) -> Organisation:
    held = db.session.get(Organisation, organisation_id)
    if held is None or held.institution_id != current_institution().id:
        abort(404)
    return held


def _entry(form: Form, title: str) -> ResponseReturnValue:
    back = (gettext("Organisations"), url_for(".index"))
    return render_template("events/manage/entry.html", form=form, title=title, back=back), 422 if form.errors else 200
