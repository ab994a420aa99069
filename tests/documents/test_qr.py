import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import qr, qr_png, qr_svg_path, render_pdf

pytestmark = pytest.mark.anywhere

ALPHANUMERIC = st.text(qr.ALPHABET, min_size=1, max_size=70)
URL = "HTTPS://NADWA.EXAMPLE.ORG/VERIFY/NDW-2026-7K3Q-9XPA"


@settings(max_examples=300, deadline=None)
@given(ALPHANUMERIC, st.sampled_from("LMQ"))
def test_a_symbol_made_by_xor_is_the_one_that_qrcode_makes(payload, level):
    assert qr.matrix(payload, level=level) == qr.drawn(payload, level)


@settings(max_examples=40, deadline=None)
@given(st.one_of(ALPHANUMERIC, st.just("https://nadwa.example.org/verify/é")))
def test_the_picture_is_read_back_with_its_payload(payload):
    picture = _enlarged(qr_png(payload))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [payload]


def test_the_path_covers_exactly_the_dark_modules():
    side, path = qr_svg_path("NADWA")
    size, _ = symbol = qr.matrix("NADWA")
    dark = {
        (x, y)
        for y, row in enumerate(symbol.rows(), qr.QUIET)
        for x in range(qr.QUIET, size + qr.QUIET)
        if row >> size - 1 - (x - qr.QUIET) & 1
    }
    covered = set()
    for run in path.split("z")[:-1]:
        start, length = run.removeprefix("M").partition("v1")[0].split("h")
        x, y = map(int, start.split())
        covered |= {(x + step, y) for step in range(int(length))}
    assert (side, covered) == (size + 8, dark)


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("millimetres", [20, 30])
def test_a_code_on_a_rendered_page_is_read(dpi, millimetres):
    page = f'<p><img alt="QR" src="nadwa:given/code" style="width:{millimetres}mm;image-rendering:pixelated"></p>'
    pdf = pypdfium2.PdfDocument(render_pdf(page, title="QR", locale="fr", assets={"code": qr_png(URL)}))
    picture = pdf[0].render(scale=dpi / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [URL]


@pytest.mark.parametrize("payload", ["", "A" * 301])
def test_an_empty_or_overlong_payload_is_refused(payload):
    with pytest.raises(ValueError, match="1 to 300 characters"):
        qr.matrix(payload)


def _enlarged(png: bytes):
    import io

    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("L")
    return picture.resize((picture.width * 6, picture.height * 6), Image.Resampling.NEAREST)
