"""The printed programme, read back from the PDF."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta

import pikepdf
import pypdfium2
import pytest

from app.agenda import paper, programme, service
from app.agenda.models import ParticipationRole, SessionKind, SessionState
from app.audit import SYSTEM
from app.core.types import Translated
from app.events.models import EventState, PartnerRole, Precision
from tests.agenda import factories
from tests.documents.reading import ink, kinds, pictures_of
from tests.events import factories as events

pytestmark = pytest.mark.anywhere

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
        text, "Under the patronage of the Ministry", "Seminar on water", "Guest of honour · Kingdom of Example", "Second partner · Third partner",
        "First partner", "Monday, 14 December 2026", "Tuesday, 15 December 2026",
    ), text  # fmt: skip
    assert in_order(
        text, "09:00–09:45", "Welcome", "Main hall · Opening ceremony", "H.E. Salma Bennani, Minister", "09:00–10:00", "Rivers", "Omar Tazi",
    ), text  # fmt: skip
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


def parallel(event, number, **fields):
    rooms = events.venue(rooms=tuple("ABCDE")).rooms
    return [
        factories.session(event, START, 60, room=rooms[n], title=Translated(en=f"Track {n}", ar=f"مسار {n}"), **fields)
        for n in range(number)
    ]


def places(content: bytes, *wanted: str) -> list[tuple[float, float]]:
    """(left, top) of texts on the first page that has them."""
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            text = page.get_textpage()
            found = [text.search(one).get_next() for one in wanted]
            if all(found):
                boxes = [text.get_charbox(place[0]) for place in found]
                return [(left, top) for left, _bottom, _right, top in boxes]
    raise AssertionError(wanted)


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_rooms_in_parallel_stand_side_by_side_from_where_one_starts_to_read(client, language, number):
    event = events.event()
    parallel(event, number)
    content = client.get(f"/events/{event.slug}/programme.pdf?lang={language}").data
    found = places(content, *(("Track {}", "مسار {}")[language == "ar"].format(n) for n in range(number)))
    assert len({round(top) for _, top in found}) == 1
    assert [left for left, _ in found] == sorted((left for left, _ in found), reverse=language == "ar")


def test_rooms_that_are_too_many_or_too_full_stand_one_below_the_other_and_say_so(client):
    event = events.event()
    parallel(event, 4)
    path = f"/events/{event.slug}/programme.pdf?lang=en"
    found = places(client.get(path).data, *(f"Track {n}" for n in range(4)))
    assert [top for _, top in found] == sorted((top for _, top in found), reverse=True)
    assert "In parallel" in words(client.get(path).data)
    full = events.event()
    for session in parallel(full, 2):
        for _ in range(12):
            factories.participation(factories.contribution(session, 5))
    assert in_order(words(client.get(f"/events/{full.slug}/programme.pdf?lang=en").data), "In parallel", "Track 0", "Track 1")
    assert [row.aligned for row in paper.rows(programme.load(full).slots)] == [False]


def test_an_event_of_which_only_the_days_are_known_has_no_hours_on_paper(client):
    event = events.event(precision=Precision.DAY, state=EventState.ARCHIVED, starts_at=datetime(2023, 7, 20), ends_at=datetime(2023, 7, 21))
    factories.session(event, datetime(2023, 7, 20), 1439, title=Translated(en="Opening"))
    text = words(client.get(f"/events/{event.slug}/programme.pdf?lang=en").data)
    assert "Opening" in text
    assert not re.search(r"\d\d:\d\d", text)
    assert "Hours of" not in text


def test_short_summaries_stand_with_their_session_and_abstracts_at_the_end(client):
    event = events.event()
    session = factories.session(
        event, START, 60, title=Translated(en="Rivers"), summary=Translated(en="In short: [water](https://example.org).")
    )
    factories.contribution(
        session, 20, title=Translated(en="Dams"), abstract=Translated(en="## Method\n\nWe **measured** it.\n\n- once\n- twice")
    )
    factories.session(event, START + timedelta(hours=2), 60, title=Translated(en="Last one"))
    gone = factories.session(event, START + timedelta(hours=4), state=SessionState.CANCELLED, summary=Translated(en="Never mind."))
    content = client.get(f"/events/{event.slug}/programme.pdf?lang=en").data
    assert in_order(
        words(content),
        "Rivers",
        "In short: water.",
        "Last one",
        "Abstracts",
        "Dams\n14 December 2026 · 09:00",
        "Method",
        "We measured it.",
        "once",
    )
    assert gone.summary["en"] not in words(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert not any("/Annots" in page for page in pdf.pages)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_headings_are_in_order_and_the_pattern_is_not_read_aloud(client, language):
    event = events.event()
    factories.session(event)
    factories.session(event, START + timedelta(days=1), summary=Translated(fr="Un résumé. " * 80))
    content = client.get(f"/events/{event.slug}/programme.pdf?lang={language}").data
    found = kinds(content)
    levels = [int(kind[1]) for kind in found if kind[0] == "H" and kind[1:].isdigit()]
    assert levels == [1, 2, 3, 2, 3, 2, 3]
    assert "Figure" not in found


def test_later_pages_say_at_their_head_whose_programme_it_is_and_which_day(client):
    event = events.event(title=Translated(en="Seminar on water"))
    for number in range(40):
        factories.session(event, START + timedelta(minutes=10 * number), 10)
    with pypdfium2.PdfDocument(client.get(f"/events/{event.slug}/programme.pdf?lang=en").data) as document:
        heads = [page.get_textpage().get_text_bounded(bottom=780) for page in document]
        feet = [page.get_textpage().get_text_bounded(top=50) for page in document]
    assert all("Seminar on water" in head and "Monday, 14 December 2026" in head for head in heads[1:])
    assert all(f"{number} / {len(feet)}" in foot for number, foot in enumerate(feet, 1))


def test_the_longest_title_and_everything_else_stay_within_the_margins(client):
    event = events.event(
        title=Translated(en="International symposium on the solidarity of towns " * 4), theme_line=Translated(en="Together " * 30)
    )
    for session in parallel(event, 3):
        factories.participation(session, factories.speaker(event, given_name="Maximiliana", family_name="Rindfleischetikettierungsgesetz"))
    picture = pictures_of(client.get(f"/events/{event.slug}/programme.pdf?lang=en").data)[0]
    for edge in ((0, 45, 15, 297), (195, 45, 210, 297), (0, 290, 210, 297)):
        assert not ink(picture, edge)


def test_the_same_programme_has_the_same_bytes(app):
    event = events.event()
    factories.participation(factories.session(event))
    with app.test_request_context():
        assert paper.programme_pdf(event, "ar") == paper.programme_pdf(event, "ar")
