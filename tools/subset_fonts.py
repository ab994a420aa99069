"""Cut the screen faces down to the signs that French, Arabic and English pages use: `python tools/subset_fonts.py`, after `npm ci`.

Five faces of @fontsource go from 157 KB to 78, so that a page which holds both scripts stays within its budget. Rarer signs (Turkish, Persian, Wolof letters)
are still served: static/src/css/tokens/fonts.css gives them the whole files, which a browser fetches only when it meets one. The Open Font License asks that
a changed file does not bear a reserved name, hence "Nadwa Sans" and "Nadwa Serif". The results are committed: the build needs no Python."""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "node_modules" / "@fontsource"
TARGET = ROOT / "static" / "src" / "fonts"
LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+0178,U+2002-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2039-203A,"
    "U+20AC,U+2122,U+2190-2193,U+2212"
)
ARABIC = "U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0660-066C,U+0670-0671,U+067E,U+0686,U+0698,U+06A4,U+06A9,U+06AD,U+06AF,U+06CC,U+06F0-06F9,U+200C-200F"
NAMES = (1, 2, 3, 4, 6, 16, 17)
FACES = (
    ("ibm-plex-sans", "latin-400", LATIN, "Nadwa Sans"),
    ("ibm-plex-sans", "latin-600", LATIN, "Nadwa Sans"),
    ("ibm-plex-sans-arabic", "arabic-400", ARABIC, "Nadwa Sans Arabic"),
    ("ibm-plex-sans-arabic", "arabic-600", ARABIC, "Nadwa Sans Arabic"),
    ("source-serif-4", "latin-400", LATIN, "Nadwa Serif"),
)


def cut(package: str, face: str, signs: str, family: str) -> Path:
    """One face with only these signs and their shaping, under its own name."""
    font = TTFont(SOURCES / package / "files" / f"{package}-{face}-normal.woff2")
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=[*subset.Options().layout_features, "tnum", "lnum"], name_IDs=["*"]
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(signs))
    cutter.subset(font)
    script, weight = face.split("-")
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = (
                family if record.nameID in {1, 16} else weight if record.nameID in {2, 17} else f"{family} {weight}".replace(" ", "-")
            )
    target = TARGET / f"{family.lower().replace(' ', '-')}-{script}-{weight}.woff2".replace("arabic-arabic", "arabic")
    subset.save_font(font, str(target), options)
    return target


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        written = cut(*face)
        print(f"{written.stat().st_size:6} {written.name}")
