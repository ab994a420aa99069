"""Badges as they come out of the printer: read as pixels and as text boxes."""

import io

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from app.badges.design import DESIGNS, Holder, Occasion, ground, ink_on, words_of
from app.badges.paper import many_badges, one_badge
from app.core.colour import contrast
from tests.documents.reading import elements, text_of

pytestmark = pytest.mark.anywhere

MM = 72 / 25.4
PEOPLE = [
    (("Léa", "Roux"), "ليا رو"),
    (("Abdelouahed Mohammed", "Benabdelkrim El Idrissi El Hassani"), "عبد الواحد محمد بنعبد الكريم الإدريسي الحسني"),
    (("Rindfleischetikettierungsüberwachungsaufgaben", "Übertragungsgesetz"), ""),
    (("عبد الرحمن بن محمد المختار", "ولد الشيخ سيدي المختار الكنتي"), "Abderrahmane Ould Cheikh Sidi El Mokhtar El Kounti"),
    (("Xu", ""), ""),
    (("a" * 120, "b" * 120), "c" * 240),
    (("Ömer", "Şahin"), ""),
    (("Marie-Antoinette", "Ndiaye"), "ماري"),
    (("Neuvième", "Personne"), ""),
]


def occasion(locale="fr", **fields):
    title = {"fr": "Symposium international des maires : paix, sécurité et développement local", "ar": "الندوة الدولية للعمداء"}[locale]
    values = {"locale": locale, "institution": "Institut", "title": title, "when_and_where": "20–21 juillet 2023 · Dakar"}
    return Occasion(**{**values, **fields})


def holder(number=1, name=("Léa", "Roux"), other="ليا رو", **fields):
    values = {
        "registration_id": number,
        "honorific": "",
        "name": name,
        "other_name": other,
        "function": "Directrice générale de la coopération décentralisée et du développement local",
        "organisation": "Association pour la consolidation de la paix, la sécurité et le développement",
        "country": "Sénégal",
        "category": "Personnel d’accueil et de sécurité",
        "letter": "D",
        "colour": "#17595a",
        "zones": ("A", "B", "VIP"),
        "token": f"TOKEN{number:015d}",
        **fields,
    }
    return Holder(**values)


def logo(width=600, height=300):
    target = io.BytesIO()
    Image.new("RGB", (width, height), "#17595a").save(target, "PNG")
    return target.getvalue()


def everybody():
    return [holder(number, name, other) for number, (name, other) in enumerate(PEOPLE)]


