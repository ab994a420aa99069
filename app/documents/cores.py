"""Long work on every core: handed out a few pieces at a time, so that it does not lie in memory twice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from .assets import weasyprint

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Piece = TypeVar("Piece")
Made = TypeVar("Made")
CORES = min(os.cpu_count() or 1, 4)


def on_every_core(make: Callable[[Piece], Made], pieces: Iterable[Piece]) -> Iterator[tuple[int, Made]]:
    """(number, what was made) of every piece as it is finished, on every core when there are several. Nothing is taken long before its turn.

    `make` and the pieces travel between processes, so `make` is a function of a module, or a partial of one."""
    rest = enumerate(pieces)
    head = list(islice(rest, 2))
    if len(head) < 2 or CORES < 2:
        for number, piece in chain(head, rest):
            yield number, make(piece)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    weasyprint()  # says what is missing before any process starts
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as pool:
        yield from _in_turns(pool, make, chain(head, rest), ahead=CORES * 2)


def _in_turns(
    pool: Executor, make: Callable[[Piece], Made], rest: Iterator[tuple[int, Piece]], *, ahead: int
) -> Iterator[tuple[int, Made]]:
    from concurrent.futures import FIRST_COMPLETED, wait

    waiting: dict[Future[Made], int] = {}
    while True:
        for number, piece in islice(rest, ahead - len(waiting)):
            waiting[pool.submit(make, piece)] = number
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield waiting.pop(future), future.result()
