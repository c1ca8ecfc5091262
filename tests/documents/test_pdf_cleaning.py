"""Nothing that acts survives; what was on the page does."""

import pikepdf
import pytest

from documents import pdf_cleaning
from tests.documents import files


def clean(tmp_path, content: bytes) -> bytes:
    source, target = tmp_path / "source.pdf", tmp_path / "clean.pdf"
    source.write_bytes(content)
    pdf_cleaning.clean_copy(source, target)
    return target.read_bytes()


@pytest.mark.parametrize("change", files.ACTING, ids=lambda change: change.__name__)
def test_nothing_acts_any_more(tmp_path, change):
    content = files.pdf(change=change, object_stream_mode=pikepdf.ObjectStreamMode.disable)

    cleaned = clean(tmp_path, content)

    with pikepdf.open(tmp_path / "clean.pdf") as pdf:
        written = b"".join(repr(value).encode() for value in pdf.objects)
    for word in (b"JavaScript", b"Launch", b"/URI", b"EmbeddedFile", b"/XFA", b"/AA", b"OpenAction", b"app.alert"):
        assert word not in cleaned + written


def test_a_filled_form_keeps_what_was_written(tmp_path):
    clean(tmp_path, files.pdf(change=files.has_a_form))

    with pikepdf.open(tmp_path / "clean.pdf") as pdf:
        drawn = [picture.read_bytes() for picture in pdf.pages[0].obj.Resources.XObject.values()]
        assert drawn == [b"0 g 0 0 90 21 re f"]
        assert "/Annots" not in pdf.pages[0].obj


def test_a_font_named_like_an_action_stays(tmp_path):
    def name_a_font(pdf):
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(A=pikepdf.Dictionary(Type=pikepdf.Name.Font, BaseFont=pikepdf.Name.Helvetica))
        )
        pdf.pages[0].contents_add(b"BT /A 9 Tf (a) Tj ET")

    clean(tmp_path, files.pdf(change=name_a_font))

    with pikepdf.open(tmp_path / "clean.pdf") as pdf:
        assert pdf.pages[0].obj.Resources.Font.A.BaseFont == pikepdf.Name.Helvetica


def test_the_same_file_gives_the_same_copy(tmp_path):
    content = files.pdf(pages=2, change=files.links_out)

    assert clean(tmp_path, content) == clean(tmp_path, content)


def test_a_file_with_an_owner_password_only_is_opened(tmp_path):
    clean(tmp_path, files.pdf(encryption=pikepdf.Encryption(owner="secret", user="")))

    with pikepdf.open(tmp_path / "clean.pdf") as pdf:
        assert not pdf.is_encrypted


def huge_picture(pdf):
    pdf.make_indirect(
        pikepdf.Stream(pdf, b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=30000, Height=30000)
    )
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=pdf.objects[-1]))


def lost_page(pdf):
    del pdf.pages[0].obj.Contents


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (files.pdf(pages=0), "没有页面"),
        (files.pdf(pages=501), "超过500页"),
        (files.pdf(change=lost_page), "没有传完整"),
        (files.pdf(change=huge_picture), "尺寸过大"),
        (files.pdf(pages=4)[:700], "PDF"),
    ],
)
def test_refused_with_what_to_do(tmp_path, content, hint):
    with pytest.raises(pdf_cleaning.Refusal, match=hint):
        clean(tmp_path, content)
