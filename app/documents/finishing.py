"""The last touch to a PDF before it is written: Arabic that can be copied as it was written, and nothing read aloud that is
only there to be looked at.

WeasyPrint notes of a glyph what it stood for where it was first drawn, which is wrong wherever a face composes letters of shared parts;
here each glyph stands for what its face says. And some readers (PDFium, so Chrome and Edge) turn round a line that runs from right to left
sign by sign, the letters within a ligature too: so a ligature stands for its first letter, and glyphs without ink or width for the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.core.languages import RTL

from .letters import letters_of

JOINER = "\u200d"  # for a glyph that has no letter: a PDF/UA document names a character for every one (ISO 14289-1, 7.21.7)
SHOWN = re.compile(rb"<([0-9a-f]+)>")
FORMAT = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def "
    b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n%s"
    b"endcmap CMapName currentdict /CMap defineresource pop end end"
)


class Face:
    """How the glyphs of one of our Arabic faces read in a document."""

    def __init__(self, glyphs: Mapping[int, str]) -> None:
        self.texts = {glyph: text or JOINER for glyph, text in glyphs.items()}
        self.ligatures = {glyph: text for glyph, text in self.texts.items() if len(text) > 1}
        further = sorted({letter for text in self.ligatures.values() for letter in text[1:]})
        # Glyphs below the last one used are kept, empty and without width, when nothing draws them.
        self.blanks = dict(zip(further, (glyph for glyph in range(1, max(glyphs, default=0)) if glyph not in glyphs), strict=False))

    def split(self, shown: bytes) -> bytes:
        """The codes of a text as drawn from left to right, each ligature after the blanks of its further letters."""
        return SHOWN.sub(lambda found: b"<%s>" % "".join(self._codes(found[1].decode())).encode(), shown)

    def _codes(self, shown: str) -> Iterator[str]:
        for place in range(0, len(shown), 4):
            code = shown[place : place + 4]
            yield from (f"{self.blanks[letter]:04x}" for letter in reversed(self.ligatures.get(int(code, 16), "")[1:]))
            yield code

    def cmap(self) -> bytes:
        read = {glyph: text[0] for glyph, text in self.texts.items()} | {blank: letter for letter, blank in self.blanks.items()}
        return cmap({b"%04x" % code: text.encode("utf-16-be").hex().encode() for code, text in sorted(read.items())})


def cmap(read: Mapping[bytes, bytes]) -> bytes:
    """What codes stand for, both in hexadecimal digits, in the form of the standard (ISO 32000-1, 9.10.3)."""
    lines = [b"<%s> <%s>\n" % one for one in read.items()]
    lots = (lines[first : first + 100] for first in range(0, len(lines), 100))
    return FORMAT % b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(lot), b"".join(lot)) for lot in lots)


def finish(document: Any, pdf: Any) -> None:
    """WeasyPrint's finisher: `document` is laid out, `pdf` (pydyf) not yet written."""
    import pydyf

    by_reference = {one.reference: one for one in pdf.objects}
    faces = _faces(document.fonts.values())
    for font in [one for one in pdf.objects if _is(one, "Subtype", "/Type0") and one["BaseFont"] in faces]:
        face = faces[font["BaseFont"]]
        by_reference[font["ToUnicode"]].stream = [face.cmap()]
        for blank in face.blanks.values():
            by_reference[font["DescendantFonts"][0]]["W"].extend([blank, pydyf.Array([0])])
    named = {name.partition(b"+")[0].lstrip(b"/"): face for name, face in faces.items()}
    for drawing in [one for one in pdf.objects if isinstance(one, pydyf.Stream)]:
        drawing.stream = [face.split(item) if face else item for item, face, _mark in _shown(drawing.stream, named)]
    if "StructTreeRoot" in pdf.catalog:
        tree = Tree(pdf, by_reference)
        tree.hush_ornaments()
        if pdf.catalog["Lang"].string not in RTL:
            tree.say_arabic(named)


