"""What is measured against what: the rows of the table, with their targets and what the best of the others reach.

The others' figures were measured on 2026-11-22 on one machine with 2 cores and 24 GiB (gunicorn with 2 sync workers, PostgreSQL 15, 8 client
processes on the same cores): pretix 2026.8.0, Indico 3.2.9, pretalx 2025.2.2. They are quoted, not measured again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. `most` is a target that must not be reached (or, for rates, `least` one that must)."""

    title: str
    unit: str
    most: float | None = None
    least: float | None = None
    best_other: str = "–"

    def passes(self, value: float) -> bool | None:
        if self.most is not None:
            return value < self.most
        return None if self.least is None else value > self.least

    @property
    def target(self) -> str:
        if self.most is not None:
            return f"< {self.most:g} {self.unit}"
        return "–" if self.least is None else f"> {self.least:g} {self.unit}"


ROWS = {
    "home": Row("Public home page", "ms", 10),
    "events": Row("List of events", "ms", 10),
    "event": Row("Event page", "ms", 10, best_other="41 (pretix)"),
    "programme": Row("Programme of 200 sessions, warm", "ms", 10, best_other="142 (Indico, 268 kB)"),
    "programme-cold": Row("Programme of 200 sessions, first time after a change", "ms", best_other="142 (Indico)"),
    "ics": Row("`.ics` of the event, 200 sessions, first time after a change", "ms", 60, best_other="198 (pretalx)"),
    "ics-304": Row("`.ics` of the event, not changed (304)", "ms", 2),
    "pages": Row("Event pages a second, 8 clients", "/s", least=45, best_other="45 (pretix)"),
    "form": Row("Registration form, with 5 questions of its own", "ms", best_other="–"),
    "post": Row("A registration posted: the request that creates it, with its letter", "ms", 15, best_other="49 (Indico)"),
    "registrations": Row("Registrations a second, 8 clients, 3 requests each", "/s", least=10, best_other="10 (Indico, 1 request)"),
    "list": Row("Organiser's list of 2,000, one page", "ms", 25, best_other="137 (pretix)"),
    "search": Row("The same, searched by name", "ms", 25),
    "csv": Row("CSV of 2,000 registrations", "ms", best_other="700 (pretix)"),
    "scan": Row("One badge scanned", "ms", 4, best_other="23 (Indico)"),
    "scans": Row("Scans a second, 8 clients", "/s", least=80, best_other="80 (Indico)"),
    "badges": Row("2,000 badges, eight to a sheet, from the click to the file", "s", 10, best_other="34.6 (Indico)"),
    "badges-size": Row("Size of that file", "MB", 5, best_other="6.9 (Indico)"),
    "certificates": Row("2,000 certificates issued, from the click to the last file", "s", 60),
    "leaf-alone": Row(
        "One certificate laid out by WeasyPrint as a document of its own, faces and style sheets at hand (processor time)", "ms"
    ),
    "leaf-together": Row("The same, as one of forty laid out together (processor time)", "ms"),
    "paper": Row("One badge as PDF, drawn while the organiser waits", "ms"),
    "paper-first": Row("The same after a quiet minute, when the drawing process has to start", "ms"),
    "start": Row("Cold start to the first page", "s", 1, best_other="1.2 (pretalx)"),
    "memory": Row("A web process that served all public pages, in 40 revisions (resident)", "MB", 110, best_other="113 (pretalx)"),
    "memory-end": Row("The same at the end of the run, after lists, exports, the crowd and a document of each kind", "MB", 110),
    "memory-share": Row("Of that, its own: what it shares with the other process divided by two", "MB"),
    "memory-drawing": Row("The drawing process beside it, until nothing was drawn for a minute (resident)", "MB"),
}
