"""From scans to certificates: issued once, corrected, revoked, fetched."""

import hashlib
import io
import re
import zipfile

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from app.accounts.models import Role
from app.agenda.models import ParticipationRole
from app.audit import SYSTEM
from app.certificates import queries, service
from app.certificates.models import Certificate, CertificateRole
from app.certificates.rules import Outcome
from app.checkin.models import GateKind, Verdict
from app.core import work
from app.core.db import db
from app.core.types import Translated
from app.jobs import Job, JobState, enqueue, run_pending
from app.mail.models import Message
from app.people.models import Gender
from app.registration.models import State
from app.registration.tokens import link_token
from app.storage import read
from tests.accounts.factories import sign_in, user
from tests.agenda import factories as agenda
from tests.certificates import factories
from tests.checkin.test_attendance import ZONE
from tests.events import factories as events
from tests.registration import factories as registrations


@pytest.fixture
def event():
    return factories.held(title=Translated(fr="Colloque", ar="ندوة", en="Colloquium"), zone=ZONE)


@pytest.fixture
def door(event):
    """The door of one session, from nine to twelve."""
    return factories.gate(event, agenda.session(event, factories.STARTS, minutes=180))


def finish(app, job):
    work.finish()
    run_pending(app)
    return db.session.get_one(Job, job.id, populate_existing=True)


def issue(app, event):
    return finish(app, service.start_issuing(event, actor=SYSTEM))


def certificates():
    return db.session.scalars(select(Certificate).order_by(Certificate.id)).all()


def test_only_those_who_reach_the_threshold_get_one(app, event, door):
    factories.rule(event, 120)
    below, exact, above = (factories.attendee(door, minutes) for minutes in (119, 120, 121))
    registrations.registration(event)
    job = issue(app, event)
    assert (job.state, job.done, job.total, job.problems) == (JobState.DONE, 2, 2, [])
    assert {(one.registration_id, one.minutes) for one in certificates()} == {(exact.id, 120), (above.id, 121)}
    outcomes = {one.registration_id: one.assessment.outcome for one in queries.candidates(event)}
    assert outcomes[below.id] is Outcome.NEARLY


def test_issuing_again_issues_only_what_is_missing(app, event, door):
    factories.rule(event, 60)
    factories.attendee(door, 90)
    issue(app, event)
    (first,) = certificates()
    again = issue(app, event)
    assert (again.total, [one.id for one in certificates()]) == (0, [first.id])
    factories.attendee(door, 61)
    assert issue(app, event).total == 1
    assert len(certificates()) == 2


def test_a_job_delivered_twice_issues_once(app, event, door):
    factories.attendee(door, 90)
    job = issue(app, event)
    enqueue("certificates.issue", job.id)
    finish(app, job)
    assert len(certificates()) == 1


def test_a_second_valid_certificate_for_one_role_is_refused_by_the_database(event, door):
    registration, rule = factories.attendee(door, 90), factories.rule(event)
    pair = [service.compose(registration, rule, CertificateRole.PARTICIPANT, minutes=90, issued_by="x") for _ in range(2)]
    service.publish(pair[0], b"%PDF-1", tell=False)
    with pytest.raises(service.AlreadyIssued):
        service.publish(pair[1], b"%PDF-2", tell=False)
    assert [one.serial for one in certificates()] == [pair[0].serial]


def test_scans_that_were_taken_back_or_repeated_do_not_count(event, door):
    registration = registrations.registration(event)
    first = factories.scan(door, registration, factories.STARTS)
    factories.scan(door, registration, factories.STARTS, Verdict.UNDONE, undoes_id=first.id)
    factories.scan(door, registration, factories.STARTS, Verdict.REPEATED)
    (found,) = queries.candidates(event)
    assert found.assessment.minutes == 0


def test_the_entrance_counts_for_sessions_without_a_door_and_meals_do_not(event):
    agenda.session(event, factories.STARTS, minutes=60)
    entrance, lunch = factories.gate(event, kind=GateKind.ENTRANCE), factories.gate(event, kind=GateKind.MEAL)
    guest, eater = registrations.registration(event), registrations.registration(event)
    factories.scan(entrance, guest, factories.STARTS)
    factories.scan(lunch, eater, factories.STARTS)
    assert {one.registration_id: one.assessment.minutes for one in queries.candidates(event)} == {guest.id: 60, eater.id: 0}


def test_speakers_and_chairs_are_attested_for_what_they_did(app, event, door):
    factories.rule(event, 600)
    talker = factories.attendee(door, 20)
    absent = registrations.registration(event)
    for registration in (talker, absent):
        agenda.participation(door.session, registration.person, ParticipationRole.SPEAKER)
    agenda.participation(door.session, talker.person, ParticipationRole.CHAIR)
    issue(app, event)
    assert {(one.registration_id, one.role.value) for one in certificates()} == {(talker.id, "speaker"), (talker.id, "chair")}
    assert all(one.content["hours"] == "" for one in certificates())


