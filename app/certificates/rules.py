"""Who gets which certificate, and who just misses one."""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import dataclass

from app.agenda.models import ParticipationRole

from .models import CertificateRole

NEARLY = 60  # minutes below the threshold that the preview calls a near miss
FROM_PROGRAMME = {
    ParticipationRole.CHAIR: CertificateRole.CHAIR,
    ParticipationRole.MODERATOR: CertificateRole.CHAIR,
    ParticipationRole.SPEAKER: CertificateRole.SPEAKER,
    ParticipationRole.DISCUSSANT: CertificateRole.SPEAKER,
    ParticipationRole.RAPPORTEUR: CertificateRole.SPEAKER,
}


class Outcome(enum.StrEnum):
    """What the rule says of one person in one role."""

    ENTITLED = "entitled"
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


def assess(role: CertificateRole, minutes: int, threshold: int) -> Assessment:
    """Participants need `threshold` minutes; speakers and chairs were there to do something, and need to have been there at all."""
    if minutes <= 0 and (threshold > 0 or role is not CertificateRole.PARTICIPANT):
        return Assessment(role, 0, Outcome.ABSENT, threshold if role is CertificateRole.PARTICIPANT else 0)
    if role is not CertificateRole.PARTICIPANT or minutes >= threshold:
        return Assessment(role, minutes, Outcome.ENTITLED)
    missing = threshold - minutes
    return Assessment(role, minutes, Outcome.NEARLY if missing < NEARLY else Outcome.BELOW, missing)
