"""Eight clients at once, each a process with a connection of its own, for a few seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

from .client import CSRF, SUBMISSION, Browser
from .seed import CLIENTS, Data

SECONDS = 4.0
Visit = Callable[[int, int, Data], Iterator[None]]


def rate(visit: Visit, port: int, data: Data) -> float:
    """How many times a second `visit` gets to its next yield, all clients together."""
    context = get_context("fork")
    ready, results = context.Barrier(CLIENTS), context.Queue()
    clients = [context.Process(target=_client, args=(visit, number, port, data, ready, results)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    counts = [results.get(timeout=60) for _ in clients]
    for client in clients:
        client.join()
    return sum(counts) / SECONDS


def _client(visit: Visit, number: int, port: int, data: Data, ready: Barrier, results: object) -> None:
    visits = visit(number, port, data)
    next(visits)  # connected and warm
    ready.wait()
    done, end = 0, time.monotonic() + SECONDS
    while time.monotonic() < end:
        next(visits)
        done += 1
    results.put(done)  # type: ignore[attr-defined]


def read_event(_number: int, port: int, data: Data) -> Iterator[None]:
    browser = Browser(port)
    while True:
        browser.get(f"/events/{data.slug}/")
        yield


def scan_badges(number: int, port: int, data: Data) -> Iterator[None]:
    from .measures import scan

    browser = Browser(port, {"nadwa_desk": data.devices[number]})
    while True:
        for token in data.tokens[number::CLIENTS]:
            scan(browser, data.gate_id, token)
            yield


def register_people(number: int, port: int, data: Data) -> Iterator[None]:
    """The form, the summary, the confirmation: all that a participant's browser asks for."""
    from .measures import stranger

    browser, path, people = Browser(port), f"/events/{data.slug}/register", 0
    while True:
        page = browser.plain(path)
        fields = {**stranger(f"{number}-{people}"), "csrf_token": CSRF.findall(page)[0], "submission": SUBMISSION.findall(page)[0]}
        browser.post(path, {**fields, "step": "review"}, expect=200)
        browser.post(path, {**fields, "step": "confirm"})
        people += 1
        yield
