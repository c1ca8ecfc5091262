"""Small photographs for the tests' applications."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import clock
from documents import storage
from documents.evidence import accept
from documents.models import EvidenceFile

#: The smallest JPEG there is.
PIXEL = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d1a1c1c20242e2720"
    "222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b080001000101011100ffc4001f00000105010101010101000000000000000001020304"
    "05060708090a0bffc400b5100002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f024336272"
    "82090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a8384858687888990929394"
    "95969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda"
    "0008010100003f00fbd28a28a2803fffd9"
)

#: By county and mark: what taking a picture in has entered, and the copy that was made of it.
_seen: dict[tuple[str, str], tuple[dict, bytes]] = {}


def picture(mark: str) -> SimpleUploadedFile:
    """A small photograph that differs by its mark (a comment segment)."""
    text = mark.encode()
    comment = b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text
    return SimpleUploadedFile(f"{mark}.jpg", PIXEL[:20] + comment + PIXEL[20:], "image/jpeg")


def taken_in(mark: str, *, county: str, by) -> EvidenceFile:
    """The photograph as evidence of the county.

    A process of its own looks at every upload; for thousands of applications of the same few villages it does so once
    a picture, and afterwards what it found is entered again.
    """
    if (county, mark) in _seen:
        return _entered_again(*_seen[county, mark], original=picture(mark), by=by)
    file = accept(county=county, upload=picture(mark), by=by)
    found = {
        field.attname: getattr(file, field.attname) for field in file._meta.concrete_fields if not field.primary_key
    }
    with file.open() as clean:
        _seen[county, mark] = found, clean.read()
    return file


def _entered_again(found: dict, clean: bytes, *, original: SimpleUploadedFile, by) -> EvidenceFile:
    now = {**found, "uploaded_by_id": by.pk, "uploaded_at": clock.now()}
    for stream in (original, BytesIO(clean)):
        storage.store(found["county"], stream)
    file, _ = EvidenceFile.objects.get_or_create(county=found["county"], sha256=found["sha256"], defaults=now)
    return file
