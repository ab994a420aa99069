from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from app.calendar.lines import line, text

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=300)


@given(WORDS)
def test_any_text_comes_back_as_it_was_and_no_line_is_longer_than_75_octets(words: str):
    lines = "".join(text("SUMMARY", words))
    assert all(len(each.encode()) <= 75 for each in lines.split("\r\n"))
    event = Event.from_ical(f"BEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\n" if lines else "BEGIN:VEVENT\r\nEND:VEVENT\r\n")
    assert str(event.get("SUMMARY", "")) == words


def test_a_line_of_75_octets_is_not_folded_and_one_of_76_is():
    assert line("URL", "x" * 71) == "URL:" + "x" * 71
    assert line("URL", "x" * 72) == "URL:" + "x" * 71 + "\r\n x"
