"""One page put together from parts that were laid out apart: their drawings one after the other, their branches of the structure tree
(ISO 32000-1, 14.7) with the marks counted on, and the faces and pictures they draw with."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import accumulate
from typing import Any, NamedTuple

from .finishing import cmap

Letters = dict[str, dict[bytes, bytes]]  # {face: {code of a glyph: what it stands for}}, both in the digits of the standard
SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9a-f]+)>")
READ = re.compile(rb"^<([0-9a-f]{4})> <([0-9a-f]*)>$", re.MULTILINE)
MARK = re.compile(rb"(?<=/MCID )\d+")
PICTURE = re.compile(rb"/(\S+) Do\b")
XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"><pdfuaid:part>1</pdfuaid:part>'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="r"?>'
)


class Node(NamedTuple):
    """An element of a structure tree; numbers among `kids` are marks in the drawing."""

    kind: str
    about: dict[str, Any]
    kids: list[Any]


class Part(NamedTuple):
    """A part as it was laid out: its drawing, its elements, and what the glyphs in it stand for."""

    drawing: bytes
    marks: int
    nodes: list[Node]
    letters: Letters


def read_parts(lot: Any) -> Iterator[Part]:
    """The part on each page of a tagged document, every page within an element of its own."""
    faces = {name.lstrip("/"): dict(READ.findall(face.ToUnicode.read_bytes())) for name, face in lot.pages[0].Resources.Font.items()}
    for page, section in zip(lot.pages, lot.Root.StructTreeRoot.K[0].K, strict=True):
        drawing = page.Contents.read_bytes()
        yield Part(drawing, len(MARK.findall(drawing)), [_node(element) for element in section.K], _letters(drawing, faces))


def _letters(drawing: bytes, faces: Letters) -> Letters:
    """What the glyphs of a drawing stand for."""
    found: Letters = {}
    face = ""
    for name, shown in SHOWN.findall(drawing):
        face = name.decode() or face
        codes = (shown[place : place + 4] for place in range(0, len(shown), 4))
        found.setdefault(face, {}).update((code, faces[face][code]) for code in codes)
    return found


def _node(element: Any) -> Node:
    about = {name: _plain(element[name]) for name in ("/Alt", "/A", "/Lang") if name in element}
    return Node(str(element.S), about, [kid if isinstance(kid, int) else _node(kid) for kid in element.K])


def compressed_form(lot: Any, ground: bytes) -> Any:
    """The first page of a PDF as something to draw, compressed once for all who copy it from `lot`."""
    import pikepdf

    with pikepdf.open(io.BytesIO(ground)) as source:
        form = lot.copy_foreign(source.pages[0].as_form_xobject())
        form.write(zlib.compress(form.read_bytes(), 9), filter=pikepdf.Name.FlateDecode)
    return form


def bind(lot: Any, title: str, parts: Sequence[Part], ground: Any = None) -> bytes:
    """The document of one page that shows `parts` of `lot` above `ground`."""
    import pikepdf
    from pikepdf import Dictionary, Name

    firsts = list(accumulate((part.marks for part in parts), initial=0))
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=tuple(lot.pages[0].mediabox[2:]))
        page = pdf.pages[0].obj
        page.StructParents, page.Tabs = 0, Name.S
        page.Resources = _resources(pdf, lot, parts, ground)
        page.Contents = pdf.make_stream(b"".join(_drawings(parts, firsts, ground)))
        pdf.Root.StructTreeRoot = _tree(pdf, [(node, first) for part, first in zip(parts, firsts, strict=False) for node in part.nodes])
        pdf.Root.MarkInfo, pdf.Root.ViewerPreferences = Dictionary(Marked=True), Dictionary(DisplayDocTitle=True)
        pdf.Root.Lang, pdf.docinfo["/Title"], pdf.docinfo["/Producer"] = str(lot.Root.Lang), title, str(lot.docinfo["/Producer"])
        pdf.Root.Metadata = pdf.make_stream(XMP.format(escape(title)).encode(), Type=Name.Metadata, Subtype=Name.XML)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _drawings(parts: Sequence[Part], firsts: Sequence[int], ground: Any) -> Iterator[bytes]:
    if ground is not None:
        yield b"/Artifact BMC /Ground Do EMC\n"
    for part, first in zip(parts, firsts, strict=False):
        yield b"q\n%s\nQ\n" % MARK.sub(lambda mark, first=first: b"%d" % (int(mark[0]) + first), part.drawing)  # type: ignore[misc]


def _tree(pdf: Any, nodes: Iterable[tuple[Node, int]]) -> Any:
    """The root of the structure: every element of the page, with its marks counted from the first of its part."""
    from pikepdf import Array, Dictionary, Name

    page, marked = pdf.pages[0].obj, {}

    def grow(node: Node, parent: Any, first: int) -> Any:
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(node.kind), P=parent, Pg=page))
        for name, value in node.about.items():
            element[name] = value
        marked.update({first + kid: element for kid in node.kids if isinstance(kid, int)})
        element.K = Array([first + kid if isinstance(kid, int) else grow(kid, element, first) for kid in node.kids])
        return element

    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    document.K = Array([grow(node, document, first) for node, first in nodes])
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([marked[mark] for mark in sorted(marked)])])))
    return root


def _resources(pdf: Any, lot: Any, parts: Sequence[Part], ground: Any) -> Any:
    from pikepdf import Dictionary

    shared = lot.pages[0].Resources
    letters: Letters = {}
    for part in parts:
        for face, some in part.letters.items():
            letters[face] = {**some, **letters.get(face, {})}
    faces = {f"/{face}": _face(pdf, shared.Font[f"/{face}"], some) for face, some in letters.items()}
    names = {f"/{name.decode()}" for part in parts for name in PICTURE.findall(part.drawing)}
    pictures = {name: pdf.copy_foreign(shared.XObject[name]) for name in sorted(names)}
    if ground is not None:
        pictures["/Ground"] = pdf.copy_foreign(ground)
    return Dictionary(Font=Dictionary(faces), XObject=Dictionary(pictures), ExtGState=_plain(shared.ExtGState))


def _face(pdf: Any, found: Any, letters: Mapping[bytes, bytes]) -> Any:
    """A face of the lot, reading as this page does."""
    from pikepdf import Array, Dictionary

    own = {name: found[name] for name in ("/Type", "/Subtype", "/BaseFont", "/Encoding")}
    inner = Array([pdf.copy_foreign(found.DescendantFonts[0])])
    return pdf.make_indirect(Dictionary({**own, "/DescendantFonts": inner, "/ToUnicode": pdf.make_stream(cmap(letters))}))


def _plain(value: Any) -> Any:
    """A value that belongs to no document."""
    from pikepdf import Array, Dictionary, String

    if isinstance(value, Dictionary):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, Array):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, String) else value
