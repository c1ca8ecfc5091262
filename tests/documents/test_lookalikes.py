"""Similar pictures are found when they are taken in, and afterwards for those taken in before."""

import hashlib
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from PIL import ExifTags, Image

from documents import evidence
from documents.lookalikes import matches_of
from documents.models import EvidenceFile, Lookalike, SketchKey
from tests.documents import files, photos
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
COUNTY = "619921"


@pytest.fixture
def take():
    """``take(image)`` → the file as it was taken in."""
    user = UserFactory()

    def taken(content, *, county=COUNTY, name="照片.jpg") -> EvidenceFile:
        content = photos.as_jpeg(content) if isinstance(content, Image.Image) else content
        return evidence.accept(county=county, upload=files.upload(name, content), by=user)

    return taken


def others(file: EvidenceFile) -> list[tuple]:
    return [(match.file, match.is_exact, match.turned) for match in matches_of([file])[file.pk] if match.file != file]


def test_a_photograph_sent_round_is_found_from_both_sides(take):
    image = photos.photograph("甲")
    first, second = take(image), take(photos.sent_on(image))
    take(photos.photograph("乙"))

    assert others(first) == [(second, False, False)]
    assert others(second) == [(first, False, False)]


def test_a_turned_photograph_is_found_and_said_to_be_turned(take):
    image = photos.photograph("甲")
    first, second = take(image), take(photos.CHANGES["turned by 90 degrees"](image))

    assert others(second) == [(first, False, True)]


def test_the_same_picture_without_its_traces_is_the_same(take):
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "手机"
    image = photos.photograph("甲")
    first, second = take(photos.as_jpeg(image, exif=exif)), take(photos.as_jpeg(image))

    assert first.sha256 != second.sha256
    assert others(second) == [(first, True, False)]


def test_the_same_papers_are_the_same_and_blank_pictures_are_not(take):
    pdf = files.pdf(pages=2)
    first, second = take(pdf, name="a.pdf"), take(pdf + b"\n%\n", name="b.pdf")
    blank = [take(files.jpeg(colour="white", taken=f"2024:03:21 10:16:0{number}")) for number in range(2)]

    assert others(first) == [(second, True, False)]
    assert [others(file) for file in blank] == [[], []]


def test_every_county_is_an_island(take):
    image = photos.photograph("甲")
    take(image, county="619922")

    assert others(take(photos.sent_on(image))) == []


def test_where_a_photograph_was_taken_is_kept_apart_from_the_copy(take):
    exif = Image.Exif()
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (34.0, 57.0, 30.0), 3: "E", 4: (109.0, 35.0, 6.0)}

    file = take(photos.as_jpeg(photos.photograph("甲"), exif=exif))

    assert (file.latitude, file.longitude) == (Decimal("34.958333"), Decimal("109.585000"))
    with file.open() as clean, Image.open(clean) as image:
        assert dict(image.getexif()) == {}


@pytest.mark.parametrize("latitude", [(400.0, 0.0, 0.0), (1.0,), (0.0, 0.0, 0.0)])
def test_a_nonsensical_place_is_no_place(take, latitude):
    exif = Image.Exif()
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: latitude, 3: "E", 4: (109.0, 35.0, 6.0)}

    file = take(photos.as_jpeg(photos.photograph("甲"), exif=exif))

    assert (file.latitude, file.longitude) == (None, None)


def test_photographs_taken_in_before_are_sketched_by_a_command(take):
    image = photos.photograph("甲")
    first, second = take(image), take(photos.sent_on(image))
    paper = take(files.pdf(), name="a.pdf")
    lost = take(photos.photograph("丙"))
    SketchKey.objects.all().delete()
    Lookalike.objects.all().delete()
    EvidenceFile.objects.update(sketch="")
    EvidenceFile.objects.filter(pk=lost.pk).update(clean_sha256=hashlib.sha256(b"").hexdigest())

    said = StringIO()
    call_command("sketch_photos", stdout=said, stderr=StringIO())
    call_command("sketch_photos", stdout=StringIO(), stderr=StringIO())

    assert said.getvalue() == "已算 3 份，其中与已有照片相同或相似 1 对，打不开 1 份。\n"
    assert others(first) == [(second, False, False)]
    paper.refresh_from_db()
    assert paper.sketch == EvidenceFile.NO_SKETCH
    assert SketchKey.objects.count() == 16