@pytest.mark.parametrize(
    ("locale", "opening", "name"),
    [
        ("fr", "Il est attesté que", "S.E. M. Omar Tazi"),
        ("en", "This is to certify that", "H.E. Mr Omar Tazi"),
        ("ar", "تُمنح هذه الشهادة إلى سعادة السيد", "عمر التازي"),
    ],
)
def test_a_form_of_address_is_that_of_the_language(app, event, door, locale, opening, name):
    names = {"given_name": "Omar", "family_name": "Tazi", "given_name_ar": "عمر", "family_name_ar": "التازي"}
    person = registrations.person(event, title="S.E. M.", gender=Gender.MALE, **names)
    factories.attendee(door, 90, person_=person, locale=locale)
    issue(app, event)
    (certificate,) = certificates()
    assert (certificate.content["opening"], certificate.content["name"]) == (opening, name)


def test_the_words_are_frozen_and_follow_language_and_gender(app, event, door):
    person = registrations.person(event, gender=Gender.FEMALE, given_name_ar="أمينة", family_name_ar="العلوي")
    factories.attendee(door, 90, person_=person, locale="ar")
    factories.rule(event, 0)
    issue(app, event)
    (certificate,) = certificates()
    assert certificate.content["deed"].startswith("لمشاركتها في أشغال")
    assert certificate.content["signatories"] == [{"name": "ذ. عائشة بناني", "function": "الرئيسة"}]
    event.title = Translated(fr="Autre")
    person.family_name_ar = "غيره"
    db.session.flush()
    assert (certificate.content["event"], certificate.content["name"]) == ("ندوة", "أمينة العلوي")


def test_the_file_is_kept_with_its_digest_and_its_code_names_the_serial(app, event, door):
    factories.attendee(door, 90)
    issue(app, event)
    (certificate,) = certificates()
    pdf = read(certificate.file)
    assert certificate.sha256 == hashlib.sha256(pdf).hexdigest()
    (code,) = zxingcpp.read_barcodes(pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=4).to_pil())
    assert code.text.endswith(f"/VERIFY/{certificate.serial}")


def test_the_holder_gets_a_letter_with_a_link_that_works_until_it_is_revoked(app, client, event, door):
    registration = factories.attendee(door, 90)
    issue(app, event)
    letter = db.session.scalars(select(Message)).one()
    (certificate,) = certificates()
    assert (letter.template, letter.to_address) == ("certificates/issued", registration.email)
    assert certificate.serial in letter.text
    path = next(word for word in letter.text.split() if "/certificates/" in word).partition("//")[2].partition("/")[2]
    fetched = client.get(f"/{path}")
    assert (fetched.status_code, fetched.data) == (200, read(certificate.file))
    service.revoke(certificate, reason="test", actor=SYSTEM)
    assert client.get(f"/{path}").status_code == 410
    assert client.get("/certificates/forged.pdf").status_code == 410


def test_a_link_dies_with_the_other_links_of_the_registration(client, event, door):
    registration = factories.attendee(door, 90)
    certificate = service.issue_by_hand(registration, CertificateRole.PARTICIPANT, actor=SYSTEM)
    link = service.link_of(certificate, registration).partition("//")[2].partition("/")[2]
    registration.link_generation += 1
    assert client.get(f"/{link}").status_code == 410


def test_by_hand_the_threshold_is_not_applied_and_the_roles_are_free(event):
    factories.rule(event, 600)
    registration = registrations.registration(event)
    made = service.issue_by_hand(registration, CertificateRole.ORGANISER, actor=SYSTEM)
    assert (made.role, made.minutes, made.issued_by) == (CertificateRole.ORGANISER, 0, "Nadwa")
    with pytest.raises(service.AlreadyIssued):
        service.issue_by_hand(registration, CertificateRole.ORGANISER, actor=SYSTEM)
    pending = registrations.registration(event, state=State.PENDING)
    with pytest.raises(service.NotAllowed):
        service.issue_by_hand(pending, CertificateRole.ORGANISER, actor=SYSTEM)


def test_a_correction_supersedes_under_a_serial_of_its_own(event, door):
    registration = factories.attendee(door, 90)
    first = service.issue_by_hand(registration, CertificateRole.PARTICIPANT, actor=SYSTEM)
    registration.person.family_name = "Corrigée"
    second = service.correct(first, reason="Nom mal écrit", actor=SYSTEM)
    assert second.supersedes_id == first.id
    assert second.serial != first.serial
    assert (first.revoked_because, second.revoked_at) == ("Nom mal écrit", None)
    assert "Corrigée" in second.content["name"]
    assert "Corrigée" not in first.content["name"]
    with pytest.raises(service.NotAllowed):
        service.correct(first, reason="again", actor=SYSTEM)


