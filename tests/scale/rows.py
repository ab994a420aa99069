"""What a list grows by: one more row of everything that it shows of one thing."""

from __future__ import annotations

from itertools import count

from app import mail
from app.agenda.models import ParticipationRole
from app.audit import SYSTEM, record
from app.events.models import Event, EventState
from app.institutions.models import Theme
from app.registration.models import State
from tests.accounts import factories as accounts
from tests.agenda import factories as agenda
from tests.certificates import factories as certificates
from tests.checkin import factories as checkin
from tests.delegations import factories as delegations
from tests.events import factories as events
from tests.publications import factories as publications
from tests.registration import factories as registrations

COUNTRIES = ("SN", "MA", "ML", "CI", "TN", "FR", "ES", "BE", "NE", "BF", "MR", "DZ", "EG", "GN", "GA", "CM", "TG", "BJ", "TD", "CG",
             "RW", "KE", "GH", "NG", "ZA", "PT", "IT", "DE", "CH", "CA", "US", "JP", "CN", "IN", "BR", "MX")  # fmt: skip
_numbers, _senders = count(), count()


def public_event(_event: Event) -> None:
    held = events.event(venue=events.venue(), series=events.series(), themes=[events.theme()])
    events.partnership(held)


def draft(_event: Event) -> None:
    events.event(state=EventState.DRAFT, venue=events.venue(), themes=[events.theme()])


def theme(_event: Event) -> Theme:
    return events.theme(parent=events.theme())


def registration(event: Event) -> None:
    made = registrations.registration(event, state=State.CONFIRMED, country=COUNTRIES[next(_numbers) % len(COUNTRIES)])
    made.category = registrations.category(event, letter=f"{next(_numbers) % 100:02}")


def session(event: Event) -> None:
    made = agenda.session(event)
    agenda.participation(made, agenda.speaker(event, agreed=True), ParticipationRole.CHAIR)
    agenda.participation(agenda.contribution(made, minutes=None), agenda.speaker(event), ParticipationRole.SPEAKER)


def delegation(event: Event) -> None:
    delegations.member(delegations.delegation(event, COUNTRIES[next(_senders) % len(COUNTRIES)]))


def gate(event: Event) -> None:
    checkin.device(checkin.gate(event))


def attendee(event: Event) -> None:
    certificates.attendee(certificates.gate(event), 60)


def letter(event: Event) -> None:
    mail.enqueue("accounts/password", to=("Awa", "awa@example.org"), locale="fr", event_id=event.id, link="https://example.org/")


def entry(event: Event) -> None:
    record(SYSTEM, "event.changed", event, difference={"title": ["before", "after"]})


def publication(event: Event) -> None:
    publications.publication(event, files=2)


def general_publication(_event: Event) -> None:
    publications.publication(None)


def partner(event: Event) -> None:
    events.partnership(event)


def account(event: Event) -> None:
    accounts.user(accounts.Role.VIEWER, event)


def organisation(_event: Event) -> None:
    events.organisation()


def venue(_event: Event) -> None:
    events.venue(rooms=3)


def kind(_event: Event) -> None:
    events.kind(f"kind-{next(_numbers)}")
    events.series()
