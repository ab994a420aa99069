"""One function for each thing that is measured; each gives figures by the keys of figures.ROWS."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from typing import Any

from flask import Flask
from sqlalchemy import text

from app.certificates.models import Certificate
from app.certificates.paper import LOT, SHEETS, Sheet, measured, prepared
from app.core.db import db, read_only
from app.documents import Chunk, Paper
from app.documents.leaves import render_leaves
from app.documents.pdf import render_chunk

from . import crowd
from .client import CSRF, SUBMISSION, Answer, Browser, Sample, sample, typical
from .seed import PEOPLE, Data, attend
from .server import Server, children, memory

Figures = dict[str, Sample | float]
STRANGERS = ("Aïcha", "Bakary", "Chaimae", "Driss", "Elhadj", "Farah", "Ghita", "Hamza")


@dataclass(frozen=True)
class Bench:
    app: Flask
    server: Server
    data: Data

    @property
    def path(self) -> str:
        return f"/events/{self.data.slug}"

    @property
    def manage(self) -> str:
        return f"/manage{self.path}"

    def visitor(self) -> Browser:
        return Browser(self.server.port)

    def organiser(self) -> Browser:
        return Browser(self.server.port, {"nadwa": self.data.organiser})

    def device(self, number: int = 0) -> Browser:
        return Browser(self.server.port, {"nadwa_desk": self.data.devices[number]})

    def change_event(self) -> None:
        """What any organiser's change does: nothing that was kept of the event is good any more."""
        with self.app.app_context():
            db.session.execute(text("UPDATE event SET revision = revision + 1 WHERE id = :id"), {"id": self.data.event_id})
            db.session.commit()
            db.session.remove()


def public_pages(bench: Bench) -> Figures:
    browser = bench.visitor()
    pages = {
        "home": "/",
        "events": "/events/",
        "event": f"{bench.path}/",
        "programme": f"{bench.path}/programme",
        "form": f"{bench.path}/register",
    }
    return {name: typical(lambda path=path: browser.get(path)) for name, path in pages.items()}  # type: ignore[misc]


def after_a_change(bench: Bench) -> Figures:
    """The first reader after a change waits for the page to be made."""
    return {"programme-cold": _first(bench, f"{bench.path}/programme"), "ics": _first(bench, f"{bench.path}/calendar.ics")}


def _first(bench: Bench, path: str, times: int = 40) -> Sample:
    browser, took = bench.visitor(), []
    for number in range(times):
        bench.change_event()
        answer = browser.get(path)
        if number >= 5:
            took.append(answer.milliseconds)
    return sample(took)


def unchanged_calendar(bench: Bench) -> Figures:
    browser = bench.visitor()
    etag = browser.get(f"{bench.path}/calendar.ics").headers["ETag"]
    return {"ics-304": typical(lambda: browser.get(f"{bench.path}/calendar.ics", expect=304, If_None_Match=etag))}


def organisers_list(bench: Bench) -> Figures:
    browser, page = bench.organiser(), cycle(range(1, 40))
    path = f"{bench.manage}/registrations"
    return {
        "list": typical(lambda: browser.get(f"{path}?page={next(page)}")),
        "search": typical(lambda: browser.get(f"{path}?q=benmimoun")),
        "csv": typical(lambda: _whole(browser.get(f"{path}.csv", Accept_Encoding="identity")), times=20, warm_up=3),
    }


def _whole(answer: Answer) -> Answer:
    lines = answer.body.count(b"\n")
    if lines < PEOPLE:
        raise SystemExit(f"the export has {lines} lines for {PEOPLE} people")
    return answer


def registration(bench: Bench) -> Figures:
    """The last request of a registration: it takes the place, writes person, answers, history and letter, and commits."""
    browser = bench.visitor()
    return {"post": sample(confirm(browser, bench.path, fields).milliseconds for fields in _strangers(220))}


def confirm(browser: Browser, path: str, fields: dict[str, str]) -> Answer:
    page = browser.plain(f"{path}/register")
    marks = {"csrf_token": CSRF.findall(page)[0], "submission": SUBMISSION.findall(page)[0]}
    return browser.post(f"{path}/register", {**fields, **marks, "step": "confirm"})


def _strangers(count: int) -> Iterator[dict[str, str]]:
    return (stranger(f"{number}") for number in range(count))


def stranger(name: str) -> dict[str, str]:
    """Somebody new, as they fill the form in."""
    given = STRANGERS[hash(name) % len(STRANGERS)]
    return {
        "given_name": given, "family_name": f"Mesure {name}", "given_name_ar": "فرح", "family_name_ar": "القياس", "email": f"m{name}@measures.example",
        "function": "Chercheuse", "organisation": "Université de l’Exemple", "country": "MA", "privacy": "y", "q-profile": "research",
        "q-interpretation": "yes", "q-expectations": "Comparer nos pratiques",
    }  # fmt: skip


def scans(bench: Bench) -> Figures:
    tokens = iter(bench.data.tokens)
    browser = bench.device()
    return {"scan": typical(lambda: scan(browser, bench.data.gate_id, next(tokens)), times=400, warm_up=50)}


