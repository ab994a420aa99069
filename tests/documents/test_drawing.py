"""The drawing process: the engine is loaded there and nowhere else, and losing it costs one document."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import config
from app.documents import MissingLibrary, NotDrawn, render_pdf
from app.documents.assets import Refused, sheet_source, weasyprint
from app.documents.cores import on_every_core
from app.documents.drawing import Drawer

pytestmark = pytest.mark.anywhere

HEAVY = ("weasyprint", "pikepdf", "fontTools", "PIL", "flask", "sqlalchemy", "babel")
LOADED = f"[name for name in {HEAVY} if name in __import__('sys').modules]"
DRAWN = """
from app.badges.design import Holder, Occasion, measured
from app.documents import qr_png, render_pdf
from app.documents.cores import apart
from app.public.card import Facts, draw
render_pdf("<p>x</p>", title="x", locale="ar")
qr_png("HTTPS://EXAMPLE.ORG/VERIFY/1")
draw(Facts("Forum", "Paix", "2026", "Institut", "seed", "fr"), "#17595a")
apart(measured, Occasion("fr", "Institut", "Paix", "2026"), Holder(1, "", ("Awa", "Sow"), "", "", "", "", "", "", "", (), "T"), 1.0)
"""
WITHOUT_PANGO = """
import builtins
found = builtins.__import__
def asked(name, *rest):
    if name == "weasyprint":
        raise OSError("cannot load library 'libpango-1.0-0'")
    return found(name, *rest)
builtins.__import__ = asked
"""
STARTED = "import os, time; from app.documents.cores import apart; print(apart(os.getpid), flush=True); "


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    drawer = Drawer()
    yield drawer
    drawer.end()


def is_gone(pid: int) -> bool:
    """Whether nothing is left of a process within ten seconds, not even an entry that waits to be asked for."""
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    return not Path(f"/proc/{pid}").exists()


def asking(script: str) -> subprocess.Popen[str]:
    """A process that has things drawn, as a web process does, with a group of its own."""
    return subprocess.Popen([sys.executable, "-c", script], cwd=config.ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)


def test_who_asks_for_a_document_loads_neither_the_engine_nor_what_measures():
    with asking(f"{DRAWN}\nprint({LOADED})") as process:
        assert process.stdout.read() == "[]\n"


@pytest.mark.parametrize(
    "module", ["app.documents.pdf", "app.documents.leaves", "app.badges.design", "app.certificates.paper", "app.public.card"]
)
def test_what_is_done_there_loads_neither_flask_nor_tables(drawer, module):
    drawer.draw(exec, f"import {module}")
    assert drawer.draw(eval, LOADED) == []


def test_threads_that_ask_at_once_get_each_its_own_from_one_process(drawer):
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda number: drawer.draw(pow, number, 2), range(40))) == [number**2 for number in range(40)]
        assert len(set(threads.map(lambda _number: drawer.draw(os.getpid), range(8)))) == 1


def test_documents_asked_for_at_once_are_those_drawn_alone():
    def draw(number: int) -> bytes:
        return render_pdf(f"<p>Page {number}</p>", title="x", locale="fr")

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(draw, range(2))) == [draw(0), draw(1)]


def test_a_process_that_is_killed_in_the_middle_costs_one_document(drawer):
    process = drawer.draw(os.getpid)
    with ThreadPoolExecutor(1) as threads:
        drawn = threads.submit(drawer.draw, time.sleep, 60)
        time.sleep(0.2)
        os.kill(process, signal.SIGKILL)
        with pytest.raises(NotDrawn) as caught:
            drawn.result()
    assert (caught.value.status, str(caught.value)[:35]) == (503, "The document could not be drawn. Tr")
    assert drawer.draw(os.getpid) != process


def test_a_process_that_takes_too_long_is_ended(drawer):
    process = drawer.draw(os.getpid)
    drawer.patience = 0.2
    with pytest.raises(NotDrawn):
        drawer.draw(time.sleep, 60)
    assert is_gone(process)
    drawer.patience = 60
    assert drawer.draw(os.getpid) != process


def test_a_process_that_was_lost_while_nothing_was_drawn_is_not_missed(drawer):
    process = drawer.draw(os.getpid)
    os.kill(process, signal.SIGKILL)
    assert is_gone(process)
    assert drawer.draw(os.getpid) != process


def test_a_process_without_work_ends_and_leaves_nothing():
    drawer = Drawer(quiet=0.05)
    process = drawer.draw(os.getpid)
    assert is_gone(process)
    assert drawer.draw(os.getpid) != process
    drawer.end()


def test_what_goes_wrong_there_is_raised_here_and_the_process_stays(drawer):
    process = drawer.draw(os.getpid)
    with pytest.raises(Refused, match="secret") as caught:
        drawer.draw(sheet_source, "../secret")
    assert "in sheet_source" in caught.value.__notes__[0]
    with pytest.raises(RuntimeError, match="Odd"):  # an error that cannot travel
        drawer.draw(exec, "class Odd(Exception): pass\nraise Odd")
    assert drawer.draw(os.getpid) == process


def test_a_missing_pango_is_said_here_with_the_packages_to_install(drawer):
    drawer.draw(exec, WITHOUT_PANGO, {})
    with pytest.raises(MissingLibrary, match=r"apt install libpango-1\.0-0") as caught:
        drawer.draw(weasyprint)
    assert caught.value.status == 503


def test_signals_to_the_whole_group_leave_what_is_being_drawn_to_its_end(drawer):
    process = drawer.draw(os.getpid)
    with ThreadPoolExecutor(1) as threads:
        drawn = threads.submit(drawer.draw, eval, "__import__('time').sleep(0.5) or 'whole'")
        time.sleep(0.2)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(process, number)
        assert drawn.result() == "whole"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_the_process_ends_with_who_started_it(number):
    with asking(f"{STARTED} time.sleep(60)") as process:
        drawing = int(process.stdout.readline())
        os.killpg(process.pid, number) if number != signal.SIGKILL else process.kill()
        process.wait()
        deadline = time.monotonic() + 10
        while _runs(drawing) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not _runs(drawing)


def _runs(pid: int) -> bool:
    """Whether a process of somebody else's is there: one that ended may wait for the system's first process to ask for it."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_fork_has_a_process_of_its_own():
    script = "fork = os.fork(); print(apart(os.getpid), flush=True); fork and os.waitpid(fork, 0)"
    with asking(STARTED + script) as process:
        before, *after = process.stdout.read().split()
    assert sorted([before in after, len(set(after))]) == [True, 2]


def test_long_work_that_loses_a_process_says_so():
    with pytest.raises(NotDrawn):
        list(on_every_core(os._exit, [(1,)]))
