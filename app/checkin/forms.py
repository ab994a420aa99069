from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.agenda.models import Session
from app.core.forms import NAME_LIMIT, Form, TranslatedField, line
from app.events.fields import Moment

from .models import Gate, GateKind

KINDS = {
    GateKind.ENTRANCE: _l("Entrance"),
    GateKind.SESSION: _l("Session door"),
    GateKind.MEAL: _l("Meal"),
}


class GateForm(Form):
    kind = RadioField(
        _l("Kind"), choices=[SelectChoice(kind.value, label) for kind, label in KINDS.items()], default=GateKind.ENTRANCE.value
    )
    name = TranslatedField(_l("Name"), required=True, limit=NAME_LIMIT)
    session_id = SelectField(_l("Session"), coerce=int, default=0, description=_l("For a session's door."))
    zone = SelectField(_l("Zone"), description=_l("Who passes needs this zone on the badge."))
    opens_at = Moment(_l("Lets in from"), description=_l("Empty: always; a session's door opens 30 minutes before it."))
    closes_at = Moment(_l("Until"), description=_l("Empty: always; a session's door: its end."))

    def offer(self, sessions: Iterable[Session], zones: Iterable[str]) -> None:
        """Fill the lists with what the event has."""
        times = ((session.id, f"{session.starts_at:%d/%m %H:%M} {session.title}") for session in sessions)
        self.session_id.choices = [SelectChoice(0, "—"), *(SelectChoice(*pair) for pair in times)]
        self.zone.choices = [SelectChoice("", _l("Every zone")), *(SelectChoice(zone, zone) for zone in zones)]


class DeviceForm(Form):
    device_name = StringField(
        _l("Name"), [DataRequired(_l("Give the device a name.")), line(NAME_LIMIT)], description=_l("Tablet 1, phone of the north door…")
    )
    gates = SelectMultipleField(_l("Gates"), coerce=int, option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False))

    def offer(self, gates: Iterable[Gate]) -> None:
        self.gates.choices = [SelectChoice(gate.id, str(gate.name)) for gate in gates]


def gate_fields(gate: Gate | None) -> dict[str, Any]:
    """A gate as the form takes it."""
    if gate is None:
        return {}
    return {name: getattr(gate, name) for name in ("name", "zone", "opens_at", "closes_at")} | {
        "kind": gate.kind.value,
        "session_id": gate.session_id or 0,
    }
