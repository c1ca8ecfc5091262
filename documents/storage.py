"""Files by their SHA-256, county by county: written once, never changed, stored once however often they are sent.

A file is complete or absent: it is written beside its place, flushed to disk and renamed.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

CHUNK = 1 << 20
COUNTY = re.compile(r"\d{6}")
SHA256 = re.compile(r"[0-9a-f]{64}")


def path_of(county: str, sha256: str) -> Path:
    """Where the file lies (or would lie): ``MEDIA_ROOT/<county>/<aa>/<sha256>``."""
    if not COUNTY.fullmatch(county) or not SHA256.fullmatch(sha256):
        raise ValueError(f"not a county and a SHA-256: {county!r}, {sha256!r}")
    return Path(settings.MEDIA_ROOT) / county / sha256[:2] / sha256


def exists(county: str, sha256: str) -> bool:
    return path_of(county, sha256).is_file()


def open(county: str, sha256: str) -> BinaryIO:
    """The stored bytes, for reading. FileNotFoundError if there are none."""
    return path_of(county, sha256).open("rb")


def read(county: str, sha256: str) -> bytes:
    return path_of(county, sha256).read_bytes()


def store(county: str, stream: BinaryIO) -> tuple[str, int]:
    """Keep the stream's bytes; answers their SHA-256 and size. The same bytes again change nothing."""
    folder = path_of(county, "0" * 64).parent.parent
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".incoming-", delete=False) as incoming:
        try:
            for chunk in _chunks(stream):
                digest.update(chunk)
                size += len(chunk)
                incoming.write(chunk)
            incoming.flush()
            os.fsync(incoming.fileno())
            _settle(Path(incoming.name), path_of(county, digest.hexdigest()))
        finally:
            Path(incoming.name).unlink(missing_ok=True)
    return digest.hexdigest(), size


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        yield chunk


def _settle(incoming: Path, place: Path) -> None:
    """Rename into place and make the name itself survive a power cut."""
    if place.exists():
        return
    place.parent.mkdir(exist_ok=True)
    incoming.chmod(0o444)
    incoming.rename(place)
    descriptor = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
