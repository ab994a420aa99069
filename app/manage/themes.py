"""The tree of themes, for organisers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission
from app.core.db import db
from app.core.errors import DomainError
from app.core.forms import Form, TranslatedField, options, step_asked
from app.institutions import themes
from app.institutions.models import Theme
from app.institutions.queries import Tree, current_institution

bp = Blueprint("themes_manage", __name__, url_prefix="/manage/themes")


class ThemeForm(Form):
    name = TranslatedField(_l("Name"), required=True, limit=120)
    summary = TranslatedField(_l("Summary"), rows=3, limit=1000)
    parent = SelectField(_l("Within"), coerce=int)

    def __init__(self, tree: Tree, theme: Theme | None = None) -> None:
        given = {"name": theme.name, "summary": theme.summary, "parent": theme.parent_id or 0} if theme else None
        super().__init__(data=given)
        own = set(tree.branches[theme.id].ids) if theme else set()
        choices = [(branch.theme.id, "— " * branch.depth + str(branch.theme.name)) for branch in tree if branch.theme.id not in own]
        self.parent.choices = options([(0, gettext("An area of its own")), *choices])

    def values(self, tree: Tree) -> dict[str, Any]:
        parent = tree.branches.get(self.parent.data)
        return {"name": self.name.data, "summary": self.summary.data, "parent": parent.theme if parent else None}


@bp.get("/")
@requires(Permission.DIRECTORY_EDIT)
def index() -> ResponseReturnValue:
    return render_template("themes/manage.html", tree=Tree(current_institution()))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def new() -> ResponseReturnValue:
    institution = current_institution()
    tree = Tree(institution)
    form = ThemeForm(tree)
    if request.method == "GET" and (request.args.get("within") or "").isdecimal():
        form.parent.data = int(request.args["within"][:9])
    if form.validate_on_submit():
        themes.create_theme(institution, actor=current_actor(), **form.values(tree))
        flash(gettext("Kept."), "good")
        return redirect(url_for(".index"))
    return _entry(form, gettext("New theme"))


@bp.route("/<int:theme_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def edit(theme_id: int) -> ResponseReturnValue:
    institution = current_institution()
    tree = Tree(institution)
    theme = _theme(theme_id)
    form = ThemeForm(tree, theme)
    if form.validate_on_submit():
        try:
            themes.update_theme(theme, institution, actor=current_actor(), **form.values(tree))
        except DomainError as error:
            form.reject(error)
        else:
            flash(gettext("Kept."), "good")
            return redirect(url_for(".index"))
    return _entry(form, str(theme.name))


@bp.post("/<int:theme_id>/move")
@requires(Permission.DIRECTORY_EDIT)
def move(theme_id: int) -> ResponseReturnValue:
    theme = _theme(theme_id)
    themes.shift_theme(theme, current_institution(), step_asked(), actor=current_actor())
    return redirect(url_for(".index", _anchor=f"theme-{theme_id}"))


def _theme(theme_id: int) -> Theme:
    theme = db.session.get(Theme, theme_id)
    if theme is None or theme.institution_id != current_institution().id:
        abort(404)
    return theme


def _entry(form: Form, title: str) -> ResponseReturnValue:
    back = (gettext("Themes"), url_for(".index"))
    return render_template("events/manage/entry.html", form=form, title=title, back=back), 422 if form.errors else 200
