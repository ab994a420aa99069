"""Who works on the open colloquium: one account for each kind of task, and a device for the entrance that waits to be paired."""

from __future__ import annotations

from app.accounts.models import Role
from app.accounts.service import create_user
from app.accounts.team import give
from app.audit import SYSTEM
from app.checkin import devices
from app.checkin.models import Gate
from app.events.models import Event

TEAM = (
    ("programme@aipect.example", "Programme", Role.PROGRAMME),
    ("inscriptions@aipect.example", "Inscriptions", Role.REGISTRAR),
    ("protocole@aipect.example", "Protocole", Role.PROTOCOL),
    ("accueil@aipect.example", "Accueil", Role.DESK),
)


def load_staff(event: Event, gates: list[Gate]) -> None:
    for email, name, role in TEAM:
        create_user(email=email, name=name, site_role=None, locale="fr", actor=SYSTEM, invite=False)
        give(event, email, role, actor=SYSTEM)
    devices.create(event, "Tablette de l’entrée", gates, actor=SYSTEM)
