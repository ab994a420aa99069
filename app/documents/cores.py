"""Who draws: a request or a task has one thing drawn at a time, long work is handed to as many drawing processes as there are cores."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import islice
from queue import LifoQueue
from threading import Lock
from typing import TypeVar

from .drawing import Drawer

Piece = tuple[object, ...]
Made = TypeVar("Made")
CORES = min(os.cpu_count() or 1, 4)
_one_at_a_time = Lock()
_idle: LifoQueue[Drawer] = LifoQueue()  # the one that worked last is warm
for _number in range(CORES):
    _idle.put(Drawer())


def apart(make: Callable[..., Made], *given: object) -> Made:
    """What `make(*given)` gives, made in another process; one at a time, so that a web process never has more than one of them.

    `make` is a function of a module that imports neither Flask nor tables. Raises what it raises, and NotDrawn when that process is lost."""
    with _one_at_a_time:
        return _drawn(make, *given)


def on_every_core(make: Callable[..., Made], pieces: Iterable[Piece]) -> Iterator[tuple[int, Made]]:
    """(number, what `make(*piece)` gave) of every piece as it is finished. They are handed out a few at a time, so that nothing is taken
    long before its turn, and long work does not lie in memory twice."""
    with ThreadPoolExecutor(CORES) as threads:
        yield from _in_turns(partial(threads.submit, _drawn, make), enumerate(pieces), ahead=CORES * 2)


def _drawn(make: Callable[..., Made], *given: object) -> Made:
    drawer = _idle.get()
    try:
        return drawer.draw(make, *given)
    finally:
        _idle.put(drawer)


def _in_turns(begin: Callable[..., Future[Made]], rest: Iterator[tuple[int, Piece]], *, ahead: int) -> Iterator[tuple[int, Made]]:
    waiting: dict[Future[Made], int] = {}
    while True:
        for number, piece in islice(rest, ahead - len(waiting)):
            waiting[begin(*piece)] = number
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield waiting.pop(future), future.result()


@atexit.register
def _end() -> None:
    while not _idle.empty():
        _idle.get().end()
