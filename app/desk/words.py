"""What the desk says without asking the server, in the page's language."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import pgettext

from app.checkin.models import Verdict


def words() -> dict[str, str]:
    """Verdicts by their value, and the sentences of the page's script; {time} and {count} are filled in there."""
    return {
        **_verdicts(),
        "why-unknown": _("No badge of this event has this code."),
        "why-not-confirmed": _("The registration waits for an approval or a place."),
        "why-cancelled": _("It is not valid any more: the secretariat knows why."),
        "why-voided": _("A newer badge was printed for this person; this one is void."),
        "why-wrong-zone": _("This gate needs zone {zone}."),
        "why-closed": _("The gate is open from {opens} to {closes}."),
        "why-closed-from": _("The gate opens at {opens}."),
        "why-closed-until": _("The gate closed at {closes}."),
        "first": _("First read at {time}"),
        "refused": _("The reading was not taken."),
        "refused-clock": _("The clock of this device is wrong: the reading is too old."),
        "refused-already-undone": _("This was taken back already."),
        "online": _("Online"),
        "offline": _("Offline"),
        "waiting": _("{count} waiting"),
        "revoked": _("This device is revoked."),
        "why-revoked": _("Its copy is wiped. The organiser can pair it again."),
        "zone": _("Zone {zones}"),
        "zones": _("Zones {zones}"),
        "no-zones": _("No zone"),
        "nobody": _("Nobody by this name."),
        "why-nobody": _("Try the family name alone, in either script."),
        "no-camera": _("No camera"),
        "why-no-camera": _("Allow it in the browser, or use a scanner or a name."),
        "entry": _("Entry"),
        "exit": _("Exit"),
    }


def _verdicts() -> dict[str, str]:
    return {
        Verdict.ADMITTED.value: _("Welcome"),
        Verdict.LEFT.value: _("Goodbye"),
        Verdict.REPEATED.value: _("Already in"),
        "repeated-out": _("Already out"),
        Verdict.UNKNOWN.value: _("Unknown badge"),
        Verdict.NOT_CONFIRMED.value: pgettext("desk", "Not confirmed"),
        Verdict.CANCELLED.value: _("Registration cancelled"),
        Verdict.VOIDED.value: _("Old badge"),
        Verdict.WRONG_ZONE.value: _("Wrong zone"),
        Verdict.CLOSED.value: pgettext("gate", "Closed"),
        Verdict.UNDONE.value: _("Taken back"),
    }
