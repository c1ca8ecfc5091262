"""Invented evidence: drawn pictures and a scanned-looking page, plainly marked as a demonstration."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localtime
from PIL import ExifTags, Image, ImageDraw, ImageFont

import documents
from accounts import clock

FONT = Path(documents.__file__).parent / "fonts" / "NotoSansCJKsc-Regular.otf"
SIZE = (960, 720)
SCENES = ("村庄主干道", "文化广场", "产业基地", "户厕改造", "污水处理设施")


def font(size: int) -> ImageFont.FreeTypeFont:
    """The sans face of our papers."""
    return ImageFont.truetype(str(FONT), size)


def photograph(place: str, scene: str, number: str = "") -> SimpleUploadedFile:
    """A drawn landscape with the place's name on it, another one for each application (by its number)."""
    return saved(landscape(place, scene, number), f"{place}{scene}.jpg", exif=camera(place, scene))


def camera(place: str, scene: str) -> Image.Exif:
    """What a telephone writes into a photograph: when and where."""
    rng = Random(f"{place}-{scene}")  # noqa: S311 - a drawing, not a secret
    exif = Image.Exif()
    taken = clock.now() - timedelta(days=rng.randrange(3, 40), minutes=rng.randrange(480))
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{localtime(taken):%Y:%m:%d %H:%M:%S}"
    north, east = (float(minutes + rng.random()) for minutes in (rng.randrange(40), rng.randrange(40)))
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (35.0, north, 0.0), 3: "E", 4: (109.0, east, 0.0)}
    return exif


def borrowed(place: str, scene: str, number: str, name: str) -> SimpleUploadedFile:
    """Somebody else's photograph as it comes back from a chat: trimmed, smaller, compressed again."""
    image = landscape(place, scene, number)
    trimmed = image.crop((9, 7, image.width - 9, image.height - 7)).resize((720, 540))
    return saved(trimmed, name)


def landscape(place: str, scene: str, number: str) -> Image.Image:
    """Hills, houses and trees as chance puts them."""
    rng = Random(f"{place}-{scene}-{number}")  # noqa: S311 - a drawing, not a secret
    width, height = SIZE
    image = Image.new("RGB", SIZE, (206, 228, 240))
    draw = ImageDraw.Draw(image)
    horizon = rng.randrange(120, 380)
    for depth in range(3):
        base = horizon + depth * rng.randrange(60, 110)
        points = [(x, base - rng.randrange(10, 240) // (depth + 1)) for x in range(0, width + 80, 80)]
        shade = (138 - depth * 32, 170 - depth * 28, 122 - depth * 34)
        draw.polygon([(0, height), *points, (width, height)], fill=shade)
    for _ in range(rng.randrange(3, 9)):
        x, y = rng.randrange(-60, width - 60), rng.randrange(horizon, 560)
        wide, high = rng.randrange(70, 240), rng.randrange(50, 140)
        wall = rng.choice([(236, 226, 208), (214, 196, 170), (188, 196, 204), (120, 112, 104)])
        draw.rectangle((x, y, x + wide, y + high), fill=wall, outline=(120, 110, 100))
        draw.polygon([(x - 12, y), (x + wide // 2, y - high // 2), (x + wide + 12, y)], fill=(150, 72, 60))
    for _ in range(rng.randrange(4, 16)):
        x, y, side = rng.randrange(width), rng.randrange(horizon - 40, 600), rng.randrange(30, 120)
        draw.ellipse((x, y, x + side, y + side), fill=(40 + side, 96 + rng.randrange(60), 52))
    draw.rectangle((0, height - 74, width, height), fill=(255, 255, 255))
    draw.text((24, height - 62), f"{place} {scene}（演示图片）", font=font(36), fill=(40, 48, 60))
    return image


def record_page(place: str, title: str, lines: list[str]) -> SimpleUploadedFile:
    """A page of minutes or a table, as a scan would come in."""
    image = Image.new("RGB", (1000, 1414), (253, 252, 248))
    draw = ImageDraw.Draw(image)
    draw.text((500, 120), title, font=font(44), fill=(20, 20, 20), anchor="mm")
    draw.text((500, 180), f"{place}（演示材料）", font=font(28), fill=(90, 90, 90), anchor="mm")
    for number, line in enumerate(lines):
        y = 260 + number * 62
        draw.text((90, y), line, font=font(28), fill=(40, 40, 40))
        draw.line((80, y + 50, 920, y + 50), fill=(200, 196, 188))
    return saved(image, f"{place}{title}.pdf")


def saved(image: Image.Image, name: str, exif: Image.Exif | None = None) -> SimpleUploadedFile:
    """The picture as an upload."""
    out = BytesIO()
    if name.endswith(".pdf"):
        image.save(out, "PDF", resolution=120)
        return SimpleUploadedFile(name, out.getvalue(), "application/pdf")
    image.save(out, "JPEG", quality=72, exif=exif or b"")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")
