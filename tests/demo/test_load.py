"""The demonstration says what its sources say, and no more."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select

from app.accounts.models import EventRole, Role
from app.agenda.models import ParticipationRole, Session, SessionKind
from app.certificates.models import CertificateRule
from app.checkin.models import Device, Gate, GateKind, Scan
from app.core.db import db
from app.core.i18n import speaking
from app.core.types import LOCALES, Translated
from app.delegations.models import Delegation
from app.demo import dakar
from app.demo.load import load
from app.demo.programme import SPEAKERS
from app.events.models import Event, EventState, PartnerRole, Precision
from app.institutions.models import Institution, Theme
from app.institutions.queries import Tree
from app.mail.models import Message
from app.people.models import Organisation, OrganisationKind, Person
from app.publications.models import Publication
from app.registration.models import Capacity, Registration, RegistrationForm, State
from tests.support.database import Rows, all_rows, put_back

_loaded = list[Rows]()


@pytest.fixture
def demonstration() -> None:
    """Loaded once, and written again for the tests after."""
    if _loaded:
        put_back(_loaded[0])
        return
    with speaking("fr"):
        assert load(date(2026, 11, 22))
    db.session.commit()
    _loaded.append(all_rows())


def event(slug: str) -> Event:
    return db.session.scalars(select(Event).where(Event.slug == slug)).one()


def test_a_second_load_changes_nothing(demonstration: None) -> None:
    before = db.session.scalar(select(func.count()).select_from(Registration))
    assert load(date(2026, 11, 23)) is False
    assert db.session.scalar(select(func.count()).select_from(Registration)) == before


def test_one_event_is_open_three_weeks_from_today(demonstration: None) -> None:
    opened = event("local-governance")
    assert (opened.state, opened.first_day) == (EventState.PUBLISHED, date(2026, 12, 13))
    form = db.session.scalars(select(RegistrationForm).where(RegistrationForm.event_id == opened.id)).one()
    assert (form.is_open, form.capacity, form.seats_taken) == (True, 80, 44)


def test_the_archive_knows_no_more_of_its_dates_than_the_sources(demonstration: None) -> None:
    archived = db.session.scalars(select(Event).where(Event.state == EventState.ARCHIVED)).all()
    assert {e.slug: e.precision for e in archived if e.precision is not Precision.UNKNOWN} == {
        "radicalisation-2016": Precision.MONTH,
        "dakar-2023": Precision.DAY,
    }


def test_people_of_the_sources_have_a_function_and_nothing_else(demonstration: None) -> None:
    named = [row[1] for row in (*dakar.MOROCCAN_DELEGATION, *dakar.GUESTS)]
    people = db.session.scalars(select(Person).where(Person.family_name.in_(named))).all()
    assert len(people) == len(named)
    for person in people:
        assert person.function
        assert (person.email, person.phone, person.given_name_ar, person.gender, person.public_since) == ("", "", "", None, None)
    assert db.session.scalar(select(func.count()).select_from(Scan)) == 0


def test_everybody_else_has_an_address_on_a_reserved_domain(demonstration: None) -> None:
    addresses = db.session.scalars(select(Person.email).where(Person.email != "")).all()
    assert len(addresses) > 80
    assert {address.rpartition("@")[2] for address in addresses} == {"participants.example"}


def test_synthetic_people_differ_in_both_scripts(demonstration: None) -> None:
    people = db.session.scalars(select(Person).where(Person.given_name_ar != "")).all()
    assert len({person.latin_name for person in people}) == len({person.arabic_name for person in people}) == len(people)


def test_every_delegation_of_the_colloquium_has_one_head(demonstration: None) -> None:
    members = db.session.scalars(
        select(Registration).where(Registration.event == event("local-governance"), Registration.capacity == "head")
    )
    assert len({member.delegation_id for member in members if member.state is State.CONFIRMED}) == 6


def test_themes_are_a_tree_in_three_languages(demonstration: None) -> None:
    themes = db.session.scalars(select(Theme)).all()
    assert {theme.slug for theme in themes if theme.parent_id is None} == {"peacebuilding", "security", "human-development"}
    assert all(set(theme.name) == set(LOCALES) for theme in themes)


def states(slug: str) -> Counter[State]:
    return Counter(
        db.session.scalars(select(Registration.state).where(Registration.event == event(slug), Registration.delegation_id.is_(None)))
    )


def test_every_state_of_a_registration_can_be_seen(demonstration: None) -> None:
    assert states("local-governance") == {
        State.CONFIRMED: 42 + SPEAKERS, State.PENDING: 2, State.CANCELLED: 2, State.WITHDRAWN: 1, State.REJECTED: 1,
    }  # fmt: skip
    assert states("local-mediation-training") == {State.CONFIRMED: 12, State.WAITLISTED: 3}


def test_everything_is_there_to_try_each_step(demonstration: None) -> None:
    here = event("local-governance")
    rooms_at_once = Counter(session.starts_at for session in db.session.scalars(select(Session).where(Session.event == here)))
    gates = Counter(gate.kind for gate in db.session.scalars(select(Gate).where(Gate.event == here)))
    held = select(Session).where(Session.event == here, Session.kind != SessionKind.BREAK)
    assert max(rooms_at_once.values()) == 2
    assert gates == {GateKind.ENTRANCE: 1, GateKind.MEAL: 1, GateKind.SESSION: len(db.session.scalars(held).all())}
    assert [device.name for device in db.session.scalars(select(Device).where(Device.event == here))] == ["Tablette de l’entrée"]
    assert db.session.scalar(select(CertificateRule.threshold_minutes).where(CertificateRule.event == here)) == 240
    assert {message.template for message in db.session.scalars(select(Message).where(Message.event_id == here.id))} == {
        "registration/received", "registration/confirmed", "registration/cancelled", "registration/rejected",
    }  # fmt: skip
    assert {role.role for role in db.session.scalars(select(EventRole).where(EventRole.event_id == here.id))} == {
        Role.PROGRAMME, Role.REGISTRAR, Role.PROTOCOL, Role.DESK,
    }  # fmt: skip


def test_the_dakar_symposium_says_what_the_report_says(demonstration: None) -> None:
    here = event("dakar-2023")
    assert (here.first_day, here.last_day, here.place["en"], here.languages) == (date(2023, 7, 20), date(2023, 7, 21), "Dakar, Senegal", [])
    assert here.theme_line["en"] == "Together for Greater Solidarity and Compassion with Sahelian Communes"
    assert [len(here.aims[code].splitlines()) for code in LOCALES] == [7, 7, 7]
    opening = db.session.scalars(select(Session).where(Session.event == here)).one()
    assert [(one.person.latin_name, one.role) for one in opening.participations] == [("Mounir Lymouri", ParticipationRole.SPEAKER)]
    for code in LOCALES:
        assert all(name in opening.summary[code] for name in ("Aïssata Tall Sall", "Oumar Ba"))


def test_the_delegations_to_dakar_hold_the_people_whom_the_report_names_and_nobody_else(demonstration: None) -> None:
    sent = {
        (found.country or found.organisation.short_name): [(one.person.latin_name, one.capacity) for one in found.members]
        for found in db.session.scalars(select(Delegation).where(Delegation.event == event("dakar-2023")))
    }
    named = ("Mounir Lymouri", "Mohammed Dardouri", "Mostafa Ameur", "Souad Zaidi", "Said Ziane", "Amal Zaidi")
    assert sent == {"SN": [], "BF": [], "ML": [], "NE": [], "UEMOA": [], "MA": [(name, Capacity.MEMBER) for name in named]}


def test_the_colloquium_on_radicalisation_is_of_a_month_with_an_embassy_as_partner(demonstration: None) -> None:
    here = event("radicalisation-2016")
    assert (here.dates, here.series.slug, here.theme_line["en"]) == (
        "octobre 2016",
        "ires-forum",
        "Towards a multidimensional security strategy",
    )
    assert [(p.organisation.kind, p.role) for p in here.partnerships] == [
        (OrganisationKind.INSTITUTE, PartnerRole.ORGANISER), (OrganisationKind.EMBASSY, PartnerRole.PARTNER),
    ]  # fmt: skip
    assert (here.town, here.languages) == (Translated(), [])


def test_meetings_studies_and_reports_are_linked_by_theme(demonstration: None) -> None:
    tree = Tree(db.session.scalars(select(Institution)).one())
    security = set(tree.find("security").ids)
    works = db.session.scalars(select(Publication)).all()
    assert sorted((work.year or 0) for work in works) == [0, 0, 2011, 2015, 2015, 2019]
    assert all({theme.id for theme in work.themes} & security for work in works)
    assert all(set(work.abstract) == set(LOCALES) for work in works)
    meetings = db.session.scalars(select(Event).where(Event.precision == Precision.UNKNOWN)).all()
    assert {(m.slug, m.kind.code) for m in meetings} == {
        ("high-security-council", "seminar"), ("african-peace-and-security-architecture", "meeting"), ("cybercrime", "meeting"),
        ("sahel-saharan-strip", "meeting"), ("mediterranean-and-arab-world", "meeting"), ("training-local-communities", "training"),
    }  # fmt: skip
    assert all(m.themes for m in meetings)


def test_security_has_its_axes_and_root_causes_hold_what_they_cause(demonstration: None) -> None:
    tree = Tree(db.session.scalars(select(Institution)).one())
    assert [branch.theme.slug for branch in tree.find("security").children] == [
        "security-dimensions", "root-causes", "morocco-africa", "national-security-strategy", "african-security-governance", "cybercrime",
        "sahel", "mediterranean",
    ]  # fmt: skip
    assert [branch.theme.slug for branch in tree.find("root-causes").children] == ["terrorism", "radicalisation", "organised-crime"]


def test_organisations_of_every_kind_are_known(demonstration: None) -> None:
    kinds = set(db.session.scalars(select(Organisation.kind)))
    assert kinds >= {
        OrganisationKind.GOVERNMENT, OrganisationKind.COMMUNE, OrganisationKind.EMBASSY, OrganisationKind.NGO, OrganisationKind.INTERNATIONAL,
        OrganisationKind.UNIVERSITY, OrganisationKind.PRESS, OrganisationKind.INSTITUTE,
    }  # fmt: skip
