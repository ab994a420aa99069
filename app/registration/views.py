"""The organiser's list of registrations, and what is done to many at once."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts.access import current_actor, requires
from app.accounts.permissions import Permission, allows
from app.core import clock
from app.core.forms import refuse_other_than
from app.core.pages import page_number, paginate
from app.events.models import Event
from app.people.countries import country_name, country_names

from . import queries, seats, together
from .export import as_csv
from .models import Registration, State
from .queries import Filters
from .rules import LABELS, TONES

bp = Blueprint("registration_manage", __name__, url_prefix="/manage/events/<event:event>")
BULK = {"approve": State.CONFIRMED, "reject": State.REJECTED, "cancel": State.CANCELLED}


@bp.get("/registrations")
@requires(Permission.REGISTRATIONS_VIEW)
def index(event: Event) -> ResponseReturnValue:
    filters = Filters.read(request.args, by_name_only=not allows(current_user, Permission.REGISTRATIONS_READ, event))
    form = queries.find_form(event)
    categories = queries.categories_of(event)
    figures = queries.figures(event)
    return render_template(
        "registration/manage/index.html",
        event=event,
        page=paginate(queries.listed(event, filters), number=page_number(request.args.get("page")), key=Registration.id),
        filters=filters,
        figures=figures.states,
        form=form,
        left=seats.places_left(form) if form else None,
        categories=[(category.id, category.name) for category in categories],
        countries=[(code, name) for code, name in country_names().items() if code in figures.countries],
        chips=_chips(filters, {category.id: category.name for category in categories}),
        labels=LABELS,
        tones=TONES,
        country_names=country_names(),
        moved=_moved(event) if allows(current_user, Permission.REGISTRATIONS_EDIT, event) else None,
    )


@bp.get("/registrations.csv")
@requires(Permission.REGISTRATIONS_READ)
def export(event: Event) -> ResponseReturnValue:
    response = Response(stream_with_context(as_csv(event, Filters.read(request.args))), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{event.slug}-registrations.csv")
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/registrations/bulk")
@requires(Permission.REGISTRATIONS_EDIT)
def bulk(event: Event) -> ResponseReturnValue:
    """Approve, reject or cancel many: first the number and a reason are asked, then it is done."""
    refuse_other_than("action", "everything", "ids", "confirmed", "reason")
    action = request.form.get("action", "")
    if action not in BULK:
        abort(400)
    ids = queries.all_ids(event, Filters.read(request.args)) if "everything" in request.form else _ids(request.form.getlist("ids"))
    registrations = queries.chosen(event, ids)
    if not registrations:
        flash(_("Choose at least one registration."), "warn")
        return redirect(url_for(".index", event=event, **_kept()), 303)
    if "confirmed" not in request.form:
        return render_template(
            "registration/manage/bulk.html",
            event=event,
            action=action,
            to=BULK[action],
            registrations=registrations,
            labels=LABELS,
            kept=_kept(),
        )
    reason = request.form.get("reason", "").strip()
    outcome = together.move_together(event, registrations, BULK[action], actor=current_actor(), now=clock.now(), reason=reason)
    if outcome.entry_id is None:
        flash(_("Nothing was changed."), "warn")
    _warn(outcome.problems)
    return redirect(url_for(".index", event=event, **_kept(), moved=outcome.entry_id), 303)


@bp.post("/registrations/bulk/<int:entry_id>/undo")
@requires(Permission.REGISTRATIONS_EDIT)
def undo(event: Event, entry_id: int) -> ResponseReturnValue:
    """Take moves of many back."""
    entry = together.offered(event, entry_id) or abort(404)
    outcome = together.undo(event, entry, actor=current_actor(), now=clock.now())
    flash(ngettext("%(num)s registration is as it was before.", "%(num)s registrations are as they were before.", outcome.done), "good")
    _warn(outcome.problems)
    return redirect(url_for(".index", event=event, **_kept()), 303)


def _moved(event: Event) -> tuple[int, int, Any] | None:
    """(entry, number, state) of moves just made, which the list offers to take back."""
    given = request.args.get("moved", "")
    entry = together.offered(event, int(given)) if given.isdecimal() and len(given) < 10 else None
    return (entry.id, len(entry.difference["moved"]), LABELS[State(entry.difference["to"])]) if entry else None


def _warn(problems: list[str]) -> None:
    for problem in problems[:5]:
        flash(problem, "warn")
    if len(problems) > 5:
        flash(ngettext("And %(num)s more could not be changed.", "And %(num)s more could not be changed.", len(problems) - 5), "warn")


def _ids(raw: list[str]) -> list[int]:
    return [int(value) for value in raw if value.isdecimal() and len(value) < 18]


def _kept() -> dict[str, Any]:
    """The filters of the list one came from."""
    return {
        name: request.args.getlist(name) for name in ("q", "state", "category", "country", "delegation", "sort") if request.args.get(name)
    }


def _chips(filters: Filters, categories: dict[int, Any]) -> list[tuple[Any, Any, str, str]]:
    chips: list[tuple[Any, Any, str, str]] = [(_("State"), LABELS[state], "state", state.value) for state in filters.states]
    if filters.query:
        chips.append((_("Search"), filters.query, "q", request.args["q"]))
    if filters.category_id in categories:
        chips.append((_("Category"), categories[filters.category_id], "category", str(filters.category_id)))
    if filters.country:
        chips.append((_("Country"), country_name(filters.country), "country", filters.country))
    if filters.delegates is not None:
        chips.append((_("Delegation"), _("Yes") if filters.delegates else _("No"), "delegation", "yes" if filters.delegates else "no"))
    return chips
