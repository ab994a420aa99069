"""A certificate as it comes out: read as pixels, as text, as structure."""

import io
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from app.certificates.models import CertificateRole
from app.certificates.paper import Sheet, code_of, draw, draw_many, lines_of, signatures_of
from app.certificates.words import CHECK, deed, heading, opening
from tests.documents.reading import elements, text_of

pytestmark = pytest.mark.anywhere

MM = 72 / 25.4
SERIAL = "NDW-2026-7K3Q-9XPA-4M2C"
ADDRESS = f"https://nadwa.example.org/verify/{SERIAL}"
NAMES = [
    ("Léa Roux", "ليا رو"),
    ("Maximiliana Rindfleischetikettierung-Überwachungsaufgaben von und zu Hohenlohe-Schillingsfürst-Langenburg", ""),
    ("عبد الرحمن بن محمد المختار ولد الشيخ سيدي المختار الكنتي الحسني الإدريسي", "Abderrahmane Ould Cheikh Sidi El Mokhtar"),
    ("W" * 120, "x" * 240),
]


def content(locale="fr", name=("Léa Roux", ""), **fields):
    role = CertificateRole.PARTICIPANT
    values = {
        "locale": locale,
        "accent": "#17595a",
        "institution": "Institut d’études stratégiques",
        "heading": heading(locale, role),
        "opening": opening(locale, None, ""),
        "name": name[0],
        "other_name": name[1],
        "deed": deed(locale, role, None),
        "event": "Symposium international des maires : paix, sécurité et développement local en Afrique",
        "theme": "",
        "when_and_where": "Dakar, 20–21 juillet 2023",
        "hours": "Durée de présence constatée : 12 heures",
        "citation": "",
        "patronage": "",
        "guest": "",
        "partners": "",
        "signatories": [{"name": "Pr Aïcha Bennani", "function": "Présidente"}],
        "issued": "Délivrée le 22 novembre 2026",
        "check": CHECK[locale],
        "address": ADDRESS,
    }
    return {**values, **fields}


def full(locale, name):
    """Everything there can be, at length."""
    long = "Sous le Haut Patronage de Son Excellence Monsieur le Président de la République et avec le concours du ministère de l’Intérieur"
    people = [{"name": f"Professeure Marie-Antoinette Ndiaye-Wackenheim {n}", "function": long} for n in range(4)]
    return content(locale, name, patronage=long * 2, guest=long, partners=long * 4, citation=long * 2, signatories=people, event=long * 2)


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("make", [content, full])
def test_everything_stays_on_one_page_within_the_border(locale, name, make):
    with pypdfium2.PdfDocument(draw(Sheet(SERIAL, make(locale, name)))) as pdf:
        assert len(pdf) == 1
        assert [round(side / MM) for side in pdf[0].get_size()] == [297, 210]
        textpage = pdf[0].get_textpage()
        text = textpage.get_text_range()
        boxes = [textpage.get_charbox(i) for i in range(textpage.count_chars()) if i < len(text) and not text[i].isspace()]
        assert min(box[0] for box in boxes) >= 20 * MM
        assert max(box[2] for box in boxes) <= 277 * MM
        assert min(box[1] for box in boxes) >= 20 * MM
        assert max(box[3] for box in boxes) <= 190 * MM


