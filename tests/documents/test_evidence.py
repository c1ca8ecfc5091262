"""What is accepted, what is refused, and what is kept."""

import hashlib
from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from documents import evidence, storage
from documents.models import EvidenceFile
from tests.documents import files
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
COUNTY = "619921"


def accept(name, content):
    return evidence.accept(county=COUNTY, upload=files.upload(name, content), by=UserFactory())


def refusal(name, content) -> str:
    with pytest.raises(ValidationError) as refused:
        accept(name, content)
    return refused.value.message


@pytest.mark.parametrize(
    ("name", "content", "media_type", "pages"),
    [
        ("a.jpg", files.jpeg(), "image/jpeg", 1),
        ("a.JPEG", files.jpeg(), "image/jpeg", 1),
        ("a.png", files.picture("PNG", "RGBA"), "image/jpeg", 1),
        ("a.webp", files.picture("WEBP"), "image/jpeg", 1),
        ("a.pdf", files.pdf(pages=3), "application/pdf", 3),
        ("a.xlsx", files.office("xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 0),
        ("a.docx", files.office("docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 0),
    ],
)
def test_accepted(name, content, media_type, pages):
    file = accept(name, content)

    assert (file.media_type, file.pages, file.size) == (media_type, pages, len(content))
    assert storage.read(COUNTY, file.sha256) == content
    assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_a_photograph_stands_upright_and_keeps_its_time_alone():
    file = accept("a.jpg", files.jpeg(size=(80, 40), turned=True, taken="2024:03:21 10:16:05"))

    with file.open() as clean, evidence.inspection.Image.open(clean) as image:
        assert (image.size, dict(image.getexif())) == ((40, 80), {})
    assert file.taken_at == timezone.make_aware(datetime(2024, 3, 21, 10, 16, 5))


def test_the_same_file_twice_is_one_row():
    content = files.pdf()

    assert accept("a.pdf", content) == accept("b.pdf", content)
    assert EvidenceFile.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("C:\\资料\\改厕台账.pdf", "改厕台账.pdf"),
        ("../../etc/台账.pdf", "台账.pdf"),
        ("台账\u202efdp.pdf", "台账fdp.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_a_name_is_only_text(typed, kept):
    assert evidence._plain_name(typed) == kept


@pytest.mark.parametrize(
    ("name", "content", "hint"),
    [
        ("a.svg", b"<svg/>", "只能上传"),
        ("a", b"x", "只能上传"),
        ("a.jpg", b"", "是空的"),
        ("a.jpg", files.pdf(), "不是jpg格式"),
        ("a.pdf", files.jpeg(), "不是pdf格式"),
        ("a.jpg", files.jpeg()[:200], "重新拍照"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 99, "重新拍照"),
        ("a.pdf", b"%PDF-1.7\nnothing", "重新导出"),
        ("a.pdf", files.pdf(encryption=files.pikepdf.Encryption(owner="a", user="b")), "去掉密码"),
        ("a.xlsx", files.office("docx"), "另存为xlsx"),
        ("a.xlsx", b"PK\x03\x04broken", "打不开"),
        ("a.docx", files.office("docx", **{"word/vbaProject.bin": b"x"}), "有宏"),
        ("a.xlsx", files.office("xlsx", **{"xl/big.xml": b"0" * (3 << 20)}), "异常庞大"),
        ("a.xlsx", files.office("xlsx", **{"../x": b"x"}), "结构异常"),
    ],
)
def test_refused_with_what_to_do(name, content, hint):
    assert hint in refusal(name, content)


def test_a_refused_file_is_not_kept(var):
    refusal("a.pdf", b"%PDF-1.7\nnothing")

    assert not (var / "files").exists()
    assert not EvidenceFile.objects.exists()


def test_a_file_over_the_limit_is_refused_and_one_below_is_not(settings):
    content = files.pdf()
    settings.EVIDENCE_MAX_BYTES = len(content) - 1
    assert "超过" in refusal("a.pdf", content)

    settings.EVIDENCE_MAX_BYTES = len(content)
    assert accept("a.pdf", content).pages == 1


def test_a_pixel_bomb_is_refused():
    assert "尺寸过大" in refusal("a.png", files.picture("PNG", "1", size=(9000, 9000)))
