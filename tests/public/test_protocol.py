"""The order that the organiser gave to partners is that of the page, of the printed programme and of certificates; nobody is dropped."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from app.audit import SYSTEM
from app.certificates.content import write
from app.certificates.models import CertificateRole, CertificateRule
from app.core import clock
from app.core.types import Translated
from app.events import partnerships
from app.events.models import Event, PartnerRole
from tests.agenda import factories as agenda
from tests.events import factories as events
from tests.registration import factories as registrations
from tests.support.client import Client

ROLES = {
    "Quartz": PartnerRole.PARTNER, "Onyx": PartnerRole.ORGANISER, "Garnet": PartnerRole.GUEST_OF_HONOUR, "Pearl": PartnerRole.PATRON,
    "Coral": PartnerRole.CO_ORGANISER, "Silver": PartnerRole.SPONSOR, "Quill": PartnerRole.PARTNER,
}  # fmt: skip
ENTERED = ["Quartz", "Quill", "Onyx", "Garnet", "Pearl", "Coral", "Silver"]


@pytest.fixture
def event() -> Event:
    """With organisations in every role, and lines that somebody wrote for the patron and for the guest of honour."""
    made = events.event(patronage=Translated(en="Under high patronage"), guest_of_honour=Translated(en="Kingdom of Example"))
    for name, role in ROLES.items():
        events.partnership(made, role, events.organisation(name=Translated(en=name)))
    agenda.session(made)
    return made


def names_in(text: str) -> list[str]:
    return re.findall("|".join(ROLES), text)


def on_the_page(client: Client, event: Event) -> list[str]:
    return names_in(client.get(f"/events/{event.slug}/?lang=en").text.split('id="partners"')[1].split("</section>")[0])


def on_paper(client: Client, event: Event) -> list[str]:
    with pypdfium2.PdfDocument(client.get(f"/events/{event.slug}/programme.pdf?lang=en").data) as document:
        return names_in(document[0].get_textpage().get_text_range())


def attested(event: Event) -> dict[str, str]:
    registration = registrations.registration(event, locale="en")
    return write(
        registration,
        CertificateRule(citation=Translated(), signatories=[]),
        CertificateRole.PARTICIPANT,
        minutes=0,
        serial="X",
        now=clock.now(),
    )


def test_page_and_paper_have_one_order(client: Client, event: Event) -> None:
    assert on_the_page(client, event) == on_paper(client, event) == ENTERED
    ids = {one.organisation.name["en"]: one.id for one in partnerships.in_order(event)}
    partnerships.reorder(event, [ids[name] for name in ("Garnet", "Silver", "Onyx")], actor=SYSTEM)
    assert on_the_page(client, event) == on_paper(client, event) == ["Garnet", "Silver", "Onyx", "Quartz", "Quill", "Pearl", "Coral"]


def test_a_certificate_names_everybody_in_the_same_order(event: Event) -> None:
    said = attested(event)
    assert said["patronage"] == "Under high patronage · Patronage: Pearl"
    assert said["guest"] == "Guest of honour: Kingdom of Example and Garnet"
    assert said["partners"] == "In partnership with Quartz, Quill, Coral and Silver · Organised by Onyx"


def test_a_certificate_names_the_institution_once(event: Event) -> None:
    event.institution.name = Translated(en="Onyx")
    assert attested(event)["partners"] == "In partnership with Quartz, Quill, Coral and Silver"


def test_where_no_line_was_written_patron_and_guest_stand_by_themselves(event: Event) -> None:
    event.patronage, event.guest_of_honour = Translated(), Translated()
    said = attested(event)
    assert (said["patronage"], said["guest"]) == ("Patronage: Pearl", "Guest of honour: Garnet")
