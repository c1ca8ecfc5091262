"""What an uploaded file really is, and a clean copy of it. Pure functions over paths, run in a limited child process.

Each answers ``Inspected`` or raises ``Refusal`` with a Chinese sentence that tells the uploader what to do next.
"""

import warnings
import zipfile
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from documents import likeness, pdf_cleaning
from documents.likeness import Sketch
from documents.pdf_cleaning import Refusal

MAX_PIXELS = 60_000_000
#: 200 dots an inch on A4 show every word of a scanned page.
LONGEST_SIDE = 2400
TAKEN_AT = ExifTags.Base.DateTimeOriginal
#: Half the earth's turn, in degrees: no latitude and no longitude is more.
MOST_DEGREES = 180

MAX_ENTRIES = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
OFFICE_PARTS = {
    "xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@dataclass(frozen=True)
class Inspected:
    media_type: str
    pages: int
    taken_at: datetime | None = None  # naive: the camera's own clock
    has_clean_copy: bool = True  # False: the original is shown as it is
    place: tuple[Decimal, Decimal] | None = None  # latitude and longitude, as the camera says
    sketches: tuple[Sketch, ...] = ()  # of a picture: upright first


def inspect(source: Path, extension: str, clean: Path) -> Inspected:
    """Look at the file at ``source``; put a clean copy at ``clean`` where its kind needs one."""
    if extension in {"jpg", "jpeg", "png", "webp"}:
        return _inspect_image(source, clean)
    if extension == "pdf":
        return Inspected("application/pdf", pdf_cleaning.clean_copy(source, clean))
    return _inspect_office(source, extension)


def _inspect_image(source: Path, clean: Path) -> Inspected:
    """Upright, without position or other traces, as JPEG. Time and place are kept apart; the original stays sealed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            Image.MAX_IMAGE_PIXELS = MAX_PIXELS
            with Image.open(source, formats=["JPEG", "PNG", "WEBP"]) as image:
                taken_at, place = _taken_at(image), _place(image)
                image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = _on_white(ImageOps.exif_transpose(image))
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
                upright.save(clean, "JPEG", quality=85)
                sketches = likeness.sketches_of(upright)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refusal("图片尺寸过大。请用手机或看图软件缩小到6000万像素以内再上传。") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refusal("图片打不开，可能没有传完整。请重新拍照或另存为JPG后再上传。") from error
    return Inspected("image/jpeg", 1, taken_at, place=place, sketches=sketches)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA", "P", "PA"}:
        layer = image.convert("RGBA")
        page = Image.new("RGB", layer.size, "white")
        page.paste(layer, mask=layer.getchannel("A"))
        return page
    return image.convert("RGB")


def _taken_at(image: Image.Image) -> datetime | None:
    written = str(image.getexif().get_ifd(ExifTags.IFD.Exif).get(TAKEN_AT, ""))
    try:
        return datetime.strptime(written[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - a camera knows no time zone
    except ValueError:
        return None


def _place(image: Image.Image) -> tuple[Decimal, Decimal] | None:
    """Where the camera says it was; ``None`` where it says nothing, or nonsense."""
    gps = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    latitude = _degrees(gps, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef)
    longitude = _degrees(gps, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef)
    return (latitude, longitude) if latitude and longitude else None


def _degrees(gps: dict, name: int, side: int) -> Decimal | None:
    """Degrees, minutes and seconds as one number; south and west are below zero."""
    try:
        degrees, minutes, seconds = (Decimal(repr(float(part))) for part in gps[name])
        value = degrees + minutes / 60 + seconds / 3600
        value = -value if str(gps.get(side, "")).upper() in {"S", "W"} else value
        return value.quantize(Decimal("0.000001")) if abs(value) <= MOST_DEGREES else None
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None


def _inspect_office(source: Path, extension: str) -> Inspected:
    """A workbook or text file: a plain package of bounded size, without macros. It is never opened, only handed on."""
    main_part, media_type = OFFICE_PARTS[extension]
    try:
        with zipfile.ZipFile(source) as package:
            entries = package.infolist()
            names = {entry.filename for entry in entries}
            _check_sizes(entries)
            broken = package.testzip()
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refusal("文件打不开，可能已损坏或加了密码。请去掉密码、另存为一份新文件后再上传。") from error
    if broken or main_part not in names or "[Content_Types].xml" not in names:
        raise Refusal(f"这不是完整的{extension}文件。请用Word或WPS打开后另存为{extension}格式再上传。")
    if any(name.rpartition("/")[2].lower().startswith("vbaproject") for name in names):
        raise Refusal(f"文件里有宏，不能上传。请另存为不含宏的{extension}格式。")
    return Inspected(media_type, 0, has_clean_copy=False)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    outside = any(entry.filename.startswith("/") or ".." in entry.filename.split("/") for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or (unpacked > 1 << 20 and unpacked / packed > MAX_RATIO):
        raise Refusal("文件内容异常庞大，不能上传。请删去多余的空白行列或图片后另存再上传。")
    if outside:
        raise Refusal("文件内部结构异常，不能上传。请另存为一份新文件后再上传。")
