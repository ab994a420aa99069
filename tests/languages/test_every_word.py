"""No word reaches a reader past the catalogue: every page, letter and paper of the demonstration, in a language that marks its words."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.badges.design import DESIGNS
from app.badges.paper import one_badge
from app.badges.service import holder_of, occasion_of
from app.core.caching import Cache
from app.core.db import db
from app.core.i18n import speaking
from app.demo.load import load
from app.documents import pdf
from app.mail.models import Message
from tests.accounts import factories as accounts
from tests.checkin import factories as checkin
from tests.languages import pseudo
from tests.support.demonstration import Demonstration, Stop, stops

pytestmark = pytest.mark.anywhere


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Demonstration:
    """The demonstration, and what its days add, written while every message is marked."""
    pseudo.mark_messages(monkeypatch)
    monkeypatch.setitem(app.extensions, "catalogues", {})  # those at hand are not marked; the marked ones are kept for nobody
    monkeypatch.setattr(Cache, "get", lambda _cache, _key, make, revision: make())  # marked pages are kept for nobody
    with speaking("fr"):
        load()
        return Demonstration()


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is put on paper, before it is drawn."""
    seen: list[str] = []
    draw = pdf.apart
    monkeypatch.setattr(pdf, "apart", lambda make, paper, chunk: seen.append(chunk.html) or draw(make, paper, chunk))
    return seen


@pytest.mark.slow
def test_every_word_of_every_page_letter_and_paper_is_in_the_catalogue_or_in_the_data(app, world, papers, monkeypatch):
    route = stops(app, world)
    papers.clear()  # a certificate speaks the language it was issued in, whatever is spoken now
    data = pseudo.data_in_the_database("fr")
    letters = db.session.scalars(select(Message)).all()
    assert len({letter.template for letter in letters}) > 1
    found = {letter.template: pseudo.unmarked(letter.html, data) for letter in letters}
    found |= {f"{letter.template} as text": pseudo.unmarked_lines(letter.text, data) for letter in letters}
    pseudo.mark_data(monkeypatch)
    clients = {True: organiser(app, world), False: app.test_client()}
    for stop in route:
        found[stop.name] = pseudo.unmarked(page(clients[stop.organiser], stop), data)
    for address in (f"/events/{world.event.slug}/programme.pdf", f"/manage/events/{world.event.slug}/delegations/participants.pdf"):
        assert clients[True].get(f"{address}?lang=fr").mimetype == "application/pdf"
    one_badge(occasion_of(world.event), holder_of(world.registration, "fr"), DESIGNS["a6"])
    assert len(papers) == 3
    found |= {f"paper {number}": pseudo.unmarked(paper, data) for number, paper in enumerate(papers)}
    bare = [f"{name}: {word}" for name, words in found.items() for word in words]
    assert not bare, "\n".join(bare)


def organiser(app: Flask, world: Demonstration):
    """An administrator's browser that is a device of the entrance, too."""
    _device, secret = checkin.device(world.gate)
    return checkin.carry(accounts.sign_in(app.test_client(), accounts.administrator(locale="fr", name="Salma Bennis")), secret)


def page(client, stop: Stop) -> str:
    address = f"{stop.path}{'&' if '?' in stop.path else '?'}lang=fr"
    response = client.post(address) if stop.sent_empty else client.get(address, follow_redirects=True)
    assert response.mimetype == "text/html", f"{stop.name} answers {response.mimetype}: say so in tests/support/demonstration.py"
    assert response.status_code < 500
    assert stop.sent_empty == (response.status_code == 422), f"{stop.name} answered {response.status_code}"
    return response.text
