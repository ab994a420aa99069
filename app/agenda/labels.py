"""Words for what the agenda's enumerations mean."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from .models import ParticipationRole, SessionKind, SessionState

KINDS: dict[SessionKind, Any] = {
    SessionKind.OPENING: _l("Opening ceremony"),
    SessionKind.KEYNOTE: _l("Keynote"),
    SessionKind.PANEL: _l("Panel"),
    SessionKind.ROUND_TABLE: _l("Round table"),
    SessionKind.WORKSHOP: _l("Workshop"),
    SessionKind.TALKS: _l("Talks"),
    SessionKind.BREAK: _l("Break"),
    SessionKind.CLOSING: _l("Closing ceremony"),
}
STATES: dict[SessionState, Any] = {
    SessionState.SCHEDULED: _l("Scheduled"),
    SessionState.CANCELLED: _l("Cancelled"),
}
ROLES: dict[ParticipationRole, Any] = {
    ParticipationRole.CHAIR: _l("Chair"),
    ParticipationRole.MODERATOR: _l("Moderator"),
    ParticipationRole.SPEAKER: _l("Speaker"),
    ParticipationRole.DISCUSSANT: _l("Discussant"),
    ParticipationRole.RAPPORTEUR: _l("Rapporteur"),
    ParticipationRole.INTERPRETER: _l("Interpreter"),
}
