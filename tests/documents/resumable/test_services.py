"""Beginning again is the same upload; a cut line loses nothing that came; the end happens once."""

import hashlib
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import clock
from documents import evidence
from documents.models import Upload
from documents.resumable import partial, services
from documents.resumable.headers import Beginning, Wrong
from tests.documents import files
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
COUNTY = "619921"
BYTES = bytes(range(256)) * 1000


class CutLine(io.BytesIO):
    """A connection that dies after so many bytes: it ends, or the server's read fails."""

    def __init__(self, data: bytes, *, loudly: bool):
        super().__init__(data)
        self.loudly = loudly

    def read(self, size: int = -1) -> bytes:
        piece = super().read(size)
        if not piece and self.loudly:
            raise ConnectionResetError
        return piece


@pytest.fixture
def owner():
    return UserFactory()


def begin(owner, *, key: str = "", data: bytes = BYTES, sha256: str = "", name: str = "户厕.jpg") -> Upload:
    beginning = Beginning(len(data), key or str(uuid4()), name, sha256)
    return services.begin(county=COUNTY, owner=owner, subject_key="application:1", beginning=beginning)


def send(upload: Upload, data: bytes = BYTES, *, at: int = 0) -> int:
    return services.receive(upload, io.BytesIO(data[at:]), at=at)


def test_begun_again_under_its_key_it_is_the_same_upload(owner):
    first = begin(owner)

    assert begin(owner, key=str(first.key)) == first
    assert Upload.objects.count() == 1


def test_somebody_elses_key_is_not_there(owner):
    theirs = begin(UserFactory())

    assert begin(owner, key=str(theirs.key)) != theirs
    assert not Upload.objects.of(owner, "application:2", str(theirs.key)).exists()
    assert not Upload.objects.of(owner, "application:1", "no key").exists()


def test_a_key_is_not_used_for_another_file(owner):
    first = begin(owner)

    with pytest.raises(Wrong, match="另一个文件"):
        begin(owner, key=str(first.key), data=b"other")


def test_too_many_at_once_are_refused(owner, monkeypatch):
    monkeypatch.setattr(services, "MOST_OPEN", 1)
    begin(owner)

    with pytest.raises(Wrong, match="没有传完"):
        begin(owner)


@pytest.mark.parametrize("loudly", [False, True])
def test_after_a_cut_it_goes_on_where_it_was(owner, loudly):
    upload = begin(owner)

    came = services.receive(upload, CutLine(BYTES[:100_000], loudly=loudly), at=0)
    with pytest.raises(Wrong, match="位置"):
        send(upload, at=0)

    assert (came, services.offset_of(upload), send(upload, at=came)) == (100_000, 100_000, len(BYTES))
    with services.opened(upload) as file:
        assert file.read() == BYTES


def test_more_than_was_announced_is_refused(owner):
    upload = begin(owner, data=b"abc")

    with pytest.raises(Wrong) as refused:
        send(upload, b"abcd")

    assert (refused.value.status, services.offset_of(upload)) == (413, 0)


def test_what_is_not_whole_is_not_opened(owner):
    upload = begin(owner)
    send(upload, BYTES[:10])

    with pytest.raises(ValidationError) as refused, services.opened(upload):
        pass

    assert refused.value.code == "unfinished"


def test_what_came_broken_is_sent_anew(owner):
    upload = begin(owner, sha256=hashlib.sha256(b"something else").hexdigest())
    send(upload)

    with pytest.raises(ValidationError) as refused, services.opened(upload):
        pass

    assert (refused.value.code, services.offset_of(upload)) == ("unfinished", 0)


@pytest.mark.django_db(transaction=True)
def test_it_is_used_once_and_its_bytes_are_gone_then(owner):
    upload = begin(owner, data=files.jpeg())
    send(upload, files.jpeg())
    with services.opened(upload) as opened:
        file = evidence.accept(county=COUNTY, upload=opened, by=owner)

    with transaction.atomic():
        answers = [services.use_once(upload, lambda: "bound", file=file) for _ in range(2)]

    upload.refresh_from_db()
    assert answers == ["bound", None]
    assert (upload.file, services.offset_of(upload)) == (file, upload.length)
    assert not services.path_of(upload).exists()


@pytest.mark.django_db(transaction=True)
def test_a_dead_connection_that_wakes_up_late_leaves_no_bytes(owner):
    late = begin(owner, data=files.jpeg())
    upload = Upload.objects.get(pk=late.pk)
    send(upload, files.jpeg())
    with services.opened(upload) as opened, transaction.atomic():
        file = evidence.accept(county=COUNTY, upload=opened, by=owner)
        services.use_once(upload, lambda: "bound", file=file)

    send(late, files.jpeg())

    assert not services.path_of(upload).exists()


def test_what_nobody_finished_is_cleared_away(owner):
    with clock.at(clock.now() - timedelta(days=8)):
        old = begin(owner)
    send(old, BYTES[:10])
    young = begin(owner)

    assert services.clear_away() == 1
    assert list(Upload.objects.all()) == [young]
    assert partial.size(services.path_of(old)) == 0
