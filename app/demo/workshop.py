"""A small training after the colloquium whose places are all taken: here the waiting list can be tried. Everybody in it is synthetic."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from app.audit import SYSTEM
from app.core import clock
from app.core.types import Translated as T
from app.events.models import EventState, PartnerRole, Precision
from app.registration.service import ensure_form, register

from .colloquium_loader import submission
from .directory import Directory

DAYS_AHEAD = timedelta(weeks=5)
TUESDAY = 1
PLACES, WAITING, FIRST_TRAINEE = 12, 3, 160

EVENT: dict[str, Any] = {
    "slug": "local-mediation-training", "kind": "training", "themes": ("community-resilience", "local-capacities"),
    "precision": Precision.TIME, "zone": "Africa/Casablanca", "languages": ["fr", "ar"], "contact_email": "formation@aipect.example",
    "place": T(fr="Rabat", ar="الرباط", en="Rabat"),
    "title": T(fr="Conduire une médiation locale", ar="قيادة وساطة محلية", en="Leading a local mediation"),
    "summary": T(
        fr="Une journée de formation en petit groupe : préparer une rencontre, écouter les parties, écrire un accord qui tienne.",
        ar="يوم تكويني لمجموعة صغيرة: الإعداد للقاء، والإصغاء إلى الأطراف، وصياغة اتفاق يدوم.",
        en="A day of training in a small group: preparing a meeting, listening to the parties, writing an agreement that holds.",
    ),
    "partners": (("aipect", PartnerRole.ORGANISER),),
}  # fmt: skip


def load_workshop(directory: Directory, today: date) -> None:
    day = today + DAYS_AHEAD
    day += timedelta(days=(TUESDAY - day.weekday()) % 7)
    times = {"starts_at": datetime.combine(day, time(9)), "ends_at": datetime.combine(day, time(17))}
    event = directory.create(EVENT, state=EventState.PUBLISHED, **times)
    form = ensure_form(event, now=clock.now())
    form.capacity, form.is_open = PLACES, True
    for number in range(FIRST_TRAINEE, FIRST_TRAINEE + PLACES + WAITING):
        register(form, submission(number), actor=SYSTEM, now=clock.now())
