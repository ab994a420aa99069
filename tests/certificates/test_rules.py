from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agenda.models import ParticipationRole as Does
from app.certificates.models import CertificateRole as Role
from app.certificates.rules import WHY_NOT, Outcome, Stage, assess, roles_of, stage_of
from app.certificates.serials import SIGNS, new_serial, read_serial
from app.certificates.words import ATTENDED, CHECK, DEEDS, HEADINGS, ISSUED, OPENINGS, PROTOCOL, deed, duration, listed, opening
from app.core.types import Translated
from app.events.models import Event, EventState, Precision
from app.people.models import Gender


@pytest.mark.parametrize(
    ("minutes", "outcome", "missing"),
    [
        (0, Outcome.ABSENT, 600),
        (1, Outcome.BELOW, 599),
        (540, Outcome.BELOW, 60),
        (541, Outcome.NEARLY, 59),
        (599, Outcome.NEARLY, 1),
        (600, Outcome.ENTITLED, 0),
        (601, Outcome.ENTITLED, 0),
    ],
)
def test_a_participant_needs_the_threshold_to_the_minute(minutes, outcome, missing):
    for stage in (Stage.HELD, Stage.OVER):
        found = assess(Role.PARTICIPANT, minutes, 600, stage)
        assert (found.outcome, found.missing) == (outcome, missing)


@pytest.mark.parametrize("role", [Role.SPEAKER, Role.CHAIR])
def test_speakers_and_chairs_need_to_have_been_there(role):
    assert assess(role, 1, 600, Stage.HELD).outcome is Outcome.ENTITLED
    assert assess(role, 0, 0, Stage.OVER).outcome is Outcome.ABSENT


def test_without_a_threshold_every_participant_is_entitled_once_the_event_is_over():
    assert assess(Role.PARTICIPANT, 0, 0, Stage.OVER).outcome is Outcome.ENTITLED
    assert {assess(Role.PARTICIPANT, minutes, 0, Stage.HELD).outcome for minutes in (0, 90)} == {Outcome.EARLY}


@pytest.mark.parametrize("stage", WHY_NOT)
def test_nobody_is_entitled_to_what_has_not_begun_or_was_cancelled(stage):
    assert {assess(role, 900, threshold, stage).outcome for role in Role for threshold in (0, 600)} == {Outcome.EARLY}


DAYS = {"precision": Precision.DAY, "starts_at": datetime(2026, 12, 14), "ends_at": datetime(2026, 12, 15)}
MONTH = {"precision": Precision.MONTH, "starts_at": datetime(2026, 12, 1), "ends_at": datetime(2026, 12, 1)}
YEAR = {"precision": Precision.YEAR, "starts_at": datetime(2026, 1, 1), "ends_at": datetime(2026, 1, 1)}
UNKNOWN = {"precision": Precision.UNKNOWN, "starts_at": None, "ends_at": None}


@pytest.mark.parametrize(
    ("fields", "at", "stage"),
    [
        ({}, datetime(2026, 12, 14, 8, 59), Stage.COMING),
        ({}, datetime(2026, 12, 14, 9), Stage.HELD),
        ({}, datetime(2026, 12, 15, 17, 29), Stage.HELD),
        ({}, datetime(2026, 12, 15, 17, 30), Stage.OVER),
        ({"zone": "Africa/Johannesburg"}, datetime(2026, 12, 14, 7), Stage.HELD),  # nine o'clock there
        (DAYS, datetime(2026, 12, 13, 23, 59), Stage.COMING),
        (DAYS, datetime(2026, 12, 14), Stage.HELD),
        (DAYS, datetime(2026, 12, 16), Stage.OVER),
        (MONTH, datetime(2026, 12, 31, 23, 59), Stage.COMING),
        (MONTH, datetime(2027, 1, 1), Stage.OVER),
        (YEAR, datetime(2026, 12, 31, 23, 59), Stage.COMING),
        (YEAR, datetime(2027, 1, 1), Stage.OVER),
        (UNKNOWN, datetime(2099, 1, 1), Stage.COMING),
        ({"state": EventState.DRAFT}, datetime(2099, 1, 1), Stage.DRAFT),
        ({"state": EventState.CANCELLED}, datetime(2099, 1, 1), Stage.CANCELLED),
        ({"state": EventState.ARCHIVED}, datetime(2020, 1, 1), Stage.OVER),
        ({"state": EventState.ARCHIVED, **UNKNOWN}, datetime(2020, 1, 1), Stage.OVER),
        ({"state": EventState.ARCHIVED, "cancelled_because": Translated(fr="Grève")}, datetime(2099, 1, 1), Stage.CANCELLED),
    ],
)
def test_an_event_begins_and_is_over_when_its_dates_say_so(fields, at, stage):
    dates = {"precision": Precision.TIME, "starts_at": datetime(2026, 12, 14, 9), "ends_at": datetime(2026, 12, 15, 17, 30)}
    event = Event(**{"state": EventState.PUBLISHED, "zone": "Africa/Casablanca", **dates, **fields})
    assert stage_of(event, at.replace(tzinfo=UTC)) is stage


