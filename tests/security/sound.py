"""Every form of the application filled in as it should be: what the catalogue of bad input departs from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.accounts.models import Role
from app.events.models import EventState
from tests.accounts import factories as accounts
from tests.agenda import factories as agenda
from tests.security.samples import World

Values = dict[str, Any]


@dataclass(frozen=True)
class Sound:
    """Where a form is posted to, and what an honest person types into it."""

    path: Callable[[World], str]
    values: Callable[[World], Values]


def manage(rest: str) -> Callable[[World], str]:
    return lambda world: f"/manage/events/{world.event.slug}/{rest}"


def at(path: str) -> Callable[[World], str]:
    return lambda _world: path


def just(**values: Any) -> Callable[[World], Values]:
    """The language of a text is written with _ for -."""
    return lambda _world: {
        f"{name[:-3]}-{name[-2:]}" if name[-3:] in ("_fr", "_ar", "_en") else name: value for name, value in values.items()
    }


def event(world: World) -> Values:
    return {
        "title-fr": "Séminaire", "kind": str(world.event.kind_id), "series": "0", "venue": "0", "precision": "time", "zone": "Africa/Dakar",
        "starts_on": "2026-12-14", "starts_time": "09:00", "ends_on": "2026-12-15", "ends_time": "17:00", "languages": ["fr"],
    }  # fmt: skip


def draft(world: World) -> Values:
    world.event.state = EventState.DRAFT
    return {"to": "published"}


def session(world: World) -> Values:
    world.event.venue = world.venue
    return {"kind": "panel", "title-fr": "Panel", "day": "2026-12-14", "start": "10:00", "end": "11:00", "room": "0", "language": ""}


def person(world: World) -> Values:
    return {"known-person": str(_id(agenda.speaker(world.event, agreed=True))), "known-role": "speaker"}


def member(_world: World) -> Values:
    return {"capacity": "member", "given_name": "Awa", "family_name": "Diop", "country": "SN", "locale": "fr", "category": ""}


def walk_in(world: World) -> Values:
    return {
        "given_name": "Awa",
        "family_name": "Diop",
        "category_id": str(_id(world.category)),
        "submission": "0e9c1a52-6c55-4d4c-9f9d-6f9c6c6f7a11",
    }


def badges(world: World) -> Values:
    _id(world.registration)
    return {"design": "a7-sheet", "who": "all", "category": ""}


def team(_world: World) -> Values:
    return {"email": accounts.user().email, "role": Role.VIEWER.value}


def _id(thing: Any) -> int:
    from app.core.db import db

    db.session.flush()
    return int(thing.id)


FORMS: dict[str, Sound] = {
    "event": Sound(at("/manage/events/new"), event),
    "session": Sound(manage("programme/sessions/new"), session),
    "talk": Sound(lambda w: manage(f"programme/sessions/{_id(w.session)}/talks/new")(w), just(title_fr="Exposé", minutes="20")),
    "speaker": Sound(lambda w: manage(f"programme/sessions/{_id(w.session)}/people")(w), person),
    "partner": Sound(manage("partners"), lambda w: {"organisation": str(_id(w.organisation)), "role": "patron"}),
    "clone": Sound(manage("clone"), just(title_fr="Encore", starts_on="2027-12-14")),
    "cancellation": Sound(manage("state"), just(to="cancelled", reason_fr="Reporté")),
    "publish": Sound(manage("state"), draft),
    "decline": Sound(lambda w: manage(f"registrations/{_id(w.registration)}/move")(w), just(to="rejected", reason="Complet")),
    "decline many": Sound(manage("registrations/bulk"), lambda w: {"action": "cancel", "ids": str(_id(w.registration)), "confirmed": "1", "reason": "Complet"}),
    "remove a delegate": Sound(lambda w: manage(f"delegations/{_id(w.delegation)}/members/{_id(w.member)}/remove")(w), just(reason="Absent")),
    "registration by hand": Sound(manage("registrations/new"), just(given_name="Awa", family_name="Diop", country="SN", category="")),
    "registration form": Sound(manage("registration-form"), just(is_open="y", capacity="40", category_id="", opens_at="2026-11-01T09:00", closes_at="2026-12-01T09:00")),
    "question": Sound(manage("registration-form/fields/new?type=text"), just(label_fr="Question", limit="100")),
    "category": Sound(manage("registration-form/categories/new"), just(name_fr="Presse", letter="P", colour="#1c4e80", zones="A B")),
    "delegation": Sound(manage("delegations/new"), just(kind="state", country="SN", organisation="", places_member="3")),
    "delegate": Sound(lambda w: manage(f"delegations/{_id(w.delegation)}/members/new")(w), member),
    "gate": Sound(manage("check-in/gates/new"), just(kind="entrance", name_fr="Entrée", session_id="0", zone="")),
    "device": Sound(manage("check-in/devices/new"), lambda w: {"device_name": "Tablette", "gates": [str(_id(w.gate))]}),
    "walk-in": Sound(lambda w: f"/desk/events/{w.event.slug}/walk-in", walk_in),
    "certificate rule": Sound(manage("certificates/rule"), just(hours="4", name_1_fr="Pr Aïcha", function_1_fr="Présidente")),
    "badges": Sound(manage("badges/"), badges),
    "publication": Sound(manage("publications/new"), just(kind="report", title_fr="Rapport", year="2026", file_language="")),
    "team": Sound(manage("team"), team),
    "venue": Sound(at("/manage/venues/new"), just(name_fr="Centre", country="MA", latitude="34.02", longitude="-6.83")),
    "room": Sound(lambda w: f"/manage/venues/{_id(w.venue)}/rooms/new", just(name_fr="Salle A", seats="80")),
    "kind": Sound(at("/manage/kinds/new"), just(label_fr="Congrès")),
    "series": Sound(at("/manage/series/new"), just(name_fr="Forum")),
    "theme": Sound(at("/manage/themes/new"), just(name_fr="Sécurité", parent="0")),
    "organisation": Sound(at("/manage/organisations/new"), just(name_fr="Université", kind="university", country="MA", url="https://example.org/")),
    "institution": Sound(at("/manage/institution"), just(name_fr="Institut", short_name="INS", accent="#17595a", zone="Africa/Casablanca", locale="fr")),
    "account": Sound(at("/manage/users/new"), just(name="Awa Diop", email="awa@example.org", site_role="", locale="fr")),
    "own account": Sound(at("/manage/account"), just(name="Awa Diop", locale="fr")),
}  # fmt: skip
