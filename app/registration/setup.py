"""The organiser's page of the registration form: window and places, and the questions one by one. Works without script."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields import SelectChoice

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core import clock
from app.core.errors import DomainError
from app.core.forms import step_asked
from app.core.types import Translated
from app.events.models import Event

from . import editing, queries
from .fields import LIMITS, TYPE_LABELS, WITH_OPTIONS, Field, FieldType, fields_of, moved, new_id, with_field, without
from .forms import SPARE_OPTIONS, FieldForm, SettingsForm, limit_hint, options_of, spare
from .models import FormVersion, RegistrationForm
from .rules import window
from .views import bp


@bp.route("/registration-form", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_FORM_EDIT)
def form(event: Event) -> ResponseReturnValue:
    of = form_of(event)
    settings = SettingsForm(data=settings_of(of))
    settings.category_id.choices = [
        SelectChoice("", "—"),
        *(SelectChoice(str(one.id), str(one.name)) for one in queries.categories_of(event)),
    ]
    if settings.validate_on_submit():
        values = {name: settings[name].data for name in editing.SETTINGS} | {
            "category_id": int(settings.category_id.data) if settings.category_id.data else None,
            "introduction": settings.introduction.data or Translated(),
        }
        try:
            promoted = editing.configure(_kept(of, event), actor=current_actor(), now=clock.now(), opened=settings.edition, **values)
        except DomainError as error:
            settings.reject(error)
        else:
            flash(_("Saved."), "good")
            if promoted:
                flash(
                    ngettext("%(num)s person moved up from the waiting list.", "%(num)s people moved up from the waiting list.", promoted)
                )
            return redirect(url_for(".form", event=event), 303)
    page = render_template(
        "registration/manage/form.html", event=event, settings=settings, form=of, fields=fields_of(of.versions[-1].fields), types=TYPE_LABELS,
        phase=window(of, clock.now()).phase.value if of.event_id else "none", version=of.versions[-1].number,
    )  # fmt: skip
    return page, settings.status


@bp.route("/registration-form/fields/new", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_FORM_EDIT)
def new_field(event: Event) -> ResponseReturnValue:
    kind = request.args.get("type", "")
    if kind not in [one.value for one in FieldType]:
        abort(404)
    known = [field.id for field in fields_of(form_of(event).versions[-1].fields)]
    return _edit(event, Field(new_id(known), FieldType(kind), Translated()), is_new=True)


@bp.route("/registration-form/fields/<field_id>", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_FORM_EDIT)
def edit_field(event: Event, field_id: str) -> ResponseReturnValue:
    return _edit(event, _field_or_404(event, field_id), is_new=False)


@bp.post("/registration-form/fields/<field_id>/move")
@requires(Permission.REGISTRATION_FORM_EDIT)
def move_field(event: Event, field_id: str) -> ResponseReturnValue:
    field = _field_or_404(event, field_id)
    _save(event, moved(_fields(event), field.id, step_asked()))
    return redirect(url_for(".form", event=event, _anchor=f"field-{field.id}"), 303)


@bp.post("/registration-form/fields/<field_id>/remove")
@requires(Permission.REGISTRATION_FORM_EDIT)
def remove_field(event: Event, field_id: str) -> ResponseReturnValue:
    field = _field_or_404(event, field_id)
    _save(event, without(_fields(event), field.id))
    flash(_("“%(label)s” is no longer asked. Answers given so far stay.", label=str(field.label)), "good")
    return redirect(url_for(".form", event=event, _anchor="questions"), 303)


def settings_of(form: RegistrationForm) -> dict[str, Any]:
    """What the page shows of a form that is there."""
    values = {name: getattr(form, name) for name in editing.SETTINGS}
    return {**values, "category_id": str(form.category_id or ""), "opened": form.edition}


def form_of(event: Event) -> RegistrationForm:
    """The event's form, or what it would be: reading a page makes no row."""
    return queries.find_form(event) or RegistrationForm(
        event=None,
        is_open=False,
        waiting_list=True,
        moderated=False,
        introduction=Translated(),
        seats_taken=0,
        edition=1,
        versions=[FormVersion(number=1, fields=[])],
    )


def _kept(of: RegistrationForm, event: Event) -> RegistrationForm:
    from .service import ensure_form

    return of if of.id else ensure_form(event, now=clock.now())


def _edit(event: Event, field: Field, *, is_new: bool) -> ResponseReturnValue:
    form = FieldForm(data={"label": field.label, "help": field.help, "required": field.required, "limit": field.limit})
    options, lines = field.options, SPARE_OPTIONS
    if request.method == "POST":
        options, lines = options_of(field, request.form), spare(request.form)
        if "more" in request.form:
            form.refuse_unknown()
            return _page(event, field, form, options, lines + SPARE_OPTIONS, is_new=is_new)
        if form.validate():
            try:
                _save(event, with_field(_fields(event), form.field(field, options)))
            except DomainError as error:
                form.reject(error)
            else:
                flash(_("Saved."), "good")
                if "another" in request.form:
                    return redirect(url_for(".new_field", event=event, type=field.type.value), 303)
                return redirect(url_for(".form", event=event, _anchor="questions"), 303)
    page = _page(event, field, form, options, lines, is_new=is_new)
    return page, 422 if request.method == "POST" else 200


def _page(event: Event, field: Field, form: FieldForm, options: Any, lines: int, *, is_new: bool) -> str:
    return render_template(
        "registration/manage/field.html", event=event, field=field, form=form, options=options, lines=lines, is_new=is_new,
        typed=request.form, kind=TYPE_LABELS[field.type], has_options=field.type in WITH_OPTIONS, has_limit=field.type in LIMITS,
        limit_hint=limit_hint(field.type),
    )  # fmt: skip


def _save(event: Event, fields: tuple[Field, ...]) -> None:
    editing.save_fields(_kept(form_of(event), event), fields, actor=current_actor(), now=clock.now())


def _fields(event: Event) -> tuple[Field, ...]:
    return fields_of(form_of(event).versions[-1].fields)


def _field_or_404(event: Event, field_id: str) -> Field:
    return next((field for field in _fields(event) if field.id == field_id), None) or abort(404)
