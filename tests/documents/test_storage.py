"""Files by their hash, complete or absent."""

import hashlib
from io import BytesIO

import pytest

from documents import storage

CONTENT = b"toilets: 401"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def test_a_file_lies_under_its_county_and_hash():
    sha256, size = storage.store("619921", BytesIO(CONTENT))

    assert (sha256, size) == (SHA256, len(CONTENT))
    assert storage.path_of("619921", SHA256).parts[-3:] == ("619921", SHA256[:2], SHA256)
    assert storage.read("619921", SHA256) == CONTENT


def test_the_same_bytes_are_stored_once(var):
    storage.store("619921", BytesIO(CONTENT))
    storage.store("619921", BytesIO(CONTENT))

    assert len([path for path in (var / "files").rglob("*") if path.is_file()]) == 1


def test_counties_do_not_share_files():
    storage.store("619921", BytesIO(CONTENT))

    assert not storage.exists("619922", SHA256)


def test_a_stored_file_cannot_be_written_again():
    storage.store("619921", BytesIO(CONTENT))

    assert storage.path_of("619921", SHA256).stat().st_mode & 0o222 == 0


def test_a_failing_upload_leaves_nothing_behind(var):
    class Broken(BytesIO):
        def read(self, size=-1):
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        storage.store("619921", Broken(CONTENT))

    assert [path for path in (var / "files").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("county", "sha256"), [("../etc", SHA256), ("619921", "../../passwd"), ("619921", SHA256.upper())]
)
def test_a_path_is_never_made_of_anything_else(county, sha256):
    with pytest.raises(ValueError, match="not a county"):
        storage.path_of(county, sha256)
