"""Small pictures of stored photographs: made when first asked for, kept beside the files, made again if they are lost."""

import tempfile
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps

from documents import storage
from documents.models import EvidenceFile

SIDE = 360
QUALITY = 72


def thumbnail(file: EvidenceFile) -> bytes:
    """A JPEG of a few kilobytes. ValueError where the file is no picture."""
    if not file.is_image:
        raise ValueError(f"no picture: {file.media_type}")
    place = path_of(file)
    if not place.exists():
        make(file, place)
    return place.read_bytes()


def path_of(file: EvidenceFile) -> Path:
    """``MEDIA_ROOT/<county>/thumbnails/<aa>/<sha256>.jpg``."""
    sha256 = file.clean_sha256
    return Path(settings.MEDIA_ROOT) / file.county / "thumbnails" / sha256[:2] / f"{sha256}.jpg"


def make(file: EvidenceFile, place: Path) -> None:
    """Complete or absent, like the files themselves. The clean copy was drawn by us and is safe to open here."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with (
        storage.open(file.county, file.clean_sha256) as stream,
        Image.open(stream, formats=["JPEG"]) as image,
        tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as incoming,
    ):
        image.draft("RGB", (SIDE * 2, SIDE * 2))
        ImageOps.fit(image.convert("RGB"), (SIDE, SIDE * 2 // 3)).save(incoming, "JPEG", quality=QUALITY)
    Path(incoming.name).rename(place)
