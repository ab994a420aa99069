"""The printed programme, read back from the PDF."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pikepdf
import pypdfium2
import pytest

from app.agenda import service
from app.agenda.models import ParticipationRole, SessionKind, SessionState
from app.audit import SYSTEM
from app.core.types import Translated
from app.events.models import EventState, PartnerRole
from tests.agenda import factories
from tests.events import factories as events

START = datetime(2026, 12, 14, 9)


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")


def in_order(text: str, *parts: str) -> bool:
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_the_head_follows_protocol_and_the_days_follow_the_head(client):
    event = events.event(
        title=Translated(en="Seminar on water"),
        patronage=Translated(en="Under the patronage of the Ministry"),
        guest_of_honour=Translated(en="Kingdom of Example"),
        venue=events.venue(rooms=("Main hall",)),
    )
    for role, name in ((PartnerRole.PARTNER, "Second"), (PartnerRole.ORGANISER, "First"), (PartnerRole.PARTNER, "Third")):
        events.partnership(event, role, events.organisation(name=Translated(en=f"{name} partner")))
    opening = factories.session(event, START, 45, kind=SessionKind.OPENING, room=event.venue.rooms[0], title=Translated(en="Welcome"))
    chair = factories.speaker(event, title="H.E.", given_name="Salma", family_name="Bennani", function=Translated(en="Minister"))
    factories.participation(opening, chair, ParticipationRole.CHAIR)
    talk = factories.contribution(factories.session(event, START + timedelta(days=1)), 20, title=Translated(en="Rivers"))
    factories.participation(talk, factories.speaker(event, given_name="Omar", family_name="Tazi"))
    text = words(client.get(f"/events/{event.slug}/programme.pdf?lang=en").data)
    assert in_order(
        text, "Under the patronage of the Ministry", "Seminar on water", "Guest of honour · Kingdom of Example", "First partner",
        "Second partner · Third partner", "Monday, 14 December 2026", "Tuesday, 15 December 2026",
    ), text  # fmt: skip
    # The hours stand in a column that is drawn after the rest, wherever they are read.
    assert in_order(text, "Welcome", "Opening ceremony · Main hall", "H.E. Salma Bennani, Minister", "Rivers", "Omar Tazi"), text
    assert in_order(text, "09:00–09:45", "09:00–10:00")
    assert "Hours of Casablanca" in text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_each_language_has_its_tagged_document(client, language):
    event = events.event()
    factories.participation(factories.session(event))
    response = client.get(f"/events/{event.slug}/programme.pdf?lang={language}")
    assert (response.mimetype, response.headers["Content-Language"]) == ("application/pdf", language)
    assert response.headers["Content-Disposition"] == f"inline; filename={event.slug}-{language}.pdf"
    with pikepdf.open(io.BytesIO(response.data)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert bool(pdf.Root.MarkInfo.Marked)
        assert event.title[language] in str(pdf.docinfo.Title)


def test_a_cancelled_session_is_marked_and_a_changed_one_is_printed_anew(client):
    event = events.event()
    session = factories.session(event, title=Translated(en="Before"))
    factories.session(event, START + timedelta(hours=2), state=SessionState.CANCELLED, title=Translated(en="Gone"))
    path = f"/events/{event.slug}/programme.pdf?lang=en"
    assert in_order(words(client.get(path).data), "Before", "Gone", "Cancelled")
    service.edit_session(session, title=Translated(en="After"), actor=SYSTEM)
    text = words(client.get(path).data)
    assert "After" in text
    assert "Before" not in text


def test_a_programme_of_many_pages_loses_no_session(client):
    event = events.event()
    for number in range(60):
        factories.session(event, START + timedelta(minutes=10 * number), 10, title=Translated(en=f"Number {number:03}."))
    text = words(client.get(f"/events/{event.slug}/programme.pdf?lang=en").data)
    assert all(f"Number {number:03}." in text for number in range(60))


def test_a_drafts_programme_is_not_printed_for_readers(client):
    assert client.get(f"/events/{events.event(state=EventState.DRAFT).slug}/programme.pdf").status_code == 404
