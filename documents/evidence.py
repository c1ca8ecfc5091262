"""Accepting uploads: what it is by name, by first bytes and by a real reading must agree; the original is kept as sent."""

import hashlib
import tempfile
import unicodedata
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from accounts import clock
from documents import inspection, lookalikes, sandbox, storage
from documents.models import EvidenceFile
from documents.pdf_cleaning import Refusal

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
FIRST_BYTES = {
    "jpg": [b"\xff\xd8\xff"],
    "jpeg": [b"\xff\xd8\xff"],
    "png": [b"\x89PNG\r\n\x1a\n"],
    "webp": [b"RIFF"],
    "pdf": [b"%PDF-"],
    "xlsx": [b"PK\x03\x04"],
    "docx": [b"PK\x03\x04"],
}
#: For ``<input type="file" accept=…>``.
ACCEPTED = ",".join(f".{extension}" for extension in FIRST_BYTES)


def accept(*, county: str, upload: UploadedFile, by) -> EvidenceFile:
    """Check, clean and keep an upload. Raises ValidationError (Chinese, says what to do). The same file again is the same row."""
    name = _plain_name(upload.name or "")
    extension = _extension(name)
    _check_size_and_kind(upload, extension)
    with tempfile.TemporaryDirectory(prefix="shifan-upload-") as folder:
        original, clean = Path(folder) / "original", Path(folder) / "clean"
        sha256 = _copy(upload, original)
        known = EvidenceFile.objects.filter(county=county, sha256=sha256).first()
        if known:
            return known
        found = _inspect(original, extension, clean)
        _keep(county, original)
        clean_sha256 = _keep(county, clean) if found.has_clean_copy else sha256
    latitude, longitude = found.place or (None, None)
    file, is_new = EvidenceFile.objects.get_or_create(
        county=county,
        sha256=sha256,
        defaults={
            "clean_sha256": clean_sha256,
            "size": upload.size,
            "media_type": found.media_type,
            "name": name,
            "pages": found.pages,
            "taken_at": timezone.make_aware(found.taken_at) if found.taken_at else None,
            "latitude": latitude,
            "longitude": longitude,
            "uploaded_by": by,
            "uploaded_at": clock.now(),
        },
    )
    if is_new:
        lookalikes.remember(file, found.sketches)
    return file


def _plain_name(name: str) -> str:
    """The name as text: no path, no control or direction characters, at most 120 characters, the extension kept."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip()
    stem, dot, extension = name.rpartition(".")
    return (stem[: 119 - len(extension)] + dot + extension) if dot else name[:120]


def _extension(name: str) -> str:
    extension = name.rpartition(".")[2].lower()
    if extension not in FIRST_BYTES:
        raise ValidationError(
            "只能上传图片（JPG、PNG、WEBP）、PDF、Excel（xlsx）或Word（docx）文件。请转换格式后再上传。"
        )
    return extension


def _check_size_and_kind(upload: UploadedFile, extension: str) -> None:
    limit = getattr(settings, "EVIDENCE_MAX_BYTES", MAX_BYTES)
    if not upload.size:
        raise ValidationError("文件是空的。请检查后重新上传。")
    if upload.size > limit:
        raise ValidationError(f"文件超过{limit // MEGABYTE}MB。请压缩或拆分后再上传。")
    upload.seek(0)
    head = upload.read(1024)
    # A PDF may be preceded by stray bytes; readers look for the mark in the first kilobyte.
    known = FIRST_BYTES[extension]
    if not (head.startswith(tuple(known)) or (extension == "pdf" and known[0] in head)):
        raise ValidationError(f"文件内容不是{extension}格式，可能只改了扩展名。请用原软件另存为{extension}后再上传。")


def _copy(upload: UploadedFile, target: Path) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    with target.open("wb") as stream:
        for chunk in upload.chunks():
            digest.update(chunk)
            stream.write(chunk)
    return digest.hexdigest()


def _inspect(original: Path, extension: str, clean: Path) -> inspection.Inspected:
    try:
        return sandbox.run(inspection.inspect, original, extension, clean)
    except Refusal as refusal:
        raise ValidationError(str(refusal)) from refusal


def _keep(county: str, path: Path) -> str:
    with path.open("rb") as stream:
        return storage.store(county, stream)[0]
