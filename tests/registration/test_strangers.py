"""What a stranger's form writes, and what it does not."""

from __future__ import annotations

from app.audit import SYSTEM
from app.core import clock
from app.registration import service
from tests.events import factories as events
from tests.registration import factories


def register(event, **names):
    return service.register(factories.form(event), factories.submission(**names), actor=SYSTEM, now=clock.now())


def test_what_stands_on_a_public_page_is_not_completed_by_whoever_knows_the_address() -> None:
    known = {"given_name": "Amina", "family_name": "Alaoui", "email": "amina@example.org"}
    speaker = factories.person(event := events.event(), **known, given_name_ar="", family_name_ar="", public_since=clock.now())
    registered = register(event, **known, given_name_ar="اسم", family_name_ar="آخر")
    assert (registered.person, speaker.arabic_name) == (speaker, "")
    speaker.public_since = None
    register(events.event(), **known, given_name_ar="أمينة", family_name_ar="العلوي")
    assert speaker.arabic_name == "أمينة العلوي"


def test_addresses_that_look_alike_are_two_people() -> None:
    event = events.event()
    names = {"given_name": "Anna", "family_name": "Gross"}
    one, other = (register(event, **names, email=address) for address in ("anna@strasse.example", "anna@straße.example"))
    assert one.person_id != other.person_id