@pytest.mark.parametrize("locale", ["fr", "ar"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("make", [content, full])
def test_no_line_stands_on_another(make, name, locale):
    lines = sorted(lines_of(make(locale, name), logo=True), key=lambda line: line.y)
    for above, below in pairwise(lines):
        assert above.y + above.text.height <= below.y + 0.01
    assert lines[-1].y + lines[-1].text.height <= 154.01


@pytest.mark.parametrize(
    "title", ["Paix", "Symposium international de solidarité avec les communes et les maires touchés par la crise " * 2]
)
def test_every_line_stands_in_the_middle_however_much_it_was_condensed(title):
    boxes = {}
    with pypdfium2.PdfDocument(draw(Sheet(SERIAL, content(event=title)))) as pdf:
        page = pdf[0].get_textpage()
        for left, bottom, right, _top in (page.get_rect(number) for number in range(page.count_rects())):
            if bottom > 60 * MM:
                line = boxes.setdefault(round(bottom / 8), [left, right])
                line[:] = min(line[0], left), max(line[1], right)
    assert len(boxes) >= 6
    assert all(abs((left + right) / 2 - 148.5 * MM) < 1.5 * MM for left, right in boxes.values())


def test_one_who_signs_alone_signs_in_the_middle():
    (one,) = signatures_of(content())
    assert one.x + one.width / 2 == pytest.approx(148.5)
    several = signatures_of(full("fr", NAMES[0]))
    assert [line.x for line in several] == sorted(line.x for line in several)
    assert several[-1].x + several[-1].width < 217
    right_to_left = signatures_of(full("ar", NAMES[0]))
    assert [line.x for line in right_to_left] == sorted((line.x for line in right_to_left), reverse=True)
    assert right_to_left[-1].x > 80


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_the_code_leads_to_the_verification(dpi, locale):
    with pypdfium2.PdfDocument(draw(Sheet(SERIAL, content(locale)))) as pdf:
        (code,) = zxingcpp.read_barcodes(pdf[0].render(scale=dpi / 72).to_pil())
    assert code.text == ADDRESS.upper()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://nadwa.example.org/verify/NDW", "HTTPS://NADWA.EXAMPLE.ORG/VERIFY/NDW"),
        ("http://localhost:8000/verify/NDW", "HTTP://LOCALHOST:8000/VERIFY/NDW"),
        ("https://example.org/events/verify/NDW", "https://example.org/events/verify/NDW"),  # a path of its own is not ours to change
        ("https://my_host.example/verify/NDW", "https://my_host.example/verify/NDW"),
    ],
)
def test_capitals_are_used_where_they_mean_the_same(address, code):
    assert code_of(address) == code


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_a_certificate_is_tagged_titled_and_says_its_language(locale):
    with pikepdf.open(io.BytesIO(draw(Sheet(SERIAL, content(locale))))) as pdf:
        assert str(pdf.Root.Lang) == locale
        assert str(pdf.docinfo["/Title"]) == f"{heading(locale, CertificateRole.PARTICIPANT)} · Léa Roux"
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        kinds = {
            str(element.S) for element in pdf.objects if isinstance(element, pikepdf.Dictionary) and element.get("/Type") == "/StructElem"
        }
        assert {"/H1", "/P", "/Figure"} <= kinds


COPIED = {"fr": ("Amina Benkirane El Idrissi", "أمينة بنكيران الإدريسي"), "ar": ("صلاح الدين السلاوي الكنتي", "Salah Eddine Slaoui")}


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_names_in_both_scripts_are_copied_as_they_were_written(locale):
    lines = [line.replace("\u200d", "") for line in text_of(draw(Sheet(SERIAL, content(locale, COPIED[locale]))))]
    assert set(COPIED[locale]) <= set(lines)
    assert heading(locale, CertificateRole.PARTICIPANT) in lines


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_a_certificate_is_read_from_its_institution_down_to_its_serial(locale):
    logo = io.BytesIO()
    Image.new("RGB", (60, 20), "#17595a").save(logo, "PNG")
    with pikepdf.open(io.BytesIO(draw(Sheet(SERIAL, content(locale), logo.getvalue())))) as pdf:
        found = [(str(one.S), str(one.get("/Alt", ""))) for _, one in elements(pdf)]
    assert [alt for kind, alt in found if kind == "/Figure"] == ["Institut d’études stratégiques", f"{CHECK[locale]}: {ADDRESS}"]
    assert [kind for kind, _ in found if kind.startswith("/H")] == ["/H1"]
    lines = text_of(draw(Sheet(SERIAL, content(locale))))
    assert lines[0] == "Institut d’études stratégiques"
    assert lines[-1] == SERIAL


def test_faces_are_embedded_for_both_scripts():
    fonts = set()
    with pikepdf.open(io.BytesIO(draw(Sheet(SERIAL, content("ar", NAMES[2]))))) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor or "/FontFile3" in font.DescendantFonts[0].FontDescriptor
            fonts.add(str(font.BaseFont).partition("+")[2])
    assert {"Amiri", "Amiri-Bold", "Source-Serif"} & fonts >= {"Source-Serif"}
    assert any(font.startswith("Amiri") for font in fonts)


def test_the_same_certificate_has_the_same_bytes():
    assert draw(Sheet(SERIAL, content())) == draw(Sheet(SERIAL, content()))


def test_many_at_once_are_those_drawn_by_hand(monkeypatch):
    monkeypatch.setattr("app.certificates.paper.LOT", 3)
    names = [("Léa Roux", "ليا رو"), NAMES[1], ("مُحَمَّد", ""), ("Chloé", ""), ("محمّد", "Mohamed")]
    sheets = [Sheet(f"{SERIAL[:-1]}{n}", content(("fr", "ar", "en")[n % 3], names[n % 5])) for n in range(10)]
    drawn = dict(draw_many(sheets))
    assert sorted(drawn) == list(range(10))
    for place, sheet in enumerate(sheets):
        assert seen(drawn[place]) == seen(draw(sheet))
        assert len(drawn[place]) < 80_000


def seen(pdf):
    """What a reader sees and copies."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[0].render(scale=1.5).to_pil().tobytes(), opened[0].get_textpage().get_text_range()
