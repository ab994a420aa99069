"""Gates, people with badges, and paired devices for tests."""

from __future__ import annotations

import uuid
from itertools import count
from typing import Any

from app.audit import SYSTEM
from app.checkin import devices, service
from app.checkin.devices import PairedDevice
from app.checkin.models import Device, Gate, GateKind
from app.core import clock
from app.core.db import db
from app.core.types import Translated
from app.desk.access import COOKIE, HEADER, _signer
from app.events.models import Event
from app.people.models import Person
from app.registration.models import Category, FormVersion, Registration, RegistrationForm, State
from tests.support.client import Client

_numbers = count(1)
TOLD = {HEADER: "1"}


def gate(event: Event, kind: GateKind = GateKind.ENTRANCE, **fields: Any) -> Gate:
    name = fields.pop("name", None) or Translated(fr="Entrée", ar="المدخل", en="Entrance")
    made = service.create_gate(event, kind=kind, name=name, actor=SYSTEM, **fields)
    db.session.flush()
    return made


def category(event: Event, letter: str = "D", zones: tuple[str, ...] = ("A",), **fields: Any) -> Category:
    made = Category(
        **{"event_id": event.id, "letter": letter, "colour": "#17595a", "zones": list(zones), "name": Translated(en="Delegate"), **fields}
    )
    db.session.add(made)
    db.session.flush()
    return made


def attendee(event: Event, state: State = State.CONFIRMED, **fields: Any) -> Registration:
    """Somebody with a badge of the event; names in two scripts, an address and a phone that no device may see."""
    number = next(_numbers)
    person = Person(
        institution_id=event.institution_id,
        given_name=f"Amina{number}",
        family_name="Benali",
        given_name_ar="أمينة",
        family_name_ar="بنعلي",
        email=f"amina{number}@example.org",
        phone="+212600000000",
        search=f"amina{number} benali امينه بنعلي",
        sort_latin=f"benali amina{number}",
        created_at=clock.now(),
    )
    form = db.session.query(RegistrationForm).filter_by(event_id=event.id).one_or_none()
    if form is None:
        form = RegistrationForm(event_id=event.id, versions=[FormVersion(number=1, fields=[], created_at=clock.now())])
    made = Registration(
        **{
            "event_id": event.id,
            "form": form,
            "version": form.versions[0],
            "person": person,
            "state": state,
            "locale": "fr",
            "email": person.email,
            "badge_token": f"TOKEN{number:015d}",
            "created_at": clock.now(),
            **fields,
        }
    )
    db.session.add(made)
    db.session.flush()
    return made


def device(*gates: Gate, name: str = "Tablet") -> tuple[Device, str]:
    """A paired device of these gates, and its secret."""
    db.session.flush()
    event = db.session.get_one(Event, gates[0].event_id)
    _, code = devices.create(event, name, gates, actor=SYSTEM)
    return devices.pair(code)


def paired(*gates: Gate) -> PairedDevice:
    _, secret = device(*gates)
    found = devices.recognise(secret)
    assert found is not None
    return found


def carry(client: Client, secret: str) -> Client:
    """The client, as the device that holds a secret."""
    client.set_cookie(COOKIE, str(_signer().dumps(secret)), path="/desk")
    return client


def reading(gate: Gate | int, **fields: Any) -> dict[str, Any]:
    """A reading as a device sends it; give `token`, `registration` or `undoes`."""
    number = gate if isinstance(gate, int) else gate.id
    return {"id": str(uuid.uuid4()), "gate": number, "direction": "in", "scanned_at": clock.now().isoformat(), **fields}


def send(client: Client, *readings: Any) -> Any:
    """Deliver readings; gives the answers."""
    response = client.post("/desk/api/scans", json=list(readings), headers=TOLD)
    assert response.status_code == 200, response.text
    return response.json["answers"]
