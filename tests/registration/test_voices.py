"""Who is spoken to by the form: the participant by their own, the organiser about somebody else."""

from __future__ import annotations

from app.accounts.models import Role
from tests.accounts.factories import sign_in, user
from tests.events import factories as events
from tests.registration import factories
from tests.support.client import Client


def test_the_form_of_the_organiser_speaks_of_the_person_and_that_of_the_participant_to_them(client: Client) -> None:
    event = events.event()
    factories.form(event)
    registration = factories.registration(event)
    address = f"/manage/events/{event.slug}/registrations"
    own = client.get(f"/events/{event.slug}/register?lang=en").text
    assert all(words in own for words in ("Who you are", "Your ticket goes to this address.", "Show my name", 'autocomplete="email"'))
    registrar = sign_in(client, user(Role.REGISTRAR, event))
    for path in (f"{address}/new", f"{address}/{registration.id}/edit"):
        theirs = registrar.get(f"{path}?lang=en").text
        assert all(words in theirs for words in ("Identity", "The ticket goes to this address.", "Agreed to stand in the published list"))
        assert not any(words in theirs for words in ("Who you are", "Your ticket", "Show my name", 'autocomplete="email"'))
