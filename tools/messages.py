"""Bring the catalogues up to date: collect what sources and templates say, merge it into each language, compile.

What is missing or doubtful afterwards is counted, language by language; the exit code says whether anything is.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib
from console import ROOT, run, say, step

FOLDER = ROOT / "app" / "translations"
TEMPLATE = ROOT / "build" / "messages.pot"
BABEL = Path(sys.executable).parent / "pybabel"
LANGUAGES = ("fr", "ar", "en")
KEYWORDS = ("lazy_gettext", "_l", "lazy_ngettext:1,2", "npgettext:1c,2,3", "pgettext:1c,2", "lazy_pgettext:1c,2")
SETTINGS = """\
[python: app/**.py]
[jinja2: templates/**.*]
extensions = jinja2.ext.do
silent = false
trimmed = true
"""


def extract() -> None:
    TEMPLATE.parent.mkdir(exist_ok=True)
    mapping = TEMPLATE.with_name("babel.cfg")
    mapping.write_text(SETTINGS)
    keywords = [argument for keyword in KEYWORDS for argument in ("-k", keyword)]
    about = ["--project=Nadwa", "--copyright-holder=Nadwa", "--add-comments=Translators:", "--sort-by-file", "--no-location"]
    command = [BABEL, "extract", "-F", mapping, *keywords, *about, "-o", TEMPLATE, "."]
    run(command, problem="The messages could not be collected: see above.")


def merge(language: str) -> polib.POFile:
    """The language's catalogue holds exactly what the sources say. English says it as the sources do."""
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    verb = "update" if path.exists() else "init"
    options = ["--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date", "--omit-header"]
    command = [BABEL, verb, "-i", TEMPLATE, "-o", path, "-l", language, "--no-wrap", *(options[:3] if verb == "update" else [])]
    run(command, problem=f"The catalogue of {language} could not be merged: see above.")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    if language == "en":
        speak_english(catalogue)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return catalogue


def speak_english(catalogue: polib.POFile) -> None:
    """As the sources do, with the apostrophes of print."""
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: printed(entry.msgid), 1: printed(entry.msgid_plural)}
        else:
            entry.msgstr = printed(entry.msgstr or entry.msgid)


def printed(text: str) -> str:
    return text.replace("'", "’")


def main() -> int:
    with step("Collecting what sources and templates say"):
        extract()
    unfinished = 0
    for language in LANGUAGES:
        catalogue = merge(language)
        missing, doubtful = catalogue.untranslated_entries(), catalogue.fuzzy_entries()
        unfinished += len(missing) + len(doubtful)
        say(f"  {language}: {len(catalogue)} messages, {len(missing)} missing, {len(doubtful)} doubtful")
    return 1 if unfinished else 0


if __name__ == "__main__":
    raise SystemExit(main())
