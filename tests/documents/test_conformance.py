"""Every kind of document that Nadwa makes, clause by clause of PDF/UA-1 (ISO 14289-1), as far as a program can judge; and nothing in them
that runs, calls or carries something else."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

import config
from app.agenda.paper import programme_pdf
from app.badges.design import DESIGNS
from app.badges.paper import many_badges, one_badge
from app.certificates.paper import Sheet, draw
from app.core.types import Translated
from app.delegations.paper import participants_pdf
from app.delegations.participants import Status
from app.registration.models import Capacity
from tests.agenda import factories as agenda
from tests.badges.test_paper import holder, logo, occasion
from tests.certificates.test_paper import SERIAL, full
from tests.delegations import factories as delegations
from tests.documents.reading import elements
from tests.events import factories as events

pytestmark = pytest.mark.anywhere

PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"}
NEVER = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/OpenAction", "/AA", "/RichMedia", "/URI", "/SubmitForm")
KINDS = ("badge", "certificate", "programme", "participants")


def made(kind: str, locale: str) -> bytes:
    if kind == "badge":
        return one_badge(occasion(locale, logo=logo()), holder(name=("صلاح الدين", "Ouédraogo"), other="سلامة"), DESIGNS["a6"])
    if kind == "certificate":
        return draw(Sheet(SERIAL, full(locale, ("صلاح الدين السلاوي", "Salah Slaoui")), logo()))
    event = events.event(
        title=Translated(fr="Symposium des maires", ar="ندوة رؤساء الجماعات"), patronage=Translated(fr="Sous le patronage")
    )
    if kind == "programme":
        for hour in (9, 9, 11):
            session = agenda.session(
                event, datetime(2026, 12, 14, hour), 60, summary=Translated(fr="Un [résumé](https://example.org). " * 30)
            )
            agenda.participation(agenda.contribution(session, 20, abstract=Translated(ar="تتناول الورقة")), agenda.speaker(event))
        return programme_pdf(event, locale)
    for country in ("SN", "MA"):
        for capacity in (Capacity.HEAD, Capacity.MEMBER):
            delegations.member(
                delegations.delegation(event, country) if capacity is Capacity.HEAD else event_delegation(event, country), capacity
            )
    return participants_pdf(event, locale, Status.FINAL, day=date(2026, 11, 22))


def event_delegation(event: Any, country: str) -> Any:
    from sqlalchemy import select

    from app.core.db import db
    from app.delegations.models import Delegation

    return db.session.scalars(select(Delegation).where(Delegation.event_id == event.id, Delegation.country == country)).one()


@pytest.fixture(params=[(kind, locale) for kind in KINDS for locale in ("fr", "ar")], ids="-".join)
def document(request, app) -> Iterator[tuple[pikepdf.Pdf, str]]:
    kind, locale = request.param
    with app.test_request_context(method="POST"), pikepdf.open(io.BytesIO(made(kind, locale))) as pdf:
        yield pdf, locale


def test_it_says_what_it_is(document):
    """5: PDF/UA identification. 7.1: marked, nothing suspect, its title shown. 7.2: its language."""
    pdf, locale = document
    with pdf.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"]) != ""
    assert bool(pdf.Root.MarkInfo.Marked)
    assert not pdf.Root.MarkInfo.get("/Suspects", False)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.Root.Lang) == locale
    assert pdf.check_pdf_syntax() == []


def test_everything_drawn_is_either_part_of_the_document_or_an_ornament(document):
    """7.1: real content is tagged, all else is an artifact, and neither lies within the other."""
    pdf, _ = document
    for page in pdf.pages:
        within: list[str] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                within.append("artifact" if str(operands[0]) == "/Artifact" else "content")
            elif name == "EMC":
                within.pop()
            elif name in PAINTS:
                assert within, f"{name} is drawn outside of any mark"
            assert len(set(within)) <= 1
        assert within == []


def test_every_mark_has_its_element_and_every_element_its_mark(document):
    """7.1, and ISO 32000-1, 14.7.4."""
    pdf, _ = document
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(number): found for number, found in zip(list(nums)[::2], list(nums)[1::2], strict=True)}
    owned = set()
    for _depth, element in elements(pdf):
        kids = element.K if isinstance(element.get("/K"), pikepdf.Array) else [element.get("/K")]
        owned |= {(element.Pg.objgen, int(kid)) for kid in kids if isinstance(kid, int)}
    for page in pdf.pages:
        marks = [int(mark) for mark in re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())]
        assert len(marks) == len(set(marks))
        assert {(page.obj.objgen, mark) for mark in marks} <= owned
        assert all(isinstance(parents[int(page.obj.StructParents)][mark], pikepdf.Dictionary) for mark in marks)
        assert str(page.obj.Tabs) == "/S"


def test_figures_have_words_and_headings_have_an_order(document):
    """7.3: alternative text. 7.4: headings start at the first level and skip none."""
    pdf, _ = document
    found = [element for _, element in elements(pdf)]
    assert all(str(figure.get("/Alt", "")).strip() for figure in found if str(figure.S) == "/Figure")
    levels = [int(str(heading.S)[2]) for heading in found if re.fullmatch(r"/H[1-6]", str(heading.S))]
    assert levels[:1] in ([], [1])
    assert all(after <= before + 1 for before, after in pairwise(levels))
    lists = [element for element in found if str(element.S) == "/L"]
    assert all({str(kid.S) for kid in one.K} <= {"/LI", "/Caption", "/L"} for one in lists)


def test_faces_are_embedded_as_subsets_and_every_code_reads_as_a_character(document):
    """7.21.4: embedded. 7.21.7: each code maps to Unicode."""
    pdf, _ = document
    fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
        texts = re.findall(rb"^<[0-9a-f]{4}> <([0-9a-f]*)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
        assert texts
        assert not {b"", b"0000", b"feff", b"fffe"} & set(texts)


def names_in(value: Any) -> Iterator[str]:
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key, one in value.items():
            yield key
            if isinstance(one, pikepdf.Name):
                yield str(one)


def test_nothing_runs_calls_or_is_carried_along(document):
    pdf, _ = document
    assert not {name for each in pdf.objects for name in names_in(each)} & set(NEVER)
    assert not any("/Annots" in page for page in pdf.pages)


def test_a_print_run_runs_and_calls_nothing_either():
    many = many_badges(occasion(logo=logo()), [holder(number) for number in range(9)], DESIGNS["a7-sheet"])
    with pikepdf.open(io.BytesIO(many)) as pdf:
        assert not {name for each in pdf.objects for name in names_in(each)} & set(NEVER)
        assert (str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == ("fr", True)


SCRIPT = """
import hashlib, tests.conftest
from app import create_app
from app.badges.design import DESIGNS
from app.badges.paper import many_badges, one_badge
from app.certificates.paper import Sheet, draw
from tests.badges.test_paper import everybody, holder, logo, occasion
from tests.certificates.test_paper import SERIAL, full
with create_app({"SQLALCHEMY_DATABASE_URI": "sqlite://"}).app_context():
    name = ("صلاح الدين السلاوي", "Salah Slaoui")
    papers = [draw(Sheet(SERIAL, full("ar", name), logo())), one_badge(occasion("ar"), holder(), DESIGNS["a6"]),
              many_badges(occasion("ar"), everybody(), DESIGNS["a7-sheet"])]
print(*(hashlib.sha256(paper).hexdigest() for paper in papers))
"""


@pytest.mark.slow
def test_the_same_paper_has_the_same_bytes_in_every_process():
    runs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=config.ROOT,
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.splitlines()[-1]
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(next(iter(runs)).split()) == 3
