"""Who gets which certificate and from when on, and who just misses one."""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from app.agenda.models import ParticipationRole
from app.core.zones import to_utc
from app.events.models import Event, EventState
from app.events.rules import held_between

from .models import CertificateRole

NEARLY = 60  # minutes below the threshold that the preview calls a near miss
FROM_PROGRAMME = {
    ParticipationRole.CHAIR: CertificateRole.CHAIR,
    ParticipationRole.MODERATOR: CertificateRole.CHAIR,
    ParticipationRole.SPEAKER: CertificateRole.SPEAKER,
    ParticipationRole.DISCUSSANT: CertificateRole.SPEAKER,
    ParticipationRole.RAPPORTEUR: CertificateRole.SPEAKER,
}


class Stage(enum.Enum):
    """How far an event has come, as certificates see it."""

    CANCELLED = enum.auto()
    DRAFT = enum.auto()
    COMING = enum.auto()
    HELD = enum.auto()  # it has begun
    OVER = enum.auto()


WHY_NOT = {
    Stage.CANCELLED: _l("This event was cancelled: there is nothing to attest, and no certificate is issued."),
    Stage.DRAFT: _l("This event is still a draft. Certificates are issued once it is published and has begun."),
    Stage.COMING: _l("This event has not begun yet. Certificates are issued from its beginning on."),
}


class Outcome(enum.StrEnum):
    """What the rule says of one person in one role."""

    ENTITLED = "entitled"
    EARLY = "early"  # the event has not come far enough, or was cancelled
    NEARLY = "nearly"  # less than an hour is missing
    BELOW = "below"
    ABSENT = "absent"  # no scan says that they were there


@dataclass(frozen=True)
class Assessment:
    role: CertificateRole
    minutes: int
    outcome: Outcome
    missing: int = 0  # minutes


def roles_of(participations: Collection[ParticipationRole]) -> list[CertificateRole]:
    """The roles a person is attested: what they did in the programme, else that they took part."""
    found = {FROM_PROGRAMME[role] for role in participations if role in FROM_PROGRAMME}
    return sorted(found) or [CertificateRole.PARTICIPANT]


def stage_of(event: Event, now: datetime) -> Stage:
    """What is archived took place, unless it was cancelled before. Where no more than the month or the year is known, nobody can tell
    that an event has begun before that is over."""
    if event.state is EventState.CANCELLED or (event.state is EventState.ARCHIVED and event.cancelled_because):
        return Stage.CANCELLED
    if event.state is EventState.DRAFT:
        return Stage.DRAFT
    if event.state is EventState.ARCHIVED:
        return Stage.OVER
    times = held_between(event.precision, event.starts_at, event.ends_at)
    begins, ends = (to_utc(local, event.zone) for local in times) if times else (None, None)
    if ends and now >= ends:
        return Stage.OVER
    return Stage.HELD if begins and now >= begins and event.precision.has_days else Stage.COMING


def assess(role: CertificateRole, minutes: int, threshold: int, stage: Stage) -> Assessment:
    """Participants need `threshold` minutes, and where that is none, the event to be over. Speakers and chairs were there to do
    something, and need to have been there at all."""
    if minutes <= 0 and (threshold > 0 or role is not CertificateRole.PARTICIPANT):
        return Assessment(role, 0, Outcome.ABSENT, threshold if role is CertificateRole.PARTICIPANT else 0)
    if role is not CertificateRole.PARTICIPANT or minutes >= threshold:
        waits = stage in WHY_NOT or (stage is Stage.HELD and role is CertificateRole.PARTICIPANT and not threshold)
        return Assessment(role, minutes, Outcome.EARLY if waits else Outcome.ENTITLED)
    missing = threshold - minutes
    return Assessment(role, minutes, Outcome.NEARLY if missing < NEARLY else Outcome.BELOW, missing)
