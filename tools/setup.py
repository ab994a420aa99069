"""Make this checkout ready to run: virtual environment, locked packages, system libraries, catalogues, front end.

Every part looks first whether its inputs changed, so that a second run takes well under a second.
Standard library only: nothing is installed yet when it starts.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor

import catalogues
import chromium
import frontend
import system_libraries
import virtualenv
from console import ROOT, alone, fail


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    parser.add_argument("--browser", action="store_true", help="also Chromium")
    wanted = parser.parse_args()
    with alone():
        virtualenv.prepare()
        with ThreadPoolExecutor() as beside:  # the system's packages come from elsewhere, and wait for another lock
            system = beside.submit(prepare_system, dev=wanted.dev, browser=wanted.browser)
            virtualenv.fill(dev=wanted.dev)
            system.result()
        catalogues.compile_changed()
        frontend.prepare(dev=wanted.dev)


def prepare_system(*, dev: bool, browser: bool) -> None:
    system_libraries.prepare(needed=dev)
    if browser:
        chromium.prepare()


if __name__ == "__main__":
    if sys.platform == "win32":
        fail("Nadwa runs on Linux and macOS; on Windows, use the Windows Subsystem for Linux.")
    try:
        main()
    except PermissionError as error:
        fail(f"{error.filename or ROOT} may not be written by this user. Make the folder {ROOT} yours, or copy it to one that is.")
    except KeyboardInterrupt:
        fail("Stopped. Run the same command again to go on from here.")
