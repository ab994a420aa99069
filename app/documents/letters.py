"""What the glyphs of our Arabic faces stand for, read from the faces themselves: cmap first, then what GSUB makes of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from .assets import built_path

FILES = {
    ("Plex Arabic", 400): "ibm-plex-sans-arabic-arabic-400",
    ("Plex Arabic", 600): "ibm-plex-sans-arabic-arabic-600",
    ("Amiri", 400): "amiri-arabic-400",
    ("Amiri", 700): "amiri-arabic-700",
}
SINGLE, MULTIPLE, ALTERNATE, LIGATURE = 1, 2, 3, 4  # types of lookups (OpenType, GSUB)
ARABIC = range(0x621, 0x653)  # letters and vowels of Arabic itself
FORMS = 0xFB50  # from here on: letters as they look within a word
TATWEEL = "\u0640"  # faces put it between letters of their own accord
Texts = dict[str, str]


@lru_cache(maxsize=len(FILES))
def letters_of(family: str, weight: int) -> dict[int, str]:
    """{glyph: its letters in the order they are read}; of a glyph that only joins or prolongs others, nothing.

    Empty for a face that is not one of our Arabic ones."""
    from fontTools.ttLib import TTFont

    name = FILES.get((family, weight))
    if name is None:
        return {}
    with TTFont(built_path(f"assets/{name}-normal.woff2"), lazy=True) as font:
        lookups = [(table.LookupType, table) for lookup in font["GSUB"].table.LookupList.Lookup for table in _tables(lookup)]
        cmap: dict[int, str] = font.getBestCmap()
        texts: Texts = {}
        for alphabet in (
            ARABIC,
            range(sys.maxunicode),
        ):  # where letters share a glyph, it is the Arabic one rather than, say, the Sindhi one
            for code in sorted(code for code in cmap if code in alphabet):
                texts.setdefault(cmap[code], normalize("NFKC", chr(code)) if code >= FORMS else chr(code))
            _spread(texts, lookups)
        mapped = set(cmap.values())
        return {font.getGlyphID(glyph): text if text != TATWEEL or glyph in mapped else "" for glyph, text in texts.items()}


def _spread(texts: Texts, lookups: Sequence[tuple[int, Any]]) -> None:
    """Give every glyph that is made of others their letters, until no lookup makes anything new."""
    known = -1
    while known < len(texts):
        known = len(texts)
        for kind, table in lookups:
            for glyph, text in READERS[kind](table, texts) if kind in READERS else ():
                texts.setdefault(glyph, text)


def _tables(lookup: Any) -> Iterator[Any]:
    return (getattr(table, "ExtSubTable", table) for table in lookup.SubTable)


def _single(table: Any, texts: Texts) -> Iterator[tuple[str, str]]:
    return ((made, texts[glyph]) for glyph, made in table.mapping.items() if glyph in texts)


def _multiple(table: Any, texts: Texts) -> Iterator[tuple[str, str]]:
    """The first of several glyphs has the letter."""
    return ((made[0], texts[glyph]) for glyph, made in table.mapping.items() if made and glyph in texts)


def _alternate(table: Any, texts: Texts) -> Iterator[tuple[str, str]]:
    return ((made, texts[glyph]) for glyph, choices in table.alternates.items() if glyph in texts for made in choices)


def _ligature(table: Any, texts: Texts) -> Iterator[tuple[str, str]]:
    for first, ligatures in table.ligatures.items():
        for one in ligatures:
            parts = [first, *one.Component]
            if all(part in texts for part in parts):
                yield one.LigGlyph, "".join(texts[part] for part in parts)


READERS: dict[int, Callable[[Any, Texts], Iterator[tuple[str, str]]]] = {
    SINGLE: _single,
    MULTIPLE: _multiple,
    ALTERNATE: _alternate,
    LIGATURE: _ligature,
}