def _faces(fonts: Iterable[Any]) -> dict[bytes, Face]:
    """Our Arabic faces by their name in the PDF, with the glyphs that are drawn of each."""
    drawn: dict[bytes, dict[int, str]] = {}
    for font in fonts:
        if letters := letters_of(font.family, font.weight):
            for glyph, noted in font.to_unicode.items():
                stands_for = letters.get(glyph, "") if glyph < font.glyph_count else noted  # beyond: signs that the face does not have
                drawn.setdefault(font.name, {})[glyph] = stands_for
    return {name: Face(glyphs) for name, glyphs in drawn.items()}


def _shown(stream: Iterable[Any], faces: Mapping[bytes, Face]) -> Iterator[tuple[Any, Face | None, int | None]]:
    """Every step of a drawing; with the Arabic face and the mark of those that show text in one."""
    face: Face | None = None
    mark: int | None = None
    for item in stream:
        if isinstance(item, bytes) and item.endswith(b" Tf"):
            face = faces.get(item[1:].split(b" ")[0])
        elif isinstance(item, dict) and "MCID" in item:
            mark = item["MCID"]
        yield item, face if isinstance(item, bytes) and item.endswith(b"] TJ") else None, mark


class Tree:
    """The structure of a tagged document (ISO 32000-1, 14.7): its elements by page and mark."""

    def __init__(self, pdf: Any, by_reference: Mapping[bytes, Any]) -> None:
        self.objects, self.by_reference = pdf.objects, by_reference
        self.drawings = {page["StructParents"]: by_reference[page["Contents"]] for page in pdf.objects if _is(page, "Type", "/Page")}
        self.root = by_reference[pdf.catalog["StructTreeRoot"]]
        nums = by_reference[self.root["ParentTree"]]["Nums"]
        self.marked = {page: found for page, found in zip(nums[::2], nums[1::2], strict=True) if page in self.drawings}

    def hush_ornaments(self) -> None:
        """Figures that say nothing, and what runs at the head and foot of pages, are drawn but stand in no reading order
        (ISO 14289-1, 7.1 and 7.8)."""
        for figure in [one for one in self.objects if _is(one, "S", "/Figure") and "Alt" not in one]:
            self.by_reference[figure["P"]]["K"].remove(figure.reference)
        read = set(self._read(self.root["K"]))
        for page, elements in self.marked.items():
            silent = {mark for mark, element in enumerate(elements) if element not in read}
            for mark in silent:
                elements[mark] = "null"
            self.drawings[page].stream = list(_silenced(self.drawings[page].stream, silent))

    def _read(self, kids: Iterable[Any]) -> Iterator[bytes]:
        for kid in kids:
            if isinstance(kid, bytes):
                yield kid
                yield from self._read(self.by_reference[kid].get("K", ()))

    def say_arabic(self, faces: Mapping[bytes, Face]) -> None:
        """Arabic words in a document of another language say so (ISO 14289-1, 7.2)."""
        import pydyf

        for page, drawing in self.drawings.items():
            for mark in {mark for _item, face, mark in _shown(drawing.stream, faces) if face and mark is not None}:
                element = self.marked[page][mark]
                if element in self.by_reference:
                    self.by_reference[element]["Lang"] = pydyf.String("ar")


def _silenced(stream: Sequence[Any], marks: set[int]) -> Iterator[Any]:
    """A drawing in which some marks ("/Span", {"MCID": 7}, "BDC") are those of artifacts ("/Artifact", "BMC")."""
    place = 0
    while place < len(stream):
        following = stream[place + 1] if place + 1 < len(stream) else None
        if isinstance(following, dict) and following.get("MCID") in marks:
            yield from ("/Artifact", b"BMC")
            place += 3
        else:
            yield stream[place]
            place += 1


def _is(one: Any, key: str, value: str) -> bool:
    return isinstance(one, dict) and one.get(key) == value