def test_a_job_does_not_give_back_what_was_revoked(app, event, door):
    registration = factories.attendee(door, 90)
    issue(app, event)
    service.revoke(certificates()[0], reason="Erreur", actor=SYSTEM)
    (candidate,) = queries.candidates(event)
    assert (candidate.is_due, candidate.was_revoked, candidate.certificate_id) == (False, True, None)
    assert issue(app, event).total == 0
    again = service.issue_by_hand(db.session.get_one(type(registration), registration.id), CertificateRole.PARTICIPANT, actor=SYSTEM)
    (candidate,) = queries.candidates(event)
    assert (candidate.was_revoked, candidate.certificate_id) == (False, again.id)


def test_the_archive_holds_every_valid_certificate(app, event, door):
    valid, withdrawn = (service.issue_by_hand(factories.attendee(door, 90), CertificateRole.PARTICIPANT, actor=SYSTEM) for _ in range(2))
    service.revoke(withdrawn, reason="test", actor=SYSTEM)
    job = finish(app, service.start_bundle(event, actor=SYSTEM))
    with zipfile.ZipFile(io.BytesIO(read(job.file))) as archive:
        assert archive.namelist() == [f"{valid.serial}.pdf"]
        assert archive.read(f"{valid.serial}.pdf") == read(valid.file)


def test_the_manager_walks_from_the_rule_to_a_corrected_certificate(app, client, event, door):
    registration = factories.attendee(door, 90)
    sign_in(client, user(Role.MANAGER, event))
    base = f"/manage/events/{event.slug}/certificates/"
    rule = {"hours": "1.5", "name_1-fr": "Pr Bennani", "function_1-fr": "Présidente", "citation-fr": "Résolution 1"}
    assert client.post(f"{base}rule", data=rule).status_code == 303
    assert queries.rule_of(event).threshold_minutes == 90
    assert client.get(base).status_code == 200
    assert client.get(f"{base}?show=nearly").status_code == 200
    assert client.post(f"{base}issue").status_code == 303
    work.finish()
    run_pending(app)
    (certificate,) = certificates()
    assert certificate.content["citation"] == "Résolution 1"
    page = f"{base}{certificate.id}"
    assert client.get(f"{page}/").status_code == 200
    assert client.get(f"{page}.pdf").data[:5] == b"%PDF-"
    assert client.post(f"{page}/correct", data={}).status_code == 422
    assert client.post(f"{page}/correct", data={"reason": "Nom"}).status_code == 303
    assert [one.revoked_at is None for one in certificates()] == [False, True]
    assert client.get(f"{base}by-hand/{registration.id}").status_code == 200
    assert client.post(f"{base}by-hand/{registration.id}", data={"role": "participant"}).status_code == 422


@pytest.mark.parametrize("hours", ["", "-1", "201", "x", "1e9"])
def test_a_rule_that_makes_no_sense_is_refused(client, event, hours):
    sign_in(client, user(Role.MANAGER, event))
    assert client.post(f"/manage/events/{event.slug}/certificates/rule", data={"hours": hours}).status_code == 422
    assert queries.rule_of(event).id is None


def test_another_events_certificate_does_not_exist_here(client, event, door):
    certificate = service.issue_by_hand(factories.attendee(door, 90), CertificateRole.PARTICIPANT, actor=SYSTEM)
    other = events.event()
    sign_in(client, user(Role.MANAGER, other))
    base = f"/manage/events/{other.slug}/certificates"
    assert [client.get(f"{base}/{certificate.id}{end}").status_code for end in ("/", ".pdf")] == [404, 404]
    assert client.post(f"{base}/{certificate.id}/revoke", data={"reason": "x"}).status_code == 404
    assert client.get(f"{base}/by-hand/{certificate.registration_id}").status_code == 404


def test_the_holder_finds_it_on_the_page_of_their_registration(client, event, door):
    holder = factories.attendee(door, 90)
    own_page = f"/events/{event.slug}/registrations/{link_token(holder)}?lang=en"
    assert "/certificates/" not in client.get(own_page).text
    certificate = service.issue_by_hand(holder, CertificateRole.PARTICIPANT, actor=SYSTEM)
    (address,) = re.findall(r'href="[^"]*(/certificates/[^"]+)"', client.get(own_page).text)
    assert client.get(address).data.startswith(b"%PDF-")
    service.revoke(certificate, reason="A mistake", actor=SYSTEM)
    assert "/certificates/" not in client.get(own_page).text
