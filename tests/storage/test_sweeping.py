from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from app import storage
from app.core import clock
from app.core.db import db
from app.jobs.queue import run
from app.storage import StoredFile, WrongFile
from tests.events import factories as events
from tests.registration import factories as registrations

PDF = "application/pdf"


def sweep(app: Flask, hours: int) -> None:
    """The night's round, so many hours from now."""
    db.session.commit()
    with clock.frozen(clock.now() + timedelta(hours=hours)):
        run(app, "storage.sweep")
    db.session.expire_all()


def names() -> list[str]:
    return sorted(db.session.scalars(select(StoredFile.name)))


def contents_in(app: Flask) -> set[str]:
    return {file.name for file in Path(app.config["STORAGE_DIR"]).rglob("*") if file.is_file()}


def test_what_nothing_refers_to_is_gone_after_a_day_and_the_rest_stays(app: Flask) -> None:
    event = events.event()
    event.cover = storage.keep(b"cover", name="cover.png", media_type="image/png")
    answer = storage.keep(b"answer", name="answer.pdf", media_type=PDF)
    registrations.registration(event, answers={"paper": {"file": answer.id, "name": "answer.pdf"}, "profile": "elected"})
    lost = storage.keep(b"lost", name="lost.pdf", media_type=PDF)
    same = storage.keep(b"cover", name="same-content.png", media_type="image/png")
    digests = {one.name: one.sha256 for one in (answer, lost, same)}
    sweep(app, 25)
    assert names() == ["answer.pdf", "cover.png", "lost.pdf", "same-content.png"], "a form may still be open"
    sweep(app, 27)
    assert names() == ["answer.pdf", "cover.png"]
    kept = contents_in(app) & set(digests.values())
    assert kept == {digests["answer.pdf"], digests["same-content.png"]}, "the content of a row that is gone stays while another has it"


def test_an_upload_of_a_form_that_was_given_up_leaves_nothing(app: Flask) -> None:
    held = storage.hold_upload(SimpleNamespace(stream=BytesIO(b"%PDF-1.7 given up"), filename="order.pdf"))
    sweep(app, 1)
    assert (held.sha256 in contents_in(app), storage.is_kept(held)) == (True, True)
    sweep(app, 27)
    assert (held.sha256 in contents_in(app), storage.is_kept(held)) == (False, False)


def test_a_picture_cut_off_is_none_after_a_document_was_drawn_too() -> None:
    from app.documents.assets import weasyprint
    from tests.security.bad_files import picture

    weasyprint()
    with pytest.raises(WrongFile):
        storage.hold_upload(SimpleNamespace(stream=BytesIO(picture("PNG")[:-200]), filename="cover.png"))
