"""The drawing process: one piece of work after the other for the process that started it (drawing.py), until nothing comes for a while.

It ends with who started it: their end of the pipe closes, however they ended. Signals that ask a whole group to stop are theirs to answer;
what is being drawn is finished. Imports neither Flask nor tables: that would double its start, and a third of its memory."""

from __future__ import annotations

import pickle
import signal
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection

TAKEN = b"taken"


def serve(number: int, quiet: float) -> None:
    """Work for whoever holds the other end of the pipe with this number; `quiet` seconds without work are the end."""
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, signal.SIG_IGN)
    with suppress(EOFError, OSError), Connection(number) as pipe:
        while pipe.poll(quiet):
            work = pipe.recv_bytes()
            pipe.send_bytes(TAKEN)
            pipe.send_bytes(_done(work))


def _done(work: bytes) -> bytes:
    """(what was made, None), or (None, what went wrong)."""
    try:
        make, given = pickle.loads(work)  # noqa: S301 from who started this process
        return pickle.dumps((make(*given), None))
    except Exception as error:  # noqa: BLE001 it is raised on the other side
        error.add_note(f"In the drawing process:\n{traceback.format_exc()}")
        return _packed(error)


def _packed(error: Exception) -> bytes:
    try:
        packed = pickle.dumps((None, error))
        pickle.loads(packed)  # noqa: S301 an error may be packed and yet not be unpacked: its class takes other arguments
    except Exception:  # noqa: BLE001 then its words are what travels
        return pickle.dumps((None, RuntimeError("\n".join([repr(error), *error.__notes__]))))
    return packed