@pytest.mark.parametrize(
    ("does", "roles"),
    [
        ([], [Role.PARTICIPANT]),
        ([Does.INTERPRETER], [Role.PARTICIPANT]),
        ([Does.SPEAKER, Does.DISCUSSANT], [Role.SPEAKER]),
        ([Does.MODERATOR], [Role.CHAIR]),
        ([Does.SPEAKER, Does.CHAIR], [Role.CHAIR, Role.SPEAKER]),
    ],
)
def test_roles_follow_the_programme(does, roles):
    assert roles_of(does) == roles


def test_every_language_has_words_for_every_role_and_gender():
    for locale in ("fr", "ar", "en"):
        assert set(HEADINGS[locale]) == set(DEEDS[locale]) == set(Role)
        assert set(OPENINGS[locale]) == {*Gender, None}
        assert all(deed(locale, role, gender) for role in Role for gender in (*Gender, None))


def test_wording_follows_gender_where_it_is_known():
    assert deed("fr", Role.PARTICIPANT, Gender.FEMALE) == "a pris part, en qualité de participante, à l’événement"
    assert deed("ar", Role.SPEAKER, Gender.FEMALE) == "لإلقائها مداخلة ضمن أشغال التظاهرة المنعقدة تحت عنوان"
    assert "participant" not in deed("fr", Role.PARTICIPANT, None)
    for role in Role:  # her, him, and neither
        assert [ending in deed("ar", role, gender).split()[0] for gender, ending in ((Gender.FEMALE, "ها"), (Gender.MALE, "ه"))] == [
            True,
            True,
        ]
        assert deed("ar", role, None).startswith("تقديراً ل")


@pytest.mark.parametrize(
    ("locale", "gender", "title", "words"),
    [
        ("fr", Gender.FEMALE, "", "Il est attesté que Madame"),
        ("fr", Gender.FEMALE, "S.E. Mme", "Il est attesté que"),
        ("ar", Gender.MALE, "", "تُمنح هذه الشهادة إلى السيد"),
        ("ar", Gender.MALE, "سعادة السيد", "تُمنح هذه الشهادة إلى سعادة السيد"),
        ("ar", None, "", "تُمنح هذه الشهادة إلى"),
        ("en", Gender.MALE, "H.E. Mr", "This is to certify that"),
    ],
)
def test_a_form_of_address_takes_the_place_of_madame(locale, gender, title, words):
    assert opening(locale, gender, title) == words


@pytest.mark.parametrize(
    ("locale", "names", "words"),
    [
        ("fr", ["A", "B", "C"], "A, B et C"),
        ("en", ["A", "B"], "A and B"),
        ("ar", ["وزارة", "جامعة"], "وزارة وجامعة"),
        ("ar", ["وزارة", "جامعة", "سفارة"], "وزارة، وجامعة، وسفارة"),
        ("ar", ["وزارة", "AIPECT"], "وزارة و AIPECT"),
        ("fr", ["A"], "A"),
        ("ar", [], ""),
    ],
)
def test_partners_are_listed_as_the_language_lists_them(locale, names, words):
    assert listed(names, locale) == words


def test_french_puts_no_break_before_its_colons():
    assert not any(" :" in sentence["fr"] for sentence in (ATTENDED, *PROTOCOL.values(), ISSUED, CHECK))
    assert "\u00a0: " in ATTENDED["fr"]


@pytest.mark.parametrize(
    ("minutes", "locale", "words"),
    [
        (450, "fr", "7\xa0heures et 30 minutes"),
        (60, "fr", "1\xa0heure"),
        (120, "ar", "ساعتان"),
        (665, "ar", "11 ساعة و5 دقائق"),
        (61, "en", "1 hour and 1 minute"),
    ],
)
def test_hours_are_said_in_the_forms_of_the_language(minutes, locale, words):
    assert duration(minutes, locale).replace("\u202f", "\xa0") == words


def test_a_serial_reads_as_it_stands_on_paper():
    serial = new_serial(2026)
    assert serial.startswith("NDW-2026-")
    assert len(serial) == 23
    for typed in (serial, serial.lower(), f" {serial} ", serial.replace("-", "–"), serial.replace("-", " - ")):
        assert read_serial(typed) == serial


@given(st.integers(0, 11), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(place, sign):
    serial = new_serial(2026)
    signs = list(serial[9:].replace("-", ""))
    if signs[place] == sign:
        return
    signs[place] = sign
    text = "".join(signs)
    assert read_serial(f"NDW-2026-{text[:4]}-{text[4:8]}-{text[8:]}") is None


@given(st.integers(0, 10))
def test_two_exchanged_signs_are_noticed(place):
    serial = new_serial(2026)
    signs = list(serial[9:].replace("-", ""))
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    text = "".join(signs)
    exchanged = f"NDW-2026-{text[:4]}-{text[4:8]}-{text[8:]}"
    assert read_serial(exchanged) == (serial if exchanged == serial else None)


@pytest.mark.parametrize(
    "text", ["", "NDW", "NDW-2026-AAAA-AAAA", "' OR 1=1 --", "NDW-2026-0OIL-0000-0000", "x" * 10_000, "NDW-٢٠٢٦-AAAA-AAAA-AAAA"]
)
def test_what_cannot_be_a_serial_is_none(text):
    assert read_serial(text) is None


def test_serials_do_not_repeat():
    assert len({new_serial(2026) for _ in range(2000)}) == 2000
