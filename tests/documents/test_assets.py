"""The PDF engine reads the project's own faces and the pictures it was handed, and nothing else."""

import io
import re
import socket
import threading

import pytest
from PIL import Image

from app.documents import assets, render_pdf
from app.documents.assets import Fetcher, MissingLibrary, Refused

pytestmark = pytest.mark.anywhere

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script><image href="file:///etc/hostname"/></svg>'
FACE = "assets/amiri-arabic-400-normal.woff2"


def png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (2, 2), "#17595a").save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "http://127.0.0.1/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:text/css,body{}",
        "nadwa:built/../manifest.json",
        "nadwa:built/manifest.json",
        "nadwa:built/css/site.css.br",
        "nadwa:built//etc/hostname",
        "nadwa:given/nothing",
        "nadwa:given/script",
        "nadwa:given/text",
        "nadwa:",
        "",
    ],
)
def test_what_is_not_the_projects_own_is_refused(url):
    with pytest.raises(Refused):
        Fetcher({"script": SVG, "text": b"hello"})(url)


def test_a_face_and_a_given_picture_are_handed_out():
    picture, face = Fetcher({"logo": png()})("nadwa:given/logo"), Fetcher({})(f"nadwa:built/{FACE}")
    assert (picture.content_type, picture.read()[:4]) == ("image/png", b"\x89PNG")
    assert (face.content_type, face.read()[:4]) == ("font/ttf", b"\0\1\0\0")  # unpacked when it was built: no process does it again


def test_every_face_of_paper_was_unpacked():
    faces = re.findall(r'url\("nadwa:built/([^"]+)"\)', assets.sheet_source("faces"))
    assert faces
    assert {assets.built(face)[1] for face in faces} == {"font/ttf"}


def test_a_symbolic_link_in_the_built_folder_is_not_followed(tmp_path, monkeypatch):
    (tmp_path / "secret.woff2").write_bytes(b"wOF2 secret")
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "face.woff2").symlink_to(tmp_path / "secret.woff2")
    (dist / "inner").symlink_to(tmp_path)
    monkeypatch.setattr(assets, "DIST", dist)
    monkeypatch.setattr(assets, "_manifest", lambda: {"a": "face.woff2", "b": "inner/secret.woff2", "c": "../secret.woff2"})
    for name in "abc":
        with pytest.raises(Refused):
            assets.built_path(name)


@pytest.mark.parametrize(
    "attack",
    [
        '<img src="{url}">',
        '<link rel=stylesheet href="{url}">',
        '<style>@import url("{url}");</style>',
        "<style>@font-face {{ font-family: x; src: url({url}) }} p {{ font-family: x }}</style>",
        '<p style="background: url({url})">x</p>',
        '<object data="{url}"></object><embed src="{url}">',
        '<svg width="9" height="9"><image href="{url}" width="9" height="9"/><use href="{url}#a"/></svg>',
        '<svg width="9" height="9"><style>@import "{url}";</style><script href="{url}"/></svg>',
        '<base href="{url}"><img src="x.png">',
        '<link rel=attachment href="{url}"><a rel=attachment href="{url}">x</a>',
        '<ul style="list-style-image: url({url})"><li>x</ul>',
        '<p style="content: url({url})">x</p>',
    ],
)
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_document_cannot_reach_out(attack, scheme, tmp_path, visitors):
    secret = tmp_path / "secret.txt"
    secret.write_text("PEACOCK" * 50)
    url = secret.as_uri() if scheme == "file" else visitors.url
    pdf = render_pdf(f"<p>Nadwa</p>{attack.format(url=url)}", title="x", locale="fr")
    assert visitors.count == 0
    assert _texts(pdf).startswith("Nadwa")
    assert "PEACOCK" not in _texts(pdf)
    assert b"/EmbeddedFile" not in pdf


def test_a_missing_pango_is_said_with_the_packages_to_install(monkeypatch):
    import builtins

    real = builtins.__import__

    def without_pango(name, *rest):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(MissingLibrary) as caught:
        assets.weasyprint()
    assert caught.value.status == 503
    for words in ("apt install libpango-1.0-0", "dnf install pango", "brew install pango"):
        assert words in str(caught.value)


def _texts(pdf: bytes) -> str:
    import pypdfium2

    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


class Visitors:
    """A listener on loopback that counts who comes."""

    def __init__(self) -> None:
        self.count = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/x.png"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                self.socket.accept()[0].close()
            except OSError:
                return
            self.count += 1


@pytest.fixture
def visitors():
    found = Visitors()
    yield found
    found.socket.close()