def scan(browser: Browser, gate: int, token: str) -> Answer:
    reading = {"id": str(uuid.uuid4()), "gate": gate, "direction": "in", "scanned_at": datetime.now(UTC).isoformat(), "token": token}
    body = json.dumps([reading]).encode()
    answer = browser.send("POST", "/desk/api/scans", body, Content_Type="application/json", X_Nadwa_Desk="1")
    if b"admitted" not in answer.body and b"repeated" not in answer.body:
        raise SystemExit(f"a scan was answered: {answer.body!r}")
    return answer


def eight_clients(bench: Bench) -> Figures:
    return {
        "pages": crowd.rate(crowd.read_event, bench.server.port, bench.data),
        "scans": crowd.rate(crowd.scan_badges, bench.server.port, bench.data),
        "registrations": crowd.rate(crowd.register_people, bench.server.port, bench.data),
    }


def badges(bench: Bench) -> Figures:
    path = f"{bench.manage}/badges/"
    seconds, file_size = _job(bench, path, path, {"design": "a7-sheet", "who": "all", "category": ""}, "badges.print")
    return {"badges": seconds, "badges-size": file_size / 1e6}


def _job(bench: Bench, page: str, path: str, fields: dict[str, str], kind: str) -> tuple[float, int]:
    """(seconds from the click until the worker is done, bytes of the file)."""
    browser = bench.organiser()
    token = CSRF.findall(browser.plain(page))[0]
    started = time.perf_counter()
    browser.post(path, {**fields, "csrf_token": token})
    while True:
        with bench.app.app_context(), read_only():
            job: Any = db.session.execute(
                text(
                    "SELECT j.state, j.done, f.size FROM job j LEFT JOIN stored_file f ON f.id = j.file_id WHERE j.kind = :kind ORDER BY j.id DESC"
                ),
                {"kind": kind},
            ).first()
            db.session.remove()
        if job.state == "done" and job.done >= PEOPLE:
            return time.perf_counter() - started, job.size or 0
        if job.state in ("failed", "done") or time.perf_counter() - started > 300:
            raise SystemExit(f"the job {kind} ended {job.state} at {job.done}")
        time.sleep(0.05)


def certificates(bench: Bench) -> Figures:
    attend(bench.app, bench.data)
    path = f"{bench.manage}/certificates/"
    seconds, _size = _job(bench, path, f"{path}issue", {}, "certificates.issue")
    return {"certificates": seconds}


def certificates_as_blocks(bench: Bench) -> Figures:
    """What laying out together saves: the same certificates, in this process, by themselves and as a lot."""
    with bench.app.app_context(), read_only():
        made = db.session.query(Certificate).filter_by(event_id=bench.data.event_id, locale="fr").limit(LOT).all()
        leaves = [prepared(Sheet(one.serial, one.content), measured) for one in made]
        db.session.remove()
    alone = [(Paper(leaf.title, "fr", SHEETS), Chunk(f"<section>{''.join(leaf.parts)}</section>", leaf.assets)) for leaf in leaves]
    render_chunk(*alone[0])  # imports, and reads the faces
    return {
        "leaf-alone": sample(_processor(partial(render_chunk, *one)) for one in alone),
        "leaf-together": _processor(partial(render_leaves, Paper("", "fr", SHEETS), leaves)) / len(leaves),
    }


def _processor(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def documents(bench: Bench) -> Figures:
    """One of each kind that is drawn within a request, so that the web process is measured with what they leave in it."""
    with bench.app.app_context(), read_only():
        query = text("SELECT max(id) FROM registration WHERE event_id = :id AND state = 'confirmed'")
        person = db.session.execute(query, {"id": bench.data.event_id}).scalar_one()
        db.session.remove()
    browser, by_hand = bench.organiser(), f"{bench.manage}/certificates/by-hand/{person}"
    token = {"csrf_token": CSRF.findall(browser.plain(by_hand))[0]}
    badge = partial(browser.post, f"{bench.manage}/badges/{person}/a6.pdf", token, expect=200)
    first = badge().milliseconds
    figures: Figures = {"paper-first": first, "paper": typical(badge, times=40, warm_up=3)}
    browser.post(by_hand, {**token, "role": "speaker"})
    for path in (f"{bench.manage}/delegations/participants.pdf", f"{bench.path}/programme.pdf", f"{bench.path}/card.png"):
        browser.get(path)
    return figures


def resident_memory(bench: Bench) -> Figures:
    """The larger of the two web processes."""
    return {"memory": max(resident for resident, _share in _memories(bench))}


def resident_memory_at_the_end(bench: Bench) -> Figures:
    found = _memories(bench)
    drawing = [memory(child)[0] for pid in bench.server.web_workers() for child in children(pid)]
    return {
        "memory-end": max(resident for resident, _share in found),
        "memory-share": max(share for _resident, share in found),
        **({"memory-drawing": max(drawing)} if drawing else {}),
    }


def _memories(bench: Bench) -> list[tuple[float, float]]:
    return [memory(pid) for pid in bench.server.web_workers()]


MEASURES: tuple[Callable[[Bench], Figures], ...] = (
    public_pages, after_a_change, unchanged_calendar, resident_memory, organisers_list, badges, certificates,
    certificates_as_blocks, registration, scans, eight_clients, documents,
    resident_memory_at_the_end,
)  # fmt: skip