def text_boxes(page):
    """(left, bottom, right, top) of every sign that leaves ink, in points."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    return [textpage.get_charbox(i) for i in range(textpage.count_chars()) if i < len(text) and not text[i].isspace()]


@pytest.mark.parametrize("locale", ["fr", "ar"])
@pytest.mark.parametrize("code", ["a6", "a7"])
def test_no_name_leaves_its_badge_or_adds_a_page(locale, code):
    design = DESIGNS[code]
    with pypdfium2.PdfDocument(many_badges(occasion(locale), everybody(), design)) as pdf:
        assert len(pdf) == len(PEOPLE)
        for page in pdf:
            assert [round(side / MM) for side in page.get_size()] == [round(design.width), round(design.height)]
            boxes = text_boxes(page)
            assert min(box[0] for box in boxes) >= 2.5 * MM
            assert max(box[2] for box in boxes) <= (design.width - 2.5) * MM


@pytest.mark.parametrize(("code", "sheets"), [("a7-sheet", 2), ("a6-sheet", 3)])
def test_a_sheet_holds_as_many_as_it_says(code, sheets):
    made = many_badges(occasion(), everybody(), DESIGNS[code])
    with pypdfium2.PdfDocument(made) as pdf:
        assert len(pdf) == sheets
        assert {round(side / MM) for side in pdf[0].get_size()} == {210, 297}


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("code", ["a7-sheet", "a6-sheet"])
def test_every_code_on_a_sheet_is_read_by_another_reader(code, dpi):
    with pypdfium2.PdfDocument(many_badges(occasion("ar"), everybody(), DESIGNS[code])) as pdf:
        found = {read.text for page in pdf for read in zxingcpp.read_barcodes(page.render(scale=dpi / 72).to_pil())}
    assert found == {holder.token for holder in everybody()}


@pytest.mark.parametrize("dpi", [150, 300])
def test_the_code_of_one_badge_is_read_and_at_least_two_centimetres_wide(dpi):
    pdf = pypdfium2.PdfDocument(one_badge(occasion(), holder(7), DESIGNS["a7"]))
    (code,) = zxingcpp.read_barcodes(pdf[0].render(scale=dpi / 72).to_pil())
    assert code.text == "TOKEN000000000000007"
    assert (code.position.top_right.x - code.position.top_left.x) / dpi * 25.4 >= 20


def test_one_badge_is_tagged_and_says_its_language():
    with pikepdf.open(io.BytesIO(one_badge(occasion("ar"), holder(), DESIGNS["a6"]))) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.Root.Lang) == "ar"
        assert bool(pdf.Root.MarkInfo.Marked)


def test_the_code_is_the_only_thing_that_is_not_printed_in_words():
    text = pypdfium2.PdfDocument(one_badge(occasion(), holder(), DESIGNS["a7"]))[0].get_textpage().get_text_range()
    assert "TOKEN" not in text
    assert {"Léa", "Roux", "Sénégal", "VIP"} <= set(text.split())


READ = ["سعادة السيد", "عبد الرحمن", "الكنتي", "Abderrahmane El Kounti", "مدير التعاون اللامركزي", "وزارة الداخلية", "موريتانيا"]


@pytest.mark.parametrize("many", [True, False])
def test_names_in_both_scripts_are_copied_as_they_were_written_and_in_the_order_they_are_read(many):
    honorific, *name, other, function, organisation, country = READ
    person = holder(name=tuple(name), other=other, honorific=honorific, function=function, organisation=organisation, country=country)
    design = DESIGNS["a7"]
    lines = text_of(many_badges(occasion("ar"), [person], design) if many else one_badge(occasion("ar"), person, design))
    assert [line for line in lines if line in READ] == READ


def test_the_structure_of_a_badge_names_its_figures_and_nothing_else():
    with pikepdf.open(io.BytesIO(one_badge(occasion(logo=logo()), holder(), DESIGNS["a7"]))) as pdf:
        found = [(str(one.S), str(one.get("/Alt", ""))) for _, one in elements(pdf)]
    assert [alt for kind, alt in found if kind == "/Figure"] == ["Institut", "QR code of this badge"]


def test_the_same_badge_has_the_same_bytes():
    assert one_badge(occasion(), holder(), DESIGNS["a7"]) == one_badge(occasion(), holder(), DESIGNS["a7"])
    runs = {many_badges(occasion(), everybody(), DESIGNS["a7-sheet"]) for _ in range(2)}
    assert len(runs) == 1


def test_a_short_name_is_readable_from_two_metres():
    """Capitals of 5 mm and more; those of the face are 0.698 em high."""
    name = next(words.text for words in words_of(holder(), DESIGNS["a7"].scale) if "Léa" in words.text.lines)
    assert name.size * 0.698 * 25.4 / 72 >= 5


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#f2d04b", "#808080", "#c9973f", "not a colour"])
def test_what_stands_on_a_category_colour_can_be_read(colour):
    made = ground(occasion(), holder(colour=colour), 1)
    assert made.ink == ink_on(made.colour)
    assert contrast(made.ink, made.colour) >= 4.2


def test_a_print_run_of_a_hundred_is_small():
    many = [holder(number) for number in range(104)]
    assert len(many_badges(occasion(), many, DESIGNS["a7-sheet"])) < 200_000
