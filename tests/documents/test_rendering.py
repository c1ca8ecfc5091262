"""The only tests that make PDF pages of their own: safe, repeatable, complete."""

import hashlib
import os
from io import BytesIO

import pdfplumber
import pikepdf
import pytest

from documents import rendering
from documents.papers import registry
from tests.documents import files

pytestmark = pytest.mark.rendering
FACES = ("FandolFang", "Shifan-Kai", "Noto-Sans-CJK-SC", "Noto-Serif-CJK-SC", "Noto-Serif-CJK-SC-Bold")


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as document:
        return "".join(page.extract_text() or "" for page in document.pages)


@pytest.mark.parametrize("kind", sorted(registry))
def test_every_paper_becomes_pages_with_our_fonts_alone(kind):
    paper = registry[kind].sample()

    pdf = rendering.render(paper.html(), style=paper.style)

    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = {str(font.BaseFont).partition("+")[2] for font in document.pages[0].obj.Resources.Font.values()}
        assert len(document.pages) >= 1
    assert fonts <= set(FACES)


def test_the_same_paper_is_the_same_bytes():
    paper = registry["public_notice"].sample()

    first, second = (rendering.render(paper.html(), style=paper.style) for _ in range(2))

    assert first == second


def test_a_character_that_fangsong_lacks_is_set_in_song():
    pdf = rendering.render('<html lang="zh-CN"><p>喆堃</p>', style="official")

    assert "喆堃" in text_of(pdf)


REACHING_OUT = [
    '<img src="http://127.0.0.1:9/x.png">',
    '<img src="file:///etc/passwd">',
    '<img src="ftp://127.0.0.1/x.png">',
    '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<a rel="attachment" href="file:///etc/passwd">x</a>',
    '<style>@import url("http://127.0.0.1:9/x.css")</style>',
    '<style>@font-face{font-family:x;src:url("file:///etc/passwd")} p{font-family:x}</style><p>x</p>',
    '<style>p{background:url("http://127.0.0.1:9/x.png")}</style><p>x</p>',
    '<style>p::before{content:url("file:///etc/passwd")}</style><p>x</p>',
    '<style>li{list-style-image:url("http://127.0.0.1:9/x.png")}</style><ul><li>x</ul>',
    '<object data="file:///etc/passwd"></object>',
    '<embed src="file:///etc/passwd">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    '<base href="http://127.0.0.1:9/"><img src="x.png">',
    f'<img src="asset:{"0" * 64}">',
    '<img src="x.png">',
]


@pytest.mark.parametrize("html", REACHING_OUT)
def test_a_page_reaches_nothing_outside(html):
    with pytest.raises(rendering.RenderingError):
        rendering.render(f"<html>{html}")


def test_nothing_from_outside_gets_in_even_when_warnings_are_allowed():
    with open("/etc/passwd") as secret:
        word = secret.read(20)

    pdf = rendering.render("<html>" + "".join(REACHING_OUT), strict=False)

    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.attachments) == 0
    assert word not in text_of(pdf)


def test_the_callers_pictures_come_by_their_hash():
    picture = files.jpeg()
    sha256 = hashlib.sha256(picture).hexdigest()

    pdf = rendering.render(f'<html><img src="asset:{sha256}" alt="">', assets={sha256: picture}.__getitem__)

    with pikepdf.open(BytesIO(pdf)) as document:
        (image,) = document.pages[0].obj.Resources.XObject.values()
        assert (image.Width, image.Height, image.Filter) == (64, 48, "/DCTDecode")


def test_a_character_without_a_glyph_stops_the_rendering():
    with pytest.raises(rendering.RenderingError, match="notdef"):
        rendering.render("<html><p>\U0003134f</p>")


def test_no_font_of_the_machine_is_known():
    rendering.render("<html><p>禾</p>")

    with open(os.environ["FONTCONFIG_FILE"]) as conf:
        assert conf.read().count("<dir>") == 1


def test_a_section_carries_the_names_of_its_fonts_only():
    paper = registry["commitment"].sample()

    section = rendering.render_section(paper.html())

    with pikepdf.open(BytesIO(section)) as document:
        (font, *_) = document.pages[0].obj.Resources.Font.values()
        assert len(font.DescendantFonts[0].FontDescriptor.FontFile3.read_bytes()) < 100
