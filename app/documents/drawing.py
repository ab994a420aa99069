"""Drawing in a process of its own: WeasyPrint, its fonts and what it remembers take more than 100 MB, which a web process would keep for good.

One is started when something is to be drawn, takes one piece of work after the other, and is gone after a quiet minute."""

from __future__ import annotations

import logging
import os
import pickle
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from subprocess import DEVNULL, Popen, TimeoutExpired
from threading import Lock, Thread
from typing import TypeVar, cast

import config
from app.core.errors import DomainError

from .child import TAKEN

PATIENCE, QUIET = 60.0, 60.0  # seconds: for one piece of work, and until a process that has none ends
CODE = "import sys; sys.path.insert(0, sys.argv[1]); from app.documents.child import serve; serve(int(sys.argv[2]), float(sys.argv[3]))"

log = logging.getLogger(__name__)
Made = TypeVar("Made")


class NotDrawn(DomainError):
    """The drawing process ended, or did not answer in time. The next piece of work gets a new one."""

    status = 503

    def __init__(self) -> None:
        from flask_babel import lazy_gettext as _l  # here: the drawing process does without

        super().__init__(
            _l("The document could not be drawn. Try again in a moment; if it happens again, tell whoever looks after this site.")
        )


class Drawer:
    """At most one drawing process. Threads take turns."""

    def __init__(self, *, patience: float = PATIENCE, quiet: float = QUIET) -> None:
        self.patience, self.quiet = patience, quiet
        self.process: Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._turn = Lock()
        os.register_at_fork(after_in_child=self._let_go)

    def draw(self, make: Callable[..., Made], *given: object) -> Made:
        """What `make(*given)` gives there, or raises; all of it travels, so `make` is a function of a module, or a partial of one.

        Raises NotDrawn when the process is lost or takes too long."""
        work = pickle.dumps((make, given))
        with self._turn:
            try:
                made, error = pickle.loads(self._answer(work))  # noqa: S301 from our own process
            except BaseException:  # a thread that is stopped, too: the next in turn must not be given what this one asked for
                self._end()
                raise
        if error is not None:
            raise error
        return cast("Made", made)

    def end(self) -> None:
        """Let the process go, once it has finished what it is at."""
        with self._turn:
            self._end()

    def _answer(self, work: bytes) -> bytes:
        if not self._takes(work):  # there was none, or it went in this moment
            self._end()
            self._start()
            if not self._takes(work):
                raise self._lost("was not ready")
        assert self._pipe is not None  # noqa: S101 for mypy
        try:
            if self._pipe.poll(self.patience):
                return self._pipe.recv_bytes()
        except (EOFError, OSError):
            raise self._lost("ended") from None
        raise self._lost(f"did not answer within {self.patience:.0f} seconds")

    def _takes(self, work: bytes) -> bool:
        """Whether there is a process, and it has taken the work."""
        try:
            if self._pipe is not None:
                self._pipe.send_bytes(work)
                return self._pipe.poll(self.patience) and self._pipe.recv_bytes() == TAKEN
        except (EOFError, OSError):
            pass
        return False

    def _start(self) -> None:
        self._pipe, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-c", CODE, str(config.ROOT), str(theirs.fileno()), str(self.quiet)]
            self.process = Popen(command, cwd=config.ROOT, stdin=DEVNULL, pass_fds=[theirs.fileno()])  # noqa: S603 our own code
        Thread(target=self.process.wait, name="drawing process", daemon=True).start()  # whenever it ends, nothing is left of it

    def _lost(self, how: str) -> NotDrawn:
        log.error("The drawing process %s %s.", self.process.pid if self.process else "", how)
        return NotDrawn()

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self.process is not None:
            try:
                self.process.wait(1)
            except TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = self._pipe = None

    def _let_go(self) -> None:
        """In a fork: the process belongs to who started it."""
        if self.process is not None:
            self.process.returncode = 0
        self.process, self._pipe, self._turn = None, None, Lock()
