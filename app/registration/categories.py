"""The organiser's page of the categories: what the badge says of its bearer."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core.errors import DomainError
from app.core.types import Translated
from app.events.models import Event
from app.events.routing import child_or_404

from . import editing, queries
from .forms import CategoryForm
from .models import Category
from .views import bp


@bp.get("/registration-form/categories")
@requires(Permission.REGISTRATION_FORM_EDIT)
def categories(event: Event) -> ResponseReturnValue:
    return render_template("registration/manage/categories.html", event=event, categories=queries.categories_of(event))


@bp.route("/registration-form/categories/new", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_FORM_EDIT)
def new_category(event: Event) -> ResponseReturnValue:
    return _edit(event, None)


@bp.route("/registration-form/categories/<int:category_id>", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_FORM_EDIT)
def edit_category(event: Event, category_id: int) -> ResponseReturnValue:
    return _edit(event, child_or_404(Category, category_id, event))


@bp.post("/registration-form/categories/<int:category_id>/remove")
@requires(Permission.REGISTRATION_FORM_EDIT)
def remove_category(event: Event, category_id: int) -> ResponseReturnValue:
    editing.remove_category(child_or_404(Category, category_id, event), actor=current_actor())
    flash(_("The category is removed."), "good")
    return redirect(url_for(".categories", event=event), 303)


def _edit(event: Event, category: Category | None) -> ResponseReturnValue:
    before = (
        {"name": category.name, "letter": category.letter, "colour": category.colour, "zones": " ".join(category.zones)} if category else {}
    )
    form = CategoryForm(data=before)
    if form.validate_on_submit():
        try:
            editing.save_category(
                event,
                category,
                name=form.name.data or Translated(),
                colour=form.colour.data.lower(),
                letter=form.letter.data.upper(),
                zones=form.zone_list(),
                actor=current_actor(),
            )
        except DomainError as error:
            form.reject(error)
        else:
            flash(_("Saved."), "good")
            return redirect(url_for(".categories", event=event), 303)
    page = render_template("registration/manage/category.html", event=event, form=form, category=category)
    return page, 422 if request.method == "POST" else 200
