"""What keeps a process small."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager

TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8  # of glibc's malloc.h
PIECE = 128 * 1024


def use_one_heap() -> bool:
    """One heap for all threads, what is large or free at its end given back at once; False where the C library is not glibc.

    Each thread would have a heap of its own, and large pieces would stay in it. Saves a web process with four threads about 9 MB of 135.
    They take turns in Python anyway, so none waits for the heap."""
    tune = getattr(ctypes.CDLL(None), "mallopt", None)
    if tune is None:
        return False
    return all(tune(what, value) for what, value in ((ARENA_MAX, 1), (MMAP_THRESHOLD, PIECE), (TRIM_THRESHOLD, PIECE)))


@contextmanager
def without(module: str) -> Iterator[None]:
    """Within this a module that nobody has imported yet cannot be: for libraries that import whatever is installed."""
    hidden = module not in sys.modules
    if hidden:
        sys.modules[module] = None  # type: ignore[assignment]  # as `import` understands it: not there
    try:
        yield
    finally:
        if hidden:
            del sys.modules[module]
