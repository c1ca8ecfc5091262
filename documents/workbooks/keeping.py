"""Keeping an uploaded workbook as it was sent: what was read from it must be found again years later."""

from io import BytesIO
from pathlib import PurePath

from accounts import clock
from documents import storage
from documents.models import EvidenceFile

from .tables import MEDIA_TYPE

LONGEST_NAME = 120


def keep(*, county: str, data: bytes, name: str, by) -> EvidenceFile:
    """Store a workbook or CSV file that was read, and so can be. The same bytes again are the same row."""
    sha256, size = storage.store(county, BytesIO(data))
    file, _ = EvidenceFile.objects.get_or_create(
        county=county,
        sha256=sha256,
        defaults={
            "clean_sha256": sha256,
            "size": size,
            "media_type": MEDIA_TYPE if data.startswith(b"PK") else "text/csv",
            "name": plain_name(name),
            "uploaded_by": by,
            "uploaded_at": clock.now(),
        },
    )
    return file


def plain_name(name: str) -> str:
    """No folders, no control characters, the extension kept."""
    bare = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable()).strip()
    path = PurePath(bare or "表.xlsx")
    return f"{path.stem[: LONGEST_NAME - len(path.suffix)]}{path.suffix}"[:LONGEST_NAME]
